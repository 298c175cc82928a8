package org.zapigateway.cli.samples;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.zapigateway.event.ChatKind;

/** A shop with a WhatsApp number, and everybody who writes to it. */
final class Shop {
    static final String NAME = "Padaria Aurora";

    private static final int CUSTOMERS = 24;
    private static final int STAFF = 6;
    private static final List<String> FIRST_NAMES = List.of(
            "Ana",
            "Bruno",
            "Célia",
            "Davi",
            "Elaine",
            "Fábio",
            "Gisele",
            "Heitor",
            "Íris",
            "João",
            "Kátia",
            "Lucas",
            "Márcia",
            "Nélio",
            "Olga",
            "Paulo",
            "Quitéria",
            "Rafael",
            "Sônia",
            "Tiago",
            "Úrsula",
            "Vítor",
            "Yara",
            "Zeca");
    private static final List<String> LAST_NAMES =
            List.of("Prado", "Reis", "Lima", "Nunes", "Araújo", "Teles", "Moura 🌻", "Brandão", "Couto", "Dias");

    private final String instance;
    private final Person owner;
    private final List<Chat> chats = new ArrayList<>();

    /**
     * @param instance Z-API's id of the shop's number
     */
    Shop(String instance, Chance chance) {
        this.instance = instance;
        this.owner = new Person("5500930001000", chance.digits(15) + "@lid", NAME, null);
        List<Person> customers = people(CUSTOMERS, chance);
        customers.forEach(customer -> chats.add(direct(customer, customers.indexOf(customer))));
        chats.add(group(chance.digits(18) + "-group", "Equipe Aurora", people(STAFF, chance)));
        // A group of before November 2021 has no suffix (FIELD_CATALOGUE section 1, phone).
        chats.add(group("5500930001000-1623281429", "Entregas zona sul 🛵", people(STAFF, chance)));
        chats.add(new Chat(
                ChatKind.CHANNEL, "120363" + chance.digits(12) + "@newsletter", "Canal Aurora", people(1, chance)));
        chats.add(new Chat(
                ChatKind.BROADCAST,
                chance.between(1_700_000_000, 1_770_000_000) + "-broadcast",
                "Clientes",
                customers));
    }

    String instance() {
        return instance;
    }

    /** The shop itself. */
    Person owner() {
        return owner;
    }

    List<Chat> chats() {
        return chats;
    }

    /** The signed URL of a picture, or {@code null}. */
    static String photo(Person person, Instant now) {
        return person.photo() == null ? null : Photo.signedAt(person.photo(), now);
    }

    private static List<Person> people(int count, Chance chance) {
        return IntStream.range(0, count).mapToObj(i -> person(i, chance)).toList();
    }

    private static Person person(int index, Chance chance) {
        String name = FIRST_NAMES.get(index % FIRST_NAMES.size()) + " " + chance.of(LAST_NAMES);
        String photo = chance.oneIn(3) ? null : "https://photos.example/v/t61.24694-24/" + chance.digits(18) + "_n.jpg";
        // There is no area code 00: these numbers belong to nobody.
        return new Person("55009" + chance.digits(8), chance.digits(15) + "@lid", name, photo);
    }

    // WhatsApp hides some people's numbers; Z-API then has the LID in their place (FIELD_CATALOGUE section 8).
    private static Chat direct(Person customer, int index) {
        boolean hidden = index % 8 == 7;
        return new Chat(
                ChatKind.DIRECT, hidden ? customer.lid() : customer.phone(), customer.name(), List.of(customer));
    }

    private static Chat group(String address, String name, List<Person> people) {
        return new Chat(ChatKind.GROUP, address, name, people);
    }
}
