package org.zapigateway.store;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.zapigateway.event.PersonAddresses;

/**
 * What the gateway's own tables know of people. Methods throw {@link org.springframework.dao.DataAccessException} when the
 * database fails.
 */
public final class PersonalData {
    private static final String INSTANCES = "SELECT count(*) FROM whatsapp_instance WHERE phone IN (:phones)";

    private final NamedParameterJdbcTemplate jdbc;
    private final ContactTable contacts;
    private final List<PersonalTable> tables;

    PersonalData(DataSource dataSource, TransactionOperations transaction) {
        jdbc = new NamedParameterJdbcTemplate(dataSource);
        contacts = new ContactTable(dataSource);
        tables = List.of(
                new SteppedTable(dataSource, transaction, KeptTable.EVENT),
                new SteppedTable(dataSource, transaction, KeptTable.MESSAGE),
                new SteppedTable(dataSource, transaction, KeptTable.RECEIPT),
                new SteppedTable(dataSource, transaction, KeptTable.REACTION),
                contacts);
    }

    /** The tables; last the one that {@link #known} reads. */
    public List<PersonalTable> tables() {
        return tables;
    }

    /** The person with all addresses that are known to belong together. */
    public PersonAddresses known(PersonAddresses given) {
        return contacts.known(given);
    }

    /** Whether one of the addresses is the number of an instance, so that its own events name it. */
    public boolean isInstance(PersonAddresses person) {
        return !person.phones().isEmpty()
                && jdbc.queryForObject(INSTANCES, Map.of("phones", person.phones()), Long.class) > 0;
    }
}
