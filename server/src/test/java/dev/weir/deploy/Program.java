package dev.weir.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The folder that the image has as /opt/weir, made once by the image's own steps from the jar of this build. */
final class Program {
    static final Path FOLDER = make();

    private Program() {}

    /** What an operator's shell has, and nothing of a JDK. */
    static Map<String, String> environment(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", Commands.PATH, "HOME", "/nonexistent"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    static Commands.Outcome weir(Path folder, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(FOLDER.resolve("bin/weir").toString()));
        command.addAll(List.of(arguments));
        return Commands.run(folder, environment, Duration.ofSeconds(60), command);
    }

    static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path make() {
        try {
            Path folder = Path.of("target/program").toAbsolutePath();
            delete(folder);
            Files.createDirectories(folder);
            Map<String, String> environment = new HashMap<>(System.getenv());
            // The image's Python, wherever this machine keeps a newer one.
            environment.put("PATH", Commands.PATH);
            environment.put("JAVA_HOME", System.getProperty("java.home"));
            Commands.Outcome outcome = Commands.run(
                    Commands.ROOT,
                    environment,
                    Duration.ofMinutes(8),
                    List.of("scripts/image-steps", "program", folder.toString(), "--jar-is-there"));
            if (outcome.code() != 0) {
                throw new IOException(outcome.errors());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
