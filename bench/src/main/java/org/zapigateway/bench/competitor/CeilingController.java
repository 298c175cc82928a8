package org.zapigateway.bench.competitor;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads nothing and stores nothing: more requests per second than this cannot be served on this machine and stack. */
@RestController
@Profile("ceiling")
class CeilingController {

    private static final Accepted NOTHING = Accepted.of("none");

    @PostMapping("/webhooks/zapi")
    Accepted accept() {
        return NOTHING;
    }
}
