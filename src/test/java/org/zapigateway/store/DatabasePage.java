package org.zapigateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes docs/database.md: the tables as the migrations make them, and the ready queries, for people. */
final class DatabasePage {
    private static final Path QUERIES = Path.of("docs/queries");
    private static final Path FRAME = Path.of("src/test/resources/database-page.md");
    private static final List<String> TABLES = List.of(
            "whatsapp_message",
            "whatsapp_receipt",
            "whatsapp_reaction",
            "whatsapp_instance",
            "whatsapp_contact",
            "whatsapp_event");
    private static final Map<String, String> TYPES = Map.of(
            "CHARACTER VARYING", "text",
            "CHARACTER LARGE OBJECT", "JSON",
            "TIMESTAMP WITH TIME ZONE", "time",
            "INTEGER", "number",
            "BOOLEAN", "boolean");

    private final JdbcTemplate h2;

    /** @param h2 a migrated database */
    DatabasePage(JdbcTemplate h2) {
        this.h2 = h2;
    }

    /** The frame, with the tables and the queries where it says so. */
    String text() throws IOException {
        return Files.readString(FRAME)
                .replace("{{tables}}", TABLES.stream().map(this::table).collect(Collectors.joining("\n")))
                .replace("{{queries}}", queries());
    }

    private String table(String name) {
        String comment = h2.queryForObject(
                "SELECT remarks FROM information_schema.tables WHERE table_name = upper(?)", String.class, name);
        List<String> key = h2.queryForList(
                """
                SELECT lower(k.column_name) FROM information_schema.key_column_usage k
                JOIN information_schema.table_constraints c ON c.constraint_name = k.constraint_name
                WHERE c.constraint_type = 'PRIMARY KEY' AND k.table_name = upper(?) ORDER BY k.ordinal_position
                """,
                String.class,
                name);
        String columns = h2
                .query(
                        """
                        SELECT lower(column_name), data_type, is_nullable, remarks FROM information_schema.columns
                        WHERE table_name = upper(?) ORDER BY ordinal_position
                        """,
                        (row, number) -> "| `%s` | %s | %s |%n"
                                .formatted(
                                        row.getString(1),
                                        TYPES.get(row.getString(2)),
                                        required(row.getString(4), name + "." + row.getString(1))),
                        name)
                .stream()
                .collect(Collectors.joining());
        return "### %s%n%n%s Key: `%s`.%n%n| column | | |%n|---|---|---|%n%s"
                .formatted(name, required(comment, name), String.join("`, `", key), columns);
    }

    private static String queries() throws IOException {
        try (Stream<Path> files = Files.list(QUERIES)) {
            return files.sorted().map(DatabasePage::query).collect(Collectors.joining("\n"));
        }
    }

    private static String query(Path file) {
        try {
            String[] parts = Files.readString(file).split("\n\n", 2);
            String question = parts[0].replaceAll("(?m)^-- ", "").replace('\n', ' ');
            return "**[%s](queries/%s)** %s%n%n```sql%n%s```%n"
                    .formatted(
                            file.getFileName().toString().replace(".sql", ""), file.getFileName(), question, parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String required(String comment, String of) {
        if (comment == null || comment.isBlank()) {
            throw new IllegalStateException(of + " has no comment: add COMMENT ON to the migration");
        }
        return comment;
    }
}
