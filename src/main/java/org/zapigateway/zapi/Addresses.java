package org.zapigateway.zapi;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.zapigateway.event.Chat;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.Person;

/**
 * Tells phone numbers from LIDs in one payload. Both may come as bare digits (FIELD_CATALOGUE section 8), so what the
 * payload itself marks as a LID somewhere decides, then the length, and then what earlier payloads have marked.
 */
final class Addresses {
    private static final String LID_SUFFIX = "@lid";
    private static final String STATUS = "status@broadcast";
    // A phone number of more than 13 digits is rare, a LID of fewer too.
    private static final int LONGEST_PHONE = 13;
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern LEGACY_GROUP = Pattern.compile("\\d+-\\d+");
    private static final Set<String> SYSTEM_NAMES = Set.of("WhatsApp", "invite");
    private static final Pattern PHONE_SUFFIX = Pattern.compile("@(c\\.us|s\\.whatsapp\\.net)$");

    private final Fields fields;
    private final KnownLids known;
    private final Set<String> lidDigits = new HashSet<>();

    Addresses(Fields fields, KnownLids known) {
        this.fields = fields;
        this.known = known;
        for (String name : new String[] {"chatLid", "senderLid", "participantLid"}) {
            learn(lid(fields.text(name)));
            remember(fields.text(name));
        }
        learn(fields.text("phone"));
        learn(fields.text("participantPhone"));
        learn(fields.object("reaction").text("reactionBy"));
        learn(fields.object("reaction").object("referencedMessage").text("participant"));
        fields.texts("notificationParameters").forEach(this::learn);
    }

    /** The person whom Z-API names by that address; {@code null} when nothing is known. */
    Person person(String address, String name, Integer device) {
        return Person.of(phone(address), lidOf(address), name, address, device);
    }

    /** The chat of the payload, or {@code null} when it names none. */
    Chat chat() {
        String id = fields.text("phone");
        if (id == null) {
            return null;
        }
        ChatKind kind = kind(id);
        boolean ofOnePerson = kind == ChatKind.DIRECT || kind == ChatKind.BROADCAST;
        return new Chat(id, kind, ofOnePerson ? chatPhone(id) : null, chatLid(id, kind), fields.text("chatName"));
    }

    /** The chat of an entry that has only its address, such as a label's. */
    static Chat chat(String id) {
        if (id == null) {
            return null;
        }
        ChatKind kind = kindBySuffix(id);
        String phone = kind == ChatKind.DIRECT && DIGITS.matcher(id).matches() ? id : null;
        return new Chat(id, kind, phone, isLid(id) ? id : null, null);
    }

    /** Who sent the message or caused the change; {@code null} when nothing is known. */
    Person sender(Chat chat) {
        boolean direct = chat != null && chat.kind() == ChatKind.DIRECT;
        String phone = fields.text("connectedPhone");
        if (fields.isTrue("fromMe") && phone != null) {
            return direct ? Person.of(phone, null, name(), phone, null) : own(phone);
        }
        if (chat == null || participantAddress() != null && !direct) {
            return participant();
        }
        // The phone of a direct chat is the other party's, who is not the sender of what the instance sent.
        return direct && fields.isTrue("fromMe") ? participant() : chatPerson(chat);
    }

    /** The person with what is not known of them filled in from another address of theirs. */
    Person completed(Person person, String otherAddress) {
        if (person == null) {
            return person(otherAddress, null, null);
        }
        String phone = person.phone() == null ? phone(otherAddress) : person.phone();
        String lid = person.lid() == null ? lidOf(otherAddress) : person.lid();
        String address = person.address() == null ? otherAddress : person.address();
        return new Person(phone, lid, person.name(), address, person.device());
    }

    /** Whether the text addresses somebody: bare digits or a LID. */
    static boolean isPerson(String text) {
        return DIGITS.matcher(text).matches() || isLid(text);
    }

    /** The address as a LID that ends in {@code @lid}; {@code null} unless it is digits or such a LID. */
    static String lid(String address) {
        if (address == null || isLid(address)) {
            return address;
        }
        return DIGITS.matcher(address).matches() ? address + LID_SUFFIX : null;
    }

    private static boolean isLid(String address) {
        return address.endsWith(LID_SUFFIX) && address.length() > LID_SUFFIX.length();
    }

    private void learn(String lid) {
        if (lid != null && isLid(lid)) {
            lidDigits.add(digits(lid));
        }
    }

    // Only what Z-API itself writes as a LID, and only where its digits alone could be a phone number's, since other
    // events are judged by it.
    private void remember(String lid) {
        if (lid != null && isLid(lid) && digits(lid).length() <= LONGEST_PHONE) {
            known.add(fields.text("instanceId"), digits(lid));
        }
    }

    private static String digits(String lid) {
        return lid.substring(0, lid.length() - LID_SUFFIX.length());
    }

    // What the connected number sent to many: the participant is the number itself, often by its LID.
    private Person own(String phone) {
        Person participant = participant();
        if (participant == null || participant.address() == null) {
            return Person.of(phone, null, name(), phone, null);
        }
        return Person.of(phone, participant.lid(), name(), participant.address(), null);
    }

    private Person participant() {
        String address = participantAddress();
        String lid = lid(fields.text("participantLid"));
        return Person.of(phone(address), lid == null ? lidOf(address) : lid, name(), address, null);
    }

    private String participantAddress() {
        return fields.text("participantPhone", "participantLid");
    }

    private Person chatPerson(Chat chat) {
        boolean person = chat.phone() != null || isLid(chat.id());
        return Person.of(chat.phone(), person ? chat.lid() : null, name(), person ? chat.id() : null, null);
    }

    // A notification bears the name of what caused it where nobody did (FIELD_CATALOGUE section 1, senderName).
    private String name() {
        String name = fields.text("senderName");
        boolean system = fields.text("notification") != null && SYSTEM_NAMES.contains(name == null ? "" : name);
        return system ? null : name;
    }

    private String phone(String address) {
        String bare = address == null ? "" : PHONE_SUFFIX.matcher(address).replaceFirst("");
        return DIGITS.matcher(bare).matches() && !isBareLid(bare) ? bare : null;
    }

    private String lidOf(String address) {
        if (address == null) {
            return null;
        }
        return isLid(address) || (DIGITS.matcher(address).matches() && isBareLid(address)) ? lid(address) : null;
    }

    private boolean isBareLid(String digits) {
        if (lidDigits.contains(digits)) {
            return true;
        }
        if (digits.equals(fields.text("connectedPhone"))) {
            return false;
        }
        return digits.length() > LONGEST_PHONE || known.contains(fields.text("instanceId"), digits);
    }

    private String chatPhone(String id) {
        String bare = PHONE_SUFFIX.matcher(id).replaceFirst("");
        return DIGITS.matcher(bare).matches() && !lidDigits.contains(bare) ? bare : null;
    }

    private String chatLid(String id, ChatKind kind) {
        if (isLid(id)) {
            return id;
        }
        String lid = lid(fields.text("chatLid"));
        // Older payloads name the other party of a direct chat in senderLid (FIELD_CATALOGUE section 11).
        boolean senderIsChat = kind == ChatKind.DIRECT && !fields.isTrue("fromMe");
        return lid == null && senderIsChat ? lid(fields.text("senderLid")) : lid;
    }

    // Flags first, suffix second (FIELD_CATALOGUE section 8); only the Status has an address that no flag overrules.
    private ChatKind kind(String id) {
        if (id.equals(STATUS)) {
            return ChatKind.STATUS;
        }
        if (fields.isTrue("isNewsletter")) {
            return ChatKind.CHANNEL;
        }
        if (fields.isTrue("isGroup")) {
            return ChatKind.GROUP;
        }
        return fields.isTrue("broadcast") ? ChatKind.BROADCAST : kindBySuffix(id);
    }

    private static ChatKind kindBySuffix(String id) {
        if (id.equals(STATUS)) {
            return ChatKind.STATUS;
        }
        if (id.endsWith("@newsletter")) {
            return ChatKind.CHANNEL;
        }
        if (id.endsWith("-broadcast")) {
            return ChatKind.BROADCAST;
        }
        boolean group = id.endsWith("-group") || LEGACY_GROUP.matcher(id).matches();
        return group ? ChatKind.GROUP : ChatKind.DIRECT;
    }
}
