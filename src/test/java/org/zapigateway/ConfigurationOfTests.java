package org.zapigateway;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Tests, and gateways that they start in their own JVM, read the application.yml of the class path, and none in the working
 * directory or its config/: a clone is where its user runs a gateway, too. A test that has settings of its own gives them to
 * what it starts.
 */
public final class ConfigurationOfTests implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        System.getProperties()
                .putIfAbsent("spring.config.location", "optional:classpath:/,optional:classpath:/config/");
    }
}
