package org.zapigateway.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.zapigateway.store.EventLog;
import org.zapigateway.subscription.DeadLetters;

/**
 * What belongs to the operations port alone. Named in {@code META-INF/spring} for that port's context, and without an
 * annotation, which the scan for components would find and so put the filter before the webhook too.
 */
class ManagementConfiguration {
    @Bean
    CsrfToken csrfToken() {
        return new CsrfToken();
    }

    @Bean
    RouterFunction<ServerResponse> csrfRoutes(CsrfToken token) {
        return RouterFunctions.route()
                .GET("/actuator/csrf", request -> OperationsJson.answer(token.answer()))
                .build();
    }

    @Bean
    FilterRegistrationBean<StrangersFilter> strangersFilter(
            ConsoleSettings console, CsrfToken token, MeterRegistry registry) {
        FilterRegistrationBean<StrangersFilter> filter = new FilterRegistrationBean<>(
                new StrangersFilter(new OperatorLogin(console), new LoginAttempts(System::nanoTime, registry), token));
        filter.addUrlPatterns("/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BrowserHeadersFilter> browserHeadersFilter() {
        FilterRegistrationBean<BrowserHeadersFilter> filter = new FilterRegistrationBean<>(new BrowserHeadersFilter());
        filter.addUrlPatterns("/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    RouterFunction<ServerResponse> deadLettersRoutes(DeadLetters deadLetters) {
        return new DeadLettersEndpoint(deadLetters, new PayloadAudit()).routes();
    }

    @Bean
    RouterFunction<ServerResponse> eventLogRoutes(ObjectProvider<EventLog> log) {
        return new EventLogEndpoint(Optional.ofNullable(log.getIfAvailable()), new PayloadAudit()).routes();
    }

    @Bean
    RouterFunction<ServerResponse> privacyRoutes(Privacy privacy) {
        return new PrivacyEndpoint(privacy, new PayloadAudit()).routes();
    }

    @Bean
    RouterFunction<ServerResponse> tailRoutes(Tail tail) {
        return new TailEndpoint(tail).routes();
    }

    @Bean
    @ConditionalOnProperty(name = "zapi.console.enabled", matchIfMissing = true)
    RouterFunction<ServerResponse> consoleRoutes(
            Tail tail, ConsoleState state, EventStories stories, ConsoleInstances instances, ObjectMapper json) {
        return new ConsoleEndpoint(new ConsoleStream(tail, state, json), stories, instances, new PayloadAudit())
                .routes();
    }
}
