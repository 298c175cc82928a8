package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;

/** The page of the database is as it would be made now, and true for both databases. */
class DatabasePageTest {
    private static final Path PAGE = Path.of("docs/database.md");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @TempDir
    Path dataDirectory;

    @Test
    void isAsItWouldBeMadeNow() throws IOException {
        String page = made();
        if (System.getProperty("generate") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("%s; make it with: ./mvnw test -Dtest=DatabasePageTest -Dgenerate", PAGE)
                .isEqualTo(page);
    }

    @Test
    void bothDatabasesHaveTheSameTablesWithTheSameComments() throws IOException {
        Pattern what = Pattern.compile("CREATE TABLE \\w+|^  \\w+ +\\w+|COMMENT ON [^;]+;", Pattern.MULTILINE);

        assertThat(all(DatabaseDialect.POSTGRESQL, what)).isNotEmpty().isEqualTo(all(DatabaseDialect.H2, what));
    }

    private String made() throws IOException {
        try (ConnectionPool pool =
                ConnectionPool.of(new MockEnvironment().withProperty("zapi.data-dir", dataDirectory.toString()))) {
            new Migration(pool.dataSource(), pool.dialect()).run();
            return new DatabasePage(new JdbcTemplate(pool.dataSource())).text();
        }
    }

    private static List<String> all(DatabaseDialect dialect, Pattern what) throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS.resolve(dialect.text()))) {
            StringBuilder sql = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                sql.append(Files.readString(file));
            }
            return what.matcher(sql)
                    .results()
                    .map(MatchResult::group)
                    // The types have other names.
                    .map(found -> found.startsWith("  ") ? found.strip().split(" ")[0] : found)
                    .toList();
        }
    }
}
