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
                "{to: {uri: 'direct:a'}}, {log: hello}, {to: {uri: 'log:a'}} | 64",
                "{setBody: {simple: x}}, {toD: {uri: 'jms:queue:${header.a}'}} | 64",
                "{split: {simple: '${body}', steps: [{to: {uri: 'jms:queue:a'}}]}} | 64",
                "{log: hello} | 64",
                "{to: {uri: 'http://crm'}} | 1",
                "{to: {uri: 'jms:queue:a'}}, {to: {uri: 'file:out'}} | 1",
                "{choice: {when: [{simple: '${body}', steps: [{to: {uri: 'http://crm'}}]}]}} | 1",
                "{toD: {uri: '${header.target}'}} | 1",
                "{to: {uri: '{{target}}'}} | 1",
                "{recipientList: {simple: 'jms:a'}} | 1",
                "{enrich: {simple: 'http://crm'}} | 1",
                "{bean: {ref: x}} | 1",
                "{process: {ref: x}} | 1"
            })
    void aRouteGetsBatchesWhenAllItsTargetsCanBeRepeated(String steps, int expected) throws Exception {
        String yaml = "- route: {id: r, autoStartup: false, from: {uri: 'direct:in', steps: [" + steps + "]}}";
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.setAutoStartup(false);
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("r.yaml", yaml));

            assertThat(BatchSize.of(camel, "r")).isEqualTo(expected);
        }
    }
}
