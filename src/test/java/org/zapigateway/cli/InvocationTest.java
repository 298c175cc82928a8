package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class InvocationTest {
    private final SpokenTerminal terminal = new SpokenTerminal();

    @Test
    void withoutAVerbTheGatewayStarts() {
        assertThat(startedWith()).isEmpty();
    }

    @Test
    void runStartsTheGatewayAndIsNoOptionOfSpringBoot() {
        assertThat(startedWith("run", "--server.port=9090")).containsExactly("--server.port=9090");
    }

    @Test
    void optionsOfSpringBootStartTheGateway() {
        assertThat(startedWith("--server.port=9090", "--debug")).containsExactly("--server.port=9090", "--debug");
    }

    @Test
    void anotherVerbDoesNotStartTheGateway() {
        assertThat(Invocation.of("peek", "crm.orders").startsGateway()).isFalse();
    }

    @Test
    void anUnknownVerbIsRefusedWithTheVerbsThatThereAre() {
        assertThat(Invocation.of("peak", "crm.orders").startsGateway()).isFalse();
        assertThat(terminal.execute("peak", "crm.orders")).isEqualTo(2);
        assertThat(terminal.err()).contains("there is no verb 'peak'", "Verbs:", "run", "peek");
        assertThat(terminal.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zapi.data-dir=/tmp/other", "/tmp/other", "-Dserver.port=9090", "--"})
    void whatSpringBootWouldIgnoreIsRefused(String stray) {
        assertThat(Invocation.of("run", "--server.port=9090", stray).startsGateway())
                .isFalse();
        assertThat(terminal.execute("run", "--server.port=9090", stray)).isEqualTo(2);
        assertThat(terminal.err())
                .contains("'" + stray.replaceFirst("=.*", "=…") + "' would have no effect", "--key=value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "0"})
    void aReplayWithoutALimitIsNotAskedForByALimit(String perSecond) {
        assertThat(terminal.execute("deadletters", "replay", "crm", "--all", "--yes", "--per-second", perSecond))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("--per-second is " + perSecond + "; it must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void helpListsTheVerbsWithExamples(String help) {
        assertThat(Invocation.of(help).startsGateway()).isFalse();
        assertThat(terminal.execute(help)).isZero();
        assertThat(terminal.out())
                .contains("Verbs:", "run", "peek", "register-webhooks", "zapi peek whatsapp.message.received");
    }

    @Test
    void runHasHelpOfItsOwn() {
        assertThat(terminal.execute("run", "--server.port=9090", "--help")).isZero();
        assertThat(terminal.out()).contains("zapi [run] [--KEY=VALUE]...");
    }

    @Test
    void helpBesideSettingsStartsNothing() {
        assertThat(terminal.execute("--server.port=9090", "--help")).isZero();
        assertThat(terminal.out()).contains("Verbs:");
    }

    @Test
    void peekHasHelpOfItsOwn() {
        assertThat(terminal.execute("peek", "--help")).isZero();
        assertThat(terminal.out()).contains("QUEUE", "--broker", "--user", "--password", "--count", "--json");
    }

    @Test
    void registerWebhooksHasHelpOfItsOwn() {
        assertThat(terminal.execute("register-webhooks", "--help")).isZero();
        assertThat(terminal.out())
                .contains("--url", "--dry-run", "--kinds", "--sent-by-me")
                .doesNotContain("--api");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void theVersionIsTold(String version) {
        assertThat(terminal.execute(version)).isZero();
        assertThat(terminal.out()).startsWith("zapi-gateway ").contains("Java " + System.getProperty("java.version"));
    }

    @Test
    void peekWithoutAQueueIsRefused() {
        assertThat(terminal.execute("peek")).isEqualTo(2);
        assertThat(terminal.err()).contains("QUEUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many"})
    void peekRefusesACountThatShowsNothing(String count) {
        assertThat(terminal.execute("peek", "crm.orders", "--count=" + count)).isEqualTo(2);
        assertThat(terminal.err()).contains("--count", count);
    }

    @Test
    void peekRefusesAUserWithoutAPassword() {
        assertThat(terminal.execute("peek", "crm.orders", "--user", "crm")).isEqualTo(2);
        assertThat(terminal.err()).contains("--user and --password belong together");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--type", "--instance", "--from", "--until", "--failed-with"})
    void aFilterOfDeadLettersWithoutAValueIsNotTakenForAll(String option) {
        assertThat(terminal.execute("deadletters", "discard", "crm", "--dry-run", "--reason=seen", option, ""))
                .isEqualTo(2);
        assertThat(terminal.err()).contains(option + " is empty");
    }

    @Test
    void everyVerbTellsItsExitCodesAndAnExample() {
        assertThat(verbs(Zapi.commandLine(terminal.terminal())))
                .hasSizeGreaterThan(20)
                .allSatisfy(verb -> assertThat(verb.getUsageMessage()).contains("Exit code", "Example"));
    }

    @Test
    void completionKnowsEveryVerbAndOption() {
        assertThat(terminal.execute("completion")).isZero();
        assertThat(terminal.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_zapi", "register-webhooks", "--dry-run", "dead-letter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"completion", "--version", "--help"})
    void anAnswerThatCannotBeWrittenIsNoSuccess(String verb) {
        SpokenTerminal full = SpokenTerminal.withRoomFor(5);

        assertThat(full.execute(verb)).isEqualTo(1);
        assertThat(full.err()).contains("could not be written completely to standard output", "is the disk full");
        assertThat(full.out()).hasSize(5);
    }

    @Test
    void anAnswerThatCannotBeWrittenChangesNoOtherFailure() {
        assertThat(SpokenTerminal.withRoomFor(0).execute("check", "--help")).isEqualTo(1);
        assertThat(SpokenTerminal.withRoomFor(0).execute("peek")).isEqualTo(2);
    }

    private static List<CommandLine> verbs(CommandLine verb) {
        List<CommandLine> verbs = new ArrayList<>(List.of(verb));
        verb.getSubcommands().values().forEach(one -> verbs.addAll(verbs(one)));
        return verbs;
    }

    private static List<String> startedWith(String... arguments) {
        Invocation invocation = Invocation.of(arguments);
        assertThat(invocation.startsGateway()).isTrue();
        List<String> options = new ArrayList<>();
        invocation.execute(given -> options.addAll(List.of(given)));
        return options;
    }
}
