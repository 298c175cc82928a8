package org.zapigateway.store;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.sql.SqlComponent;

/** Camel's {@code sql:}, whose endpoints bind batches by {@link ParsedOnce} unless they name a strategy themselves. */
final class StatementsComponent extends SqlComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        parameters.putIfAbsent("prepareStatementStrategy", new ParsedOnce());
        return super.createEndpoint(uri, remaining, parameters);
    }
}
