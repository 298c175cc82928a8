package org.zapigateway.event;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses that name one person: phone numbers and LIDs. Z-API sends either, with or without {@code @lid}, and a
 * Brazilian mobile number with or without its ninth digit (FIELD_CATALOGUE section 8), so what looks for a person looks for
 * all of them, as whole numbers, wherever they stand.
 */
public final class PersonAddresses {
    private static final String LID_SUFFIX = "@lid";
    private static final Pattern WRITTEN_FOR_PEOPLE = Pattern.compile("[\\s().+-]");
    private static final Pattern PHONE = Pattern.compile("[1-9][0-9]{7,14}");
    private static final Pattern LID = Pattern.compile("[1-9][0-9]{7,19}");

    // Eight digits that begin with 6 to 9 were a mobile number before all of those got a 9; with 2 to 5 it would be
    // somebody's landline.
    private static final Pattern WITH_NINTH_DIGIT = Pattern.compile("(55[1-9][0-9])9([6-9][0-9]{7})");
    private static final Pattern WITHOUT_NINTH_DIGIT = Pattern.compile("(55[1-9][0-9])([6-9][0-9]{7})");

    private final Set<String> phones;
    private final Set<String> lids;
    private final Pattern mention;
    private final Pattern ownNumber;

    private PersonAddresses(Set<String> phones, Set<String> lids) {
        this.phones = phones;
        this.lids = lids;
        String digits = Stream.concat(phones.stream(), lids.stream().map(PersonAddresses::digits))
                .collect(Collectors.joining("|", "(?:", ")"));
        // Before "-1623281429" it is the id of an old group, which bears the number of whoever made it.
        mention = Pattern.compile("(?<![0-9])" + digits + "(?![0-9]|-[0-9])");
        ownNumber = Pattern.compile("\"connectedPhone\"\\s*:\\s*\"" + digits + "\"");
    }

    /**
     * The addresses that somebody has given, and the other form of Brazilian numbers.
     *
     * @param phones with country code; signs such as {@code +55 (11) 98765-4321} do not matter
     * @param lids with or without {@code @lid}
     * @throws IllegalArgumentException when there is none, or one cannot be an address; the message does not quote it
     */
    public static PersonAddresses of(Collection<String> phones, Collection<String> lids) {
        Set<String> allPhones = new TreeSet<>();
        for (String phone : phones) {
            String digits = WRITTEN_FOR_PEOPLE.matcher(phone).replaceAll("");
            require(PHONE, digits, "a phone number has 8 to 15 digits, with country code, such as 5511987654321");
            allPhones.addAll(forms(digits));
        }
        Set<String> allLids = new TreeSet<>();
        for (String lid : lids) {
            require(LID, digits(lid), "a LID has 8 to 20 digits, such as 123456789012345@lid");
            allLids.add(digits(lid) + LID_SUFFIX);
        }
        if (allPhones.isEmpty() && allLids.isEmpty()) {
            throw new IllegalArgumentException("name the person by a phone number, a LID, or several of them");
        }
        return new PersonAddresses(allPhones, allLids);
    }

    /** The same person with further addresses, of the forms that {@link #phones()} and {@link #lids()} have. */
    public PersonAddresses with(Collection<String> morePhones, Collection<String> moreLids) {
        Set<String> allPhones = new TreeSet<>(phones);
        morePhones.stream()
                .filter(PHONE.asMatchPredicate())
                .map(PersonAddresses::forms)
                .forEach(allPhones::addAll);
        Set<String> allLids = new TreeSet<>(lids);
        moreLids.stream().filter(lid -> LID.matcher(digits(lid)).matches()).forEach(allLids::add);
        return new PersonAddresses(allPhones, allLids);
    }

    /** Phone numbers, digits only. */
    public Set<String> phones() {
        return phones;
    }

    /** LIDs, which end in {@code @lid}. */
    public Set<String> lids() {
        return lids;
    }

    /** All of them. */
    public Set<String> all() {
        Set<String> all = new LinkedHashSet<>(phones);
        all.addAll(lids);
        return all;
    }

    /** Whether a text names the person: one of the addresses stands in it and is no part of a longer number. */
    public boolean areIn(CharSequence text) {
        return mention.matcher(text).find();
    }

    /** Whether an event says that one of the addresses is the number that it came to: then all events name it. */
    public boolean areReceiverOf(CharSequence event) {
        return ownNumber.matcher(event).find();
    }

    private static Set<String> forms(String phone) {
        Matcher with = WITH_NINTH_DIGIT.matcher(phone);
        if (with.matches()) {
            return Set.of(phone, with.group(1) + with.group(2));
        }
        Matcher without = WITHOUT_NINTH_DIGIT.matcher(phone);
        return without.matches() ? Set.of(phone, without.group(1) + "9" + without.group(2)) : Set.of(phone);
    }

    private static String digits(String lid) {
        return lid.endsWith(LID_SUFFIX) ? lid.substring(0, lid.length() - LID_SUFFIX.length()) : lid;
    }

    private static void require(Pattern form, String value, String remedy) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(remedy);
        }
    }
}
