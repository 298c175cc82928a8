package org.zapigateway.zapi;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.zapigateway.event.content.Content;
import org.zapigateway.event.content.UnrecognisedContent;

/** The content keys of a ReceivedCallback, each with what reads it (FIELD_CATALOGUE section 2). */
final class Contents {
    private static final Map<String, Reader> READERS = readers();

    private Contents() {}

    /** The content of the message, never {@code null}; exactly one content key was in every captured message. */
    static Content read(Callback callback) {
        Fields message = callback.fields();
        for (Map.Entry<String, Reader> reader : READERS.entrySet()) {
            if (message.hasObject(reader.getKey())) {
                Content content = reader.getValue().read(message.object(reader.getKey()), callback);
                if (content != null) {
                    return content;
                }
            }
        }
        return new UnrecognisedContent();
    }

    /** Whether a payload bears more than one content, of which an event takes the first. */
    static boolean areSeveral(Fields message) {
        long contents = READERS.keySet().stream().filter(message::hasObject).count();
        return contents + (message.hasObject("reaction") ? 1 : 0) > 1;
    }

    private static Map<String, Reader> readers() {
        Map<String, Reader> readers = new LinkedHashMap<>();
        // Most frequent first.
        readers.put("text", (content, callback) -> ConversationReader.text(content));
        readers.put("image", timed(MediaReader::image));
        readers.put("audio", timed(MediaReader::audio));
        readers.put("video", timed(MediaReader::video));
        readers.put("ptv", timed(MediaReader::videoNote));
        readers.put("document", timed(MediaReader::document));
        readers.put("sticker", timed(MediaReader::sticker));
        readers.put("contact", (content, callback) -> ConversationReader.contact(content));
        readers.put("location", (content, callback) -> ConversationReader.location(content));
        readers.put("liveLocation", (content, callback) -> ConversationReader.liveLocation(content));
        readers.put("poll", (content, callback) -> ConversationReader.poll(content));
        readers.put("pollVote", (content, callback) -> ConversationReader.pollVote(content));
        readers.put("pinMessage", (content, callback) -> ConversationReader.pin(content, callback.addresses()));
        readers.put("event", (content, callback) -> ConversationReader.calendarEvent(content));
        readers.put(
                "eventResponse",
                (content, callback) -> ConversationReader.calendarReply(content, callback.addresses()));
        readers.put("newsletterAdminInvite", (content, callback) -> ConversationReader.channelInvite(content));
        readers.put("buttonsResponseMessage", (content, callback) -> InteractiveReader.buttonReply(content));
        readers.put("listResponseMessage", (content, callback) -> InteractiveReader.listReply(content));
        readers.put("listMessage", (content, callback) -> InteractiveReader.list(content));
        readers.put("buttonsMessage", timed(InteractiveReader::buttons));
        readers.put("hydratedTemplate", timed(InteractiveReader::template));
        readers.put("carouselMessage", timed(InteractiveReader::carousel));
        readers.put("pixKeyMessage", (content, callback) -> CommerceReader.pixKey(content));
        readers.put("product", (content, callback) -> CommerceReader.product(content));
        readers.put("order", (content, callback) -> CommerceReader.order(content));
        readers.put("reviewAndPay", (content, callback) -> CommerceReader.invoice(content));
        readers.put("reviewOrder", (content, callback) -> CommerceReader.orderReview(content));
        readers.put("requestPayment", (content, callback) -> CommerceReader.paymentRequest(content));
        readers.put("sendPayment", (content, callback) -> CommerceReader.payment(content));
        return readers;
    }

    // The life of a file counts from the event's time.
    private static Reader timed(BiFunction<Fields, Instant, Content> reader) {
        return (content, callback) -> reader.apply(content, callback.time());
    }

    /** Reads the object below a content key. */
    private interface Reader {
        /** The content, or {@code null} when the object is not what its key says. */
        Content read(Fields content, Callback callback);
    }
}
