package org.zapigateway.operations;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * What belongs to the operations port alone. Named in {@code META-INF/spring} for that port's context, and without an
 * annotation, which the scan for components would find and so put the filter before the webhook too.
 */
class ManagementConfiguration {
    @Bean
    FilterRegistrationBean<StrangersFilter> strangersFilter() {
        FilterRegistrationBean<StrangersFilter> filter = new FilterRegistrationBean<>(new StrangersFilter());
        filter.addUrlPatterns("/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
