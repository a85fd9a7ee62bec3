package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.Weir;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemathesis reads the document, makes requests of it, valid ones and broken ones, and finds no answer that contradicts it. */
class SchemathesisIT {
    private static final Path CONFIGURATION = Path.of("src/test/schemathesis/schemathesis.toml");
    private static final Path LOG = Path.of("target/schemathesis.log");
    private static final long MINUTES = 4;

    @Test
    void noAnswerContradictsTheDocument(@TempDir Path folder) throws Exception {
        try (Weir weir = Running.start(Map.of(
                // Pages of other sites would be asked for, and wait for names that nobody answers to.
                "ALLOWED_PLATFORMS",
                "youtube,bilibili,twitter,instagram,twitch",
                "RATE_LIMIT_ENABLED",
                "false",
                "COOKIES_DIRECTORY",
                folder.resolve("cookies").toString(),
                "DOWNLOAD_DIRECTORY",
                folder.resolve("downloads").toString()))) {
            Process process = new ProcessBuilder(command(weir))
                    // It leaves files where it runs.
                    .directory(LOG.getParent().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(LOG.toFile())
                    .start();
            try {
                assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                        .as("it ends in time: %s", LOG)
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).as(summary()).isZero();
        }
    }

    private static List<String> command(Weir weir) {
        return List.of(
                System.getProperty("weir.schemathesis"),
                "--config-file",
                CONFIGURATION.toAbsolutePath().toString(),
                "run",
                "http://127.0.0.1:" + weir.port() + "/openapi.json",
                "--no-color");
    }

    /** What it found, in the lines that a person can read: some requests have thousands of characters. */
    private static String summary() throws Exception {
        StringBuilder readable = new StringBuilder();
        for (String line : new String(Files.readAllBytes(LOG), StandardCharsets.UTF_8).split("\n", -1)) {
            readable.append(line, 0, Math.min(line.length(), 300)).append('\n');
        }
        return readable.toString();
    }
}
