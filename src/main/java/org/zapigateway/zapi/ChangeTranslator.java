package org.zapigateway.zapi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.ChangeData;
import org.zapigateway.event.Envelope;
import org.zapigateway.event.EventType;
import org.zapigateway.event.Person;

/** Notifications of a group or a channel (FIELD_CATALOGUE section 3). */
final class ChangeTranslator {
    private static final String GROUP = "GROUP_";
    private static final String CHANNEL = "NEWSLETTER_";
    private static final String MEMBERSHIP = "MEMBERSHIP_";
    private static final String REVOKED_MEMBERSHIP = "REVOKED_MEMBERSHIP_";

    private ChangeTranslator() {}

    static boolean isGroup(String name) {
        return name.startsWith(GROUP) || isMembership(name);
    }

    static boolean isChannel(String name) {
        return name.startsWith(CHANNEL);
    }

    static CanonicalEvent translate(Callback callback, String name, EventType type) {
        Fields fields = callback.fields();
        List<String> parameters = fields.texts("notificationParameters");
        boolean addedByMember = "non_admin_add".equals(fields.text("requestMethod")) && parameters.size() > 1;
        List<String> concerned = addedByMember ? parameters.subList(1, parameters.size()) : parameters;
        Map<Boolean, List<String>> byPerson = concerned.stream().collect(Collectors.partitioningBy(isPerson(name)));
        Envelope envelope = callback.envelope();
        var data = new ChangeData(
                envelope,
                change(name, type == EventType.CHANNEL_CHANGED ? CHANNEL : GROUP),
                addedByMember ? member(callback, envelope.sender(), parameters.get(0)) : envelope.sender(),
                absentIfEmpty(persons(callback, byPerson.get(true))),
                absentIfEmpty(byPerson.get(false)),
                fields.text("requestMethod"),
                fields.text("linkMode"),
                callback.original());
        return callback.event(callback.ids().notification(name), type, data);
    }

    /** Z-API's word without its first part, as users see it: {@code GROUP_CREATE} is {@code create}. */
    static String change(String name, String prefix) {
        String rest =
                name.startsWith(prefix) && name.length() > prefix.length() ? name.substring(prefix.length()) : name;
        return rest.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    // The first parameter is who added somebody, mostly the sender, of whom more is known.
    private static Person member(Callback callback, Person sender, String address) {
        boolean same = sender != null && address.equals(sender.address());
        return same ? sender : callback.addresses().person(address, null, null);
    }

    // Elsewhere a parameter may look like a phone number and be none: a new group's name, for example.
    private static Predicate<String> isPerson(String name) {
        boolean ofPeople =
                name.startsWith("GROUP_PARTICIPANT_") || name.startsWith("NEWSLETTER_ADMIN_") || isMembership(name);
        return ofPeople ? Addresses::isPerson : parameter -> false;
    }

    private static boolean isMembership(String name) {
        return name.startsWith(MEMBERSHIP) || name.startsWith(REVOKED_MEMBERSHIP);
    }

    private static List<Person> persons(Callback callback, List<String> addresses) {
        return addresses.stream()
                .map(address -> callback.addresses().person(address, null, null))
                .toList();
    }

    private static <T> List<T> absentIfEmpty(List<T> list) {
        return list.isEmpty() ? null : list;
    }
}
