package org.zapigateway.bench.competitor;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reads nothing and stores nothing: more requests per second than this cannot be served on this machine and stack. In
 * the profile {@code bare} it answers beside a Camel context and a broker, of which it uses neither.
 */
@RestController
@Profile({"ceiling", "bare"})
class CeilingController {

    private static final Accepted NOTHING = Accepted.of("none");

    @PostMapping("/webhooks/zapi")
    Accepted accept() {
        return NOTHING;
    }
}
