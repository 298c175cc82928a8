package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.RunningGateway;

/** A verb and a gateway whose operations port listens on an address of the network alone. */
class NetworkAddressIT {
    private final SpokenTerminal terminal = new SpokenTerminal();
    private final Properties before = (Properties) System.getProperties().clone();

    @AfterEach
    void forgetSettings() {
        System.setProperties(before);
    }

    @Test
    void theVerbIsRefusedAndSaysWhichSettingLetsItIn(@TempDir Path folder) throws Exception {
        Optional<String> address = addressOfTheNetwork();
        assumeTrue(address.isPresent(), "this machine is on no network");

        try (RunningGateway gateway = RunningGateway.in(folder)
                .with("management.server.address", address.get())
                .start()) {
            System.setProperty("management.server.address", address.get());
            System.setProperty("management.server.port", String.valueOf(gateway.managementPort()));

            assertThat(terminal.execute("subscriptions")).isEqualTo(1);
        }
        assertThat(terminal.err())
                .contains("answers 403", "management.server.address is " + address.get(), "Set it to 0.0.0.0")
                .doesNotContain("--operations http://localhost");
    }

    private static Optional<String> addressOfTheNetwork() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(one -> one instanceof Inet4Address && !one.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
    }
}
