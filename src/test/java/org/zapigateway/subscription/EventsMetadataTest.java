package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.UriParam;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;
import org.zapigateway.event.EventHeaders;

/** What Camel's catalog, and so the check of route files and visual designers, know of {@code zapi:events}. */
class EventsMetadataTest {
    @Test
    void theCatalogDescribesEveryOption() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            ComponentModel model = JsonMapper.generateComponentModel(camel.getComponentParameterJsonSchema("zapi"));

            assertThat(model.isConsumerOnly()).isTrue();
            assertThat(model.getEndpointPathOptions()).singleElement().satisfies(path -> assertThat(path.getEnums())
                    .containsExactly("events"));
            List<EndpointOptionModel> own = model.getEndpointParameterOptions().stream()
                    .filter(option -> !option.getLabel().contains("advanced"))
                    .toList();
            assertThat(own)
                    .extracting(BaseOptionModel::getName)
                    .containsExactlyInAnyOrderElementsOf(optionsOfTheEndpoint());
            assertThat(own).extracting(BaseOptionModel::getDescription).doesNotContain("");
        }
    }

    @Test
    void theCatalogDescribesEveryHeader() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            ComponentModel model = JsonMapper.generateComponentModel(camel.getComponentParameterJsonSchema("zapi"));

            assertThat(model.getEndpointHeaders())
                    .extracting(BaseOptionModel::getName)
                    .containsExactlyInAnyOrderElementsOf(headersOfAnEvent());
            assertThat(model.getEndpointHeaders())
                    .extracting(BaseOptionModel::getDescription)
                    .doesNotContain("");
        }
    }

    private static List<String> headersOfAnEvent() throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Field constant : EventHeaders.class.getFields()) {
            names.add((String) constant.get(null));
        }
        return names;
    }

    private static List<String> optionsOfTheEndpoint() {
        return Arrays.stream(EventsEndpoint.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class))
                .map(Field::getName)
                .toList();
    }
}
