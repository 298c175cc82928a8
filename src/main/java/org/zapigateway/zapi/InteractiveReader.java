package org.zapigateway.zapi;

import java.time.Instant;
import java.util.List;
import org.zapigateway.event.content.Button;
import org.zapigateway.event.content.ButtonReply;
import org.zapigateway.event.content.Buttons;
import org.zapigateway.event.content.Card;
import org.zapigateway.event.content.Carousel;
import org.zapigateway.event.content.Content;
import org.zapigateway.event.content.ContentKind;
import org.zapigateway.event.content.ListReply;
import org.zapigateway.event.content.Media;
import org.zapigateway.event.content.OptionList;
import org.zapigateway.event.content.Row;
import org.zapigateway.event.content.Section;
import org.zapigateway.event.content.Template;

/** Reads what can be pressed or chosen, and the answers. */
final class InteractiveReader {
    private InteractiveReader() {}

    static ButtonReply buttonReply(Fields content) {
        return new ButtonReply(content.text("buttonId"), content.text("message"));
    }

    static ListReply listReply(Fields content) {
        return new ListReply(content.text("selectedRowId"), content.text("title"), content.text("message"));
    }

    static OptionList list(Fields content) {
        return new OptionList(
                content.text("title"),
                content.text("description"),
                content.text("footerText"),
                content.text("buttonText"),
                content.objects("sections").stream()
                        .map(InteractiveReader::section)
                        .toList());
    }

    private static Section section(Fields section) {
        return new Section(
                section.text("title"),
                section.objects("options").stream().map(InteractiveReader::row).toList());
    }

    private static Row row(Fields row) {
        return new Row(row.text("rowId"), row.text("title"), row.text("description"));
    }

    static Buttons buttons(Fields content, Instant time) {
        Media image = MediaReader.ofUrl(ContentKind.IMAGE, content, "imageUrl", time);
        Media video = MediaReader.ofUrl(ContentKind.VIDEO, content, "videoUrl", time);
        return new Buttons(
                content.text("message"),
                image == null ? video : image,
                content.objects("buttons").stream()
                        .map(InteractiveReader::replyButton)
                        .toList());
    }

    private static Button replyButton(Fields button) {
        return new Button(button.text("buttonId"), button.object("buttonText").text("displayText"), null, null);
    }

    static Template template(Fields content, Instant time) {
        return new Template(
                content.text("templateId"),
                header(content, time),
                content.text("title"),
                content.text("message"),
                content.text("footer"),
                templateButtons(content));
    }

    static Carousel carousel(Fields content, Instant time) {
        List<Card> cards =
                content.objects("cards").stream().map(card -> card(card, time)).toList();
        return new Carousel(content.text("text"), cards);
    }

    private static Card card(Fields card, Instant time) {
        return new Card(
                header(card, time),
                card.text("title"),
                card.text("message"),
                card.text("footer"),
                templateButtons(card));
    }

    private static Content header(Fields content, Instant time) {
        Fields header = content.object("header");
        if (header.hasObject("image")) {
            return MediaReader.image(header.object("image"), time);
        }
        if (header.hasObject("video")) {
            return MediaReader.video(header.object("video"), time);
        }
        if (header.hasObject("document")) {
            return MediaReader.document(header.object("document"), time);
        }
        return header.hasObject("location") ? ConversationReader.location(header.object("location")) : null;
    }

    private static List<Button> templateButtons(Fields content) {
        return content.objects("hydratedButtons").stream()
                .map(InteractiveReader::templateButton)
                .toList();
    }

    // Each bears exactly one of the three. The call button is WhatsApp's third kind; no example of it is known.
    private static Button templateButton(Fields button) {
        Fields reply = button.object("quickReplyButton");
        Fields link = button.object("urlButton");
        Fields call = button.object("callButton");
        String text = reply.text("displayText");
        text = text == null ? link.text("displayText") : text;
        text = text == null ? call.text("displayText") : text;
        return new Button(reply.text("id"), text, link.text("url"), call.text("phoneNumber"));
    }
}
