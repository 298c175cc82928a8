package org.zapigateway.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.zapigateway.event.PersonAddresses;

/** {@code whatsapp_contact}: which addresses are one person. */
final class ContactTable implements PersonalTable {
    private static final String ROWS = "FROM whatsapp_contact WHERE phone IN (:phones) OR lid IN (:lids)";

    private final NamedParameterJdbcTemplate jdbc;

    ContactTable(DataSource dataSource) {
        jdbc = new NamedParameterJdbcTemplate(dataSource);
    }

    @Override
    public String name() {
        return "whatsapp_contact";
    }

    @Override
    public long visit(PersonAddresses person, Consumer<Map<String, Object>> visitor) {
        long[] found = new long[1];
        read(person, row -> {
            visitor.accept(JsonRow.of(row));
            found[0]++;
        });
        return found[0];
    }

    @Override
    public long erase(PersonAddresses person, Consumer<Map<String, Object>> visitor) {
        visit(person, visitor);
        return jdbc.update("DELETE " + ROWS, parameters(person));
    }

    /** The person with all addresses that belong together: two numbers of one LID are one person. */
    PersonAddresses known(PersonAddresses given) {
        PersonAddresses known = given;
        int addresses;
        do {
            addresses = known.all().size();
            Set<String> phones = new HashSet<>();
            Set<String> lids = new HashSet<>();
            read(known, row -> {
                phones.add(row.getString("phone"));
                if (row.getString("lid") != null) {
                    lids.add(row.getString("lid"));
                }
            });
            known = known.with(phones, lids);
        } while (known.all().size() > addresses);
        return known;
    }

    private void read(PersonAddresses person, RowCallbackHandler reader) {
        jdbc.query("SELECT * " + ROWS, parameters(person), reader);
    }

    private static Map<String, Collection<String>> parameters(PersonAddresses person) {
        // A short LID that came without "@lid" was taken for a number.
        Set<String> phones = new HashSet<>(person.phones());
        person.lids().forEach(lid -> phones.add(lid.substring(0, lid.indexOf('@'))));
        return Map.of("phones", orNone(phones), "lids", orNone(person.lids()));
    }

    /** SQL knows no empty list. */
    private static Collection<String> orNone(Collection<String> values) {
        return values.isEmpty() ? List.of("") : values;
    }
}
