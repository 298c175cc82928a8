package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private final Credentials credentials = new Credentials(List.of(
            new InstanceSettings("A", null, List.of("token-a", "shared"), List.of("key-a"), null),
            new InstanceSettings("B", null, List.of("shared"), List.of("key-b"), null)));

    @Test
    void aSecretSpeaksForEveryInstanceThatHasIt() {
        assertThat(credentials.instancesOf("token-a", null)).containsExactly("A");
        assertThat(credentials.instancesOf("shared", null)).containsExactlyInAnyOrder("A", "B");
        assertThat(credentials.instancesOf("token-a", "key-b")).containsExactlyInAnyOrder("A", "B");
    }

    @Test
    void eachOfManyInstancesIsFoundByItsOwnSecretOnly() {
        Credentials many = new Credentials(IntStream.range(0, 1_000)
                .mapToObj(i -> new InstanceSettings("I" + i, null, List.of("token-" + i), List.of("key-" + i), null))
                .toList());

        assertThat(many.instancesOf("token-7", null)).containsExactly("I7");
        assertThat(many.instancesOf(null, "key-999")).containsExactly("I999");
        assertThat(many.instancesOf("token-1000", "token-7")).isEmpty();
    }

    @Test
    void aTokenIsNoKeyAndAKeyIsNoToken() {
        assertThat(credentials.instancesOf("key-a", "token-a")).isEmpty();
    }

    @Test
    void nothingIsNoCredential() {
        assertThat(credentials.instancesOf(null, null)).isEmpty();
        assertThat(credentials.instancesOf("", "")).isEmpty();
    }

    @Test
    void onlyWithoutAnyInstanceItIsOpen() {
        assertThat(new Credentials(List.of()).isOpen()).isTrue();
        assertThat(credentials.isOpen()).isFalse();
        assertThat(new Credentials(List.of(new InstanceSettings("A", null, List.of(), List.of("k"), null))).isOpen())
                .isFalse();
    }
}
