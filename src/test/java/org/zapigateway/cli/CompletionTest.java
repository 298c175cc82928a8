package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion script in the shells it is for; where there is none of a kind, its test is skipped. */
class CompletionTest {
    /** What bash does at the Tab key, the only time at which it has compopt. */
    private static final String BASH =
            """
            source "$1"
            compopt() { :; }
            COMP_WORDS=(zapi regis) COMP_CWORD=1
            _complete_zapi
            echo "${COMPREPLY[@]}"
            COMP_WORDS=(zapi register-webhooks --dry) COMP_CWORD=2
            _complete_zapi
            echo "${COMPREPLY[@]}"
            """;

    /** Types into a zsh at a terminal. What does not appear there is waited for. */
    private static final String ZSH =
            """
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell "autoload -U compinit && compinit -u -D; source '$1'; echo READY"
            zpty -r shell out '*READY*READY*'
            zpty -w -n shell $'./zapi regis\\t'
            zpty -r shell out '*register-webhooks*'
            echo register-webhooks
            zpty -w -n shell $'--dry\\t'
            zpty -r shell out '*--dry-run*'
            echo --dry-run
            zpty -d shell
            """;

    @TempDir
    Path directory;

    private Path completion;

    @BeforeEach
    void write() throws Exception {
        SpokenTerminal terminal = new SpokenTerminal();
        assertThat(terminal.execute("completion")).isZero();
        completion = Files.writeString(directory.resolve("completion"), terminal.out());
    }

    @Test
    void bashCompletesVerbsAndOptions() throws Exception {
        assertThat(answerOf("bash", BASH)).containsExactly("register-webhooks", "--dry-run");
    }

    @Test
    void zshCompletesVerbsAndOptions() throws Exception {
        assertThat(answerOf("zsh", ZSH)).containsExactly("register-webhooks", "--dry-run");
    }

    private List<String> answerOf(String shell, String script) throws Exception {
        assumeTrue(isInstalled(shell), "there is no " + shell + " on the PATH");
        Path answer = directory.resolve("answer");
        ProcessBuilder builder = new ProcessBuilder(
                        shell,
                        Files.writeString(directory.resolve("script"), script).toString(),
                        completion.toString())
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile());
        // Their own files there are none of this test's business.
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("ZDOTDIR", directory.toString());
        Process process = builder.start();
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended)
                .as("%s has ended, after %s", shell, Files.readString(answer))
                .isTrue();
        return Files.readAllLines(answer);
    }

    private static boolean isInstalled(String shell) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
    }
}
