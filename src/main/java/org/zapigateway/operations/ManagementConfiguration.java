package org.zapigateway.operations;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** What belongs to the operations port alone. */
@ManagementContextConfiguration(proxyBeanMethods = false)
class ManagementConfiguration {
    @Bean
    FilterRegistrationBean<StrangersFilter> strangersFilter() {
        FilterRegistrationBean<StrangersFilter> filter = new FilterRegistrationBean<>(new StrangersFilter());
        filter.addUrlPatterns("/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
