package org.zapigateway.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.zapigateway.event.PersonAddresses;

/**
 * What the gateway's own tables know of people. Methods throw {@link org.springframework.dao.DataAccessException} when the
 * database fails.
 */
public final class PersonalData {
    private static final String PAIRS =
            "SELECT phone, lid FROM whatsapp_contact WHERE lid IS NOT NULL AND (phone IN (:phones) OR lid IN (:lids))";
    private static final String INSTANCES = "SELECT count(*) FROM whatsapp_instance WHERE phone IN (:phones)";

    private final NamedParameterJdbcTemplate jdbc;
    private final List<PersonalTable> tables;

    PersonalData(DataSource dataSource, TransactionOperations transaction) {
        jdbc = new NamedParameterJdbcTemplate(dataSource);
        List<String> message = List.of("instance_id", "chat_id", "message_id");
        tables = List.of(
                new PersonalTable(dataSource, transaction, "whatsapp_event", "received_at", List.of("event_id")),
                new PersonalTable(dataSource, transaction, "whatsapp_message", "first_seen_at", message),
                new PersonalTable(
                        dataSource,
                        transaction,
                        "whatsapp_receipt",
                        "first_seen_at",
                        List.of("instance_id", "chat_id", "message_id", "participant", "status")),
                new PersonalTable(
                        dataSource,
                        transaction,
                        "whatsapp_reaction",
                        "first_seen_at",
                        List.of("instance_id", "chat_id", "message_id", "person")),
                new PersonalTable(
                        dataSource, transaction, "whatsapp_contact", "first_seen_at", List.of("instance_id", "phone")));
    }

    /** The tables; last the one that {@link #known} reads. */
    public List<PersonalTable> tables() {
        return tables;
    }

    /** The person with all addresses that belong together: two numbers of one LID are one person. */
    public PersonAddresses known(PersonAddresses given) {
        PersonAddresses known = given;
        int addresses;
        do {
            addresses = known.all().size();
            Set<String> phones = new HashSet<>();
            Set<String> lids = new HashSet<>();
            jdbc.query(PAIRS, parameters(known), pair -> {
                phones.add(pair.getString("phone"));
                lids.add(pair.getString("lid"));
            });
            known = known.with(phones, lids);
        } while (known.all().size() > addresses);
        return known;
    }

    /** Whether one of the addresses is the number of an instance, so that its own events name it. */
    public boolean isInstance(PersonAddresses person) {
        return jdbc.queryForObject(INSTANCES, parameters(person), Long.class) > 0;
    }

    private static Map<String, Collection<String>> parameters(PersonAddresses person) {
        return Map.of("phones", orNone(person.phones()), "lids", orNone(person.lids()));
    }

    /** SQL knows no empty list. */
    private static Collection<String> orNone(Collection<String> values) {
        return values.isEmpty() ? List.of("") : values;
    }
}
