package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only a route whose targets can be repeated gets batches. */
class BatchSizeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{to: {uri: 'jms:queue:a'}} | 64",
                "{to: {uri: 'sql:select 1'}} | 64",
                "{log: hello}, {to: {uri: 'log:a'}} | 64",
                "{setBody: {simple: x}}, {toD: {uri: 'jms:queue:${header.a}'}} | 64",
                "{split: {simple: '${body}', steps: [{to: {uri: 'jms:queue:a'}}]}} | 64",
                "{to: {uri: 'direct:nobody'}} | 1",
                "{to: {uri: 'http://crm'}} | 1",
                "{to: {uri: 'jms:queue:a'}}, {to: {uri: 'file:out'}} | 1",
                "{choice: {when: [{simple: '${body}', steps: [{to: {uri: 'http://crm'}}]}]}} | 1",
                "{toD: {uri: '${header.target}'}} | 1",
                "{to: {uri: '{{target}}'}} | 1",
                "{wireTap: {uri: 'http://crm'}} | 1",
                "{doTry: {steps: [{log: a}], doCatch: [{exception: [java.io.IOException],"
                        + " steps: [{to: {uri: 'http://crm'}}]}]}} | 1",
                "{circuitBreaker: {steps: [{log: a}], onFallback: {steps: [{log: b}]}}} | 64",
                "{circuitBreaker: {steps: [{log: a}], onFallback: {steps: [{to: {uri: 'http://crm'}}]}}} | 1"
            })
    void aRouteGetsBatchesWhenAllItsTargetsCanBeRepeated(String steps, int expected) throws Exception {
        assertThat(batchSize("- route: {id: r, from: {uri: 'direct:in', steps: [" + steps + "]}}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"jms:queue:a, 64", "http://crm, 1", "direct:nobody, 1"})
    void whereItsOwnDeadLettersGoCountsToo(String uri, int expected) throws Exception {
        assertThat(batchSize("- route: {id: r, errorHandler: {deadLetterChannel: {deadLetterUri: '" + uri
                        + "'}}, from: {uri: 'direct:in', steps: [{log: hello}]}}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "onException: {exception: [java.lang.Exception], steps: [{to: {uri: 'jms:queue:a'}}]} | 64",
                "onException: {exception: [java.lang.Exception], steps: [{to: {uri: 'http://crm'}}]} | 1",
                "intercept: {steps: [{to: {uri: 'http://crm'}}]} | 1"
            })
    void whatStandsBesideTheRouteCountsToo(String entry, int expected) throws Exception {
        assertThat(batchSize("- " + entry + "\n- route: {id: r, from: {uri: 'direct:in', steps: [{log: hello}]}}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{to: {uri: 'jms:queue:a'}} | 64",
                "{to: {uri: 'http://crm'}} | 1",
                "{to: {uri: 'direct:in'}} | 64",
                "{to: {uri: 'direct:nobody'}} | 1",
                "{to: {uri: 'direct:further'}} | 1"
            })
    void behindDirectTheTargetsOfThatRouteCount(String steps, int expected) throws Exception {
        assertThat(batchSize(
                        """
                        - route: {id: r, from: {uri: 'direct:in', steps: [{to: {uri: 'direct:next?timeout=5s'}}]}}
                        - route: {id: next, from: {uri: 'direct:next', steps: [%s]}}
                        - route: {id: further, from: {uri: 'direct:further', steps: [{to: {uri: 'http://crm'}}]}}
                        """
                                .formatted(steps)))
                .isEqualTo(expected);
    }

    private static int batchSize(String yaml) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.setAutoStartup(false);
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("r.yaml", yaml));

            return BatchSize.of(camel, "r");
        }
    }
}
