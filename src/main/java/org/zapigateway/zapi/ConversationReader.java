package org.zapigateway.zapi;

import java.util.ArrayList;
import java.util.List;
import org.zapigateway.event.content.CalendarEvent;
import org.zapigateway.event.content.CalendarReply;
import org.zapigateway.event.content.ChannelInvite;
import org.zapigateway.event.content.Contact;
import org.zapigateway.event.content.LinkPreview;
import org.zapigateway.event.content.LiveLocation;
import org.zapigateway.event.content.Location;
import org.zapigateway.event.content.Pin;
import org.zapigateway.event.content.Poll;
import org.zapigateway.event.content.PollVote;
import org.zapigateway.event.content.Text;

/** Reads what people tell each other: texts, places, contacts, polls, appointments. */
final class ConversationReader {
    private ConversationReader() {}

    /** {@code null} when there is neither a text nor a preview. */
    static Text text(Fields content) {
        String text = content.text("message");
        LinkPreview preview = preview(content);
        return text == null && preview == null ? null : new Text(text, preview);
    }

    private static LinkPreview preview(Fields content) {
        String title = content.text("title");
        // The documentation's older spelling (FIELD_CATALOGUE section 2).
        String description = content.text("description", "descritpion");
        String url = content.text("url");
        String thumbnail = content.text("thumbnailUrl");
        boolean none = title == null && description == null && url == null && thumbnail == null;
        return none ? null : new LinkPreview(title, description, url, thumbnail);
    }

    static Contact contact(Fields content) {
        List<String> phones = content.texts("phones");
        return new Contact(content.text("displayName"), phones.isEmpty() ? null : phones, content.text("vCard"));
    }

    static Location location(Fields content) {
        return new Location(
                content.number("latitude"),
                content.number("longitude"),
                content.text("name"),
                content.text("address"),
                content.text("url"));
    }

    static LiveLocation liveLocation(Fields content) {
        return new LiveLocation(
                content.number("latitude"), content.number("longitude"), content.text("caption"), sequence(content));
    }

    // A 64-bit number as JavaScript holds it, in two halves of which the lower is to be read without its sign.
    private static Long sequence(Fields content) {
        Long low = content.object("sequence").whole("low");
        Long high = content.object("sequence").whole("high");
        return low == null || high == null ? content.whole("sequence") : Long.valueOf(high << 32 | low & 0xFFFF_FFFFL);
    }

    static Poll poll(Fields content) {
        return new Poll(content.text("question"), names(content), content.count("pollMaxOptions"));
    }

    static PollVote pollVote(Fields content) {
        return new PollVote(content.text("pollMessageId"), names(content));
    }

    private static List<String> names(Fields content) {
        List<String> names = new ArrayList<>();
        for (Fields option : content.objects("options")) {
            String name = option.text("name");
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    static Pin pin(Fields content, Addresses addresses) {
        Fields target = content.object("referencedMessage");
        return new Pin(
                content.text("action"),
                content.count("pinDurationInSecs"),
                target.text("messageId"),
                target.flag("fromMe"),
                addresses.person(target.text("participant"), null, null));
    }

    static CalendarEvent calendarEvent(Fields content) {
        return new CalendarEvent(
                content.text("name"),
                content.text("description"),
                content.time("scheduleTime"),
                content.flag("canceled"),
                content.text("joinLink"),
                content.hasObject("location") ? location(content.object("location")) : null);
    }

    static CalendarReply calendarReply(Fields content, Addresses addresses) {
        Fields target = content.object("referencedMessage");
        return new CalendarReply(
                content.text("response"),
                content.text("responseFrom"),
                content.time("time"),
                target.text("messageId"),
                target.flag("fromMe"),
                addresses.person(target.text("participant"), null, null));
    }

    static ChannelInvite channelInvite(Fields content) {
        return new ChannelInvite(
                content.text("newsletterId"),
                content.text("newsletterName"),
                content.text("text"),
                content.time("inviteExpiration"));
    }
}
