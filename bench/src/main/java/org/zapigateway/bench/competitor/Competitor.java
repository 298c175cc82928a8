package org.zapigateway.bench.competitor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * What the gateway is compared with. Each profile is one application: {@code bare}, {@code ceiling},
 * {@code handwritten}, {@code textbook}, {@code textbook-platform-http}. They understand the gateway's own start arguments, so that all are started in the same way.
 */
@SpringBootApplication
public class Competitor {

    public static void main(String[] args) {
        SpringApplication.run(Competitor.class, args);
    }
}
