package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Every page of the operations port but the dump of the memory, which has to be what it is. */
final class OperationsPages {
    private OperationsPages() {}

    /** Each page, behind its path. */
    static List<String> of(RunningGateway gateway) throws IOException {
        List<String> pages = new ArrayList<>();
        String index = RunningGateway.get(gateway.managementPort(), "/actuator").body();
        for (JsonNode link : new JsonMapper().readTree(index).path("_links")) {
            String path = link.path("href").asText().replaceFirst("https?://[^/]+", "");
            if (!link.path("templated").asBoolean() && !path.endsWith("/heapdump")) {
                pages.add(path + " "
                        + RunningGateway.get(gateway.managementPort(), path).body());
            }
        }
        assertThat(pages).as("pages").hasSizeGreaterThan(10).anyMatch(page -> page.startsWith("/actuator/prometheus"));
        return pages;
    }
}
