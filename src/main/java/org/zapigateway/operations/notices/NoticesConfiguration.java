package org.zapigateway.operations.notices;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zapigateway.webhook.UnmappedFields;

/** Wires what the gateway notices. */
@Configuration(proxyBeanMethods = false)
class NoticesConfiguration {
    @Bean
    Notices notices(NoticesSettings settings, UnmappedFields unmappedFields, ObjectProvider<Clock> clock) {
        return new Notices(settings, unmappedFields, clock.getIfAvailable(Clock::systemDefaultZone));
    }
}
