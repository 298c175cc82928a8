package org.zapigateway.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Reads where the database is and what its SQL is called. Nothing here connects. */
final class DatabaseLocation {
    static final String DIALECT_PROPERTY = "zapi.database.dialect";
    static final String WRITERS_PROPERTY = "zapi.database.writers";

    /**
     * What an H2 file needs.
     * <ul>
     *   <li>{@code WRITE_DELAY=0}: a commit reaches the file before it returns; with the default a kill loses rows whose
     *       events the inbox has already given away (measured: 13,312 of 361,068).
     *   <li>{@code DB_CLOSE_ON_EXIT=FALSE}: H2's own shutdown hook would close the file under routes that still drain.
     *   <li>{@code TRACE_LEVEL_FILE=0}: else H2 writes failed statements, values included, to a file beside the database.
     *   <li>{@code LOCK_TIMEOUT}: milliseconds to wait for a row that another transaction, such as a batch, holds.
     * </ul>
     */
    private static final String H2_SETTINGS =
            "WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;LOCK_TIMEOUT=10000";

    /** An H2 database that this process opens as a file: not in memory, and of no server. */
    private static final Pattern OTHER_H2_FILE = Pattern.compile("^jdbc:h2:(?!mem:|tcp:|ssl:|zip:)");

    private DatabaseLocation() {}

    /** {@code zapi.database.*}. */
    static DatabaseSettings settings(Environment environment) {
        return Binder.get(environment).bindOrCreate("zapi.database", DatabaseSettings.class);
    }

    /** {@code spring.datasource.*}; without a URL, the H2 file in the data directory. */
    static DataSourceProperties properties(Environment environment) {
        DataSourceProperties properties =
                Binder.get(environment).bindOrCreate("spring.datasource", DataSourceProperties.class);
        if (!StringUtils.hasText(properties.getUrl())) {
            properties.setUrl(h2File(Path.of(environment.getProperty("zapi.data-dir", "./data"))));
            properties.setUsername(StringUtils.hasText(properties.getUsername()) ? properties.getUsername() : "sa");
        } else if (OTHER_H2_FILE.matcher(properties.getUrl()).find()) {
            properties.setUrl(withH2Settings(properties.getUrl()));
        }
        return properties;
    }

    /**
     * The dialect that is configured, else the one of the URL.
     *
     * @throws IllegalStateException if the gateway has no tables for that database; names place, value and remedy
     */
    static DatabaseDialect dialect(Environment environment) {
        DatabaseDialect configured = settings(environment).dialect();
        if (configured != null) {
            return configured;
        }
        String url = properties(environment).getUrl();
        return DatabaseDialect.of(url)
                .orElseThrow(() -> new IllegalStateException("spring.datasource.url: there are no tables for "
                        + DatabaseAddress.of(url)
                        + "; use jdbc:postgresql://… or jdbc:h2:…, set " + DIALECT_PROPERTY
                        + " to postgresql or h2 when this driver wraps one of them,"
                        + " or run without a database by zapi.database.enabled=false"));
    }

    /** The URL with those of the settings that it does not name. */
    private static String withH2Settings(String url) {
        StringBuilder complete = new StringBuilder(url);
        for (String setting : H2_SETTINGS.split(";")) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            if (!url.toUpperCase(Locale.ROOT).contains(";" + name)) {
                complete.append(';').append(setting);
            }
        }
        return complete.toString();
    }

    /** The URL of the H2 file in the data directory. */
    private static String h2File(Path dataDirectory) {
        Path file = dataDirectory
                .resolve("database")
                .resolve("zapi")
                .toAbsolutePath()
                .normalize();
        if (file.toString().contains(";")) {
            throw new IllegalStateException("zapi.data-dir: " + dataDirectory
                    + " has a ';' in its path, where the settings of an H2 URL begin; choose another directory,"
                    + " or another database by spring.datasource.url");
        }
        return "jdbc:h2:file:" + file + ";" + H2_SETTINGS;
    }
}
