package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What somebody else has built, and drops into {@code lib/}: a Camel component and a JDBC driver. */
final class ExtensionJars {
    private static final Path SOURCES = Path.of("src/test/resources/fixtures/lib");

    private ExtensionJars() {}

    /** Compiles them and puts them, in one jar, into that directory. */
    static void buildInto(Path lib, Path work) throws IOException {
        compile(SOURCES.resolve("extension"), work);
        Path service = work.resolve("META-INF/services/org/apache/camel/component/parrot");
        Files.createDirectories(service.getParent());
        Files.writeString(service, "class=extension.ParrotComponent\n");
        Files.createDirectories(lib);
        pack(work, lib.resolve("extension.jar"));
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.list(sources)) {
            boolean compiled = compiler.getTask(
                            null, files, null, options, null, files.getJavaFileObjectsFromPaths(found.toList()))
                    .call();
            assertThat(compiled).isTrue();
        }
    }

    private static void pack(Path directory, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(directory)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    entries.putNextEntry(
                            new JarEntry(directory.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, entries);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
