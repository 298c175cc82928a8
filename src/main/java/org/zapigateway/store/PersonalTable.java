package org.zapigateway.store;

import java.util.Map;
import java.util.function.Consumer;
import org.zapigateway.event.PersonAddresses;

/**
 * A table in which people are named. Methods throw {@link org.springframework.dao.DataAccessException} when the database
 * fails; what was done before stays done, but for the step that has failed.
 */
public interface PersonalTable {
    /** Its name. */
    String name();

    /**
     * Shows the rows that name a person.
     *
     * @param visitor is given names of columns and their values as in JSON; times are text, what is null is absent
     * @return how many there are
     */
    long visit(PersonAddresses person, Consumer<Map<String, Object>> visitor);

    /**
     * Removes the rows that name a person.
     *
     * @param visitor is shown each before; when it throws, this row and those after it stay
     * @return how many were removed
     */
    long erase(PersonAddresses person, Consumer<Map<String, Object>> visitor);
}
