package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** A jar in lib/ of another Camel would take the place of the gateway's own. */
class HawtioJarsTest {
    @Test
    void areOfTheGatewaysCamel() throws Exception {
        assertThat(camelVersion(Path.of("docs/hawtio/pom.xml"))).isEqualTo(camelVersion(Path.of("pom.xml")));
    }

    private static String camelVersion(Path pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getElementsByTagName("camel.version")
                .item(0)
                .getTextContent();
    }
}
