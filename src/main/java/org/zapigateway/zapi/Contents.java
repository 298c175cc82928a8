package org.zapigateway.zapi;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.zapigateway.event.content.Content;
import org.zapigateway.event.content.UnrecognisedContent;

/** The content keys of a ReceivedCallback, each with what reads it (FIELD_CATALOGUE section 2). */
final class Contents {
    private static final Map<String, Reader> READERS = readers();

    private Contents() {}

    /** The content of the message, never {@code null}; exactly one content key was in every captured message. */
    static Content read(Fields message, Instant time) {
        for (Map.Entry<String, Reader> reader : READERS.entrySet()) {
            if (message.hasObject(reader.getKey())) {
                Content content = reader.getValue().read(message.object(reader.getKey()), time);
                if (content != null) {
                    return content;
                }
            }
        }
        return new UnrecognisedContent();
    }

    private static Map<String, Reader> readers() {
        Map<String, Reader> readers = new LinkedHashMap<>();
        // Most frequent first.
        readers.put("text", (content, time) -> ConversationReader.text(content));
        readers.put("image", MediaReader::image);
        readers.put("audio", MediaReader::audio);
        readers.put("video", MediaReader::video);
        readers.put("ptv", MediaReader::videoNote);
        readers.put("document", MediaReader::document);
        readers.put("sticker", MediaReader::sticker);
        readers.put("contact", (content, time) -> ConversationReader.contact(content));
        readers.put("location", (content, time) -> ConversationReader.location(content));
        readers.put("liveLocation", (content, time) -> ConversationReader.liveLocation(content));
        readers.put("poll", (content, time) -> ConversationReader.poll(content));
        readers.put("pollVote", (content, time) -> ConversationReader.pollVote(content));
        readers.put("pinMessage", (content, time) -> ConversationReader.pin(content));
        readers.put("event", (content, time) -> ConversationReader.calendarEvent(content));
        readers.put("eventResponse", (content, time) -> ConversationReader.calendarReply(content));
        readers.put("newsletterAdminInvite", (content, time) -> ConversationReader.channelInvite(content));
        readers.put("buttonsResponseMessage", (content, time) -> InteractiveReader.buttonReply(content));
        readers.put("listResponseMessage", (content, time) -> InteractiveReader.listReply(content));
        readers.put("listMessage", (content, time) -> InteractiveReader.list(content));
        readers.put("buttonsMessage", InteractiveReader::buttons);
        readers.put("hydratedTemplate", InteractiveReader::template);
        readers.put("carouselMessage", InteractiveReader::carousel);
        readers.put("pixKeyMessage", (content, time) -> CommerceReader.pixKey(content));
        readers.put("product", (content, time) -> CommerceReader.product(content));
        readers.put("order", (content, time) -> CommerceReader.order(content));
        readers.put("reviewAndPay", (content, time) -> CommerceReader.invoice(content));
        readers.put("reviewOrder", (content, time) -> CommerceReader.orderReview(content));
        readers.put("requestPayment", (content, time) -> CommerceReader.paymentRequest(content));
        readers.put("sendPayment", (content, time) -> CommerceReader.payment(content));
        return readers;
    }

    /** Reads the object below a content key. */
    private interface Reader {
        /**
         * @param time the event's, from which the life of its media counts
         * @return the content, or {@code null} when the object is not what its key says
         */
        Content read(Fields content, Instant time);
    }
}
