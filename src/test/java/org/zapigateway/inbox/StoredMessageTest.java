package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.persistence.CoreMessageObjectPools;
import org.junit.jupiter.api.Test;

class StoredMessageTest {
    private static final String BODY = "{\"text\":\"olá\"}";

    private final CoreMessageObjectPools pools = new CoreMessageObjectPools();

    @Test
    void aPackedMessageBearsWhatItBore() {
        StoredMessage message = message();

        message.settle();
        message.pack();

        assertBearsAll(message);
    }

    @Test
    void aPackedMessageIsBytesOnly() {
        StoredMessage unpacked = message();
        StoredMessage packed = message();
        unpacked.settle();
        packed.settle();

        packed.pack();

        assertThat(packed.getMemoryEstimate()).isLessThan(unpacked.getMemoryEstimate() - 500);
    }

    @Test
    void aMessageThatIsNotSettledKeepsItsProperties() {
        StoredMessage message = message();

        message.pack();

        assertBearsAll(message);
    }

    @Test
    void aChangeBehindTheSettlingIsNotLost() {
        StoredMessage message = message();
        message.settle();
        message.putStringProperty("reason", "new");

        message.pack();

        assertBearsAll(message);
        assertThat(message.getStringProperty("reason")).isEqualTo("new");
    }

    @Test
    void aPackedMessageCanBeChanged() {
        StoredMessage message = message();
        message.settle();
        message.pack();

        message.putStringProperty("reason", "new");
        message.pack();
        message.encode();

        assertBearsAll(message);
        assertThat(message.getStringProperty("reason")).isEqualTo("new");
    }

    @Test
    void aMessageCanBeReaddressedAndSettledAgain() {
        StoredMessage message = message();
        message.settle();
        message.setAddress("an.address.that.is.longer.than.the.one.before.and.moves.what.lies.behind.it");
        message.setExpiration(42);

        message.settle();
        message.pack();

        assertBearsAll(message);
        assertThat(message.getAddress()).startsWith("an.address.that.is.longer");
        assertThat(message.getExpiration()).isEqualTo(42);
    }

    @Test
    void aCopyOfAPackedMessageBearsAll() {
        StoredMessage message = message();
        message.settle();
        message.pack();

        assertBearsAll(message.copy());
        assertBearsAll(message.copy(8));
    }

    private StoredMessage message() {
        StoredMessage message = new StoredMessage(pools);
        message.setMessageID(7);
        message.setType(Message.BYTES_TYPE);
        message.setDurable(true);
        message.setAddress("zapi.events");
        message.setRoutingType(RoutingType.MULTICAST);
        for (int i = 0; i < 10; i++) {
            message.putStringProperty("text" + i, "value " + i);
        }
        message.putBooleanProperty("fromMe", true);
        message.putLongProperty("receivedAt", Long.MAX_VALUE);
        InboxTransaction.setBody(message, BODY.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private static void assertBearsAll(Message message) {
        for (int i = 0; i < 10; i++) {
            assertThat(message.getStringProperty("text" + i)).isEqualTo("value " + i);
        }
        assertThat(message.getBooleanProperty("fromMe")).isTrue();
        assertThat(message.getLongProperty("receivedAt")).isEqualTo(Long.MAX_VALUE);
        assertThat(message.getRoutingType()).isEqualTo(RoutingType.MULTICAST);
        assertThat(message.isDurable()).isTrue();
        ActiveMQBuffer body = message.toCore().getDataBuffer();
        byte[] bytes = new byte[body.readableBytes()];
        body.readBytes(bytes);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(BODY);
    }
}
