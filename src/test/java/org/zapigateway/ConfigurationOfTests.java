package org.zapigateway;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Tests, and gateways that they start in their own JVM, read the application.yml of the class path, and neither one in the
 * working directory or its config/, nor the environment: a clone is where its user runs a gateway, too. A test that has
 * settings of its own gives them to what it starts.
 */
public final class ConfigurationOfTests implements LauncherSessionListener {
    /** What configures a gateway, or the launcher in its jar. */
    private static final Pattern SETTING =
            Pattern.compile("(?i)(?:ZAPI|SPRING|SERVER|MANAGEMENT|LOGGING|CAMEL|LOADER)[_.].*|JAVA_OPTS");

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        System.getProperties()
                .putIfAbsent("spring.config.location", "optional:classpath:/,optional:classpath:/config/");
        System.getProperties().putIfAbsent("spring.getenv.ignore", "true");
    }

    /** A gateway, or a verb, in a process of its own, which has the environment of this one without such settings. */
    public static ProcessBuilder process(List<String> command) {
        ProcessBuilder process = new ProcessBuilder(command);
        takeSettingsFrom(process.environment());
        return process;
    }

    static void takeSettingsFrom(Map<String, String> environment) {
        environment.keySet().removeIf(name -> SETTING.matcher(name).matches());
    }
}
