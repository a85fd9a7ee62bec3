package dev.weir.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is shipped: in an archive that may lie anywhere, and in a container that may write nothing. */
class ProgramIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MOST_BYTES = 45_000_000;

    @TempDir
    private Path folder;

    private Process server;

    @AfterEach
    void end() throws Exception {
        if (server != null) {
            Program.end(server);
        }
    }

    @Test
    void theImagesUserServesWithAReadOnlyRootAndStopsOnASignal() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path log = folder.resolve("log");
        String port = Integer.toString(Commands.freePort());
        Map<String, String> environment =
                Program.environment("WEIR_HOME", "/srv", "HOST", "127.0.0.1", "PORT", port, "LOG_FORMAT", "text");
        server = Commands.builder(
                        Commands.ROOT,
                        environment,
                        List.of(
                                "scripts/image-steps",
                                "contained",
                                Program.FOLDER.toString(),
                                data.toString(),
                                "serve"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(PATIENCE).until(() -> Files.readString(log).contains("extraction is ready"));
        assertThat(Files.readString(log)).doesNotContain("Read-only file system", "Permission denied", "WARN");
        assertThat(healthy(port)).isZero();
        assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/status")))
                .as("nothing of root is left, where root started it")
                .containsPattern("CapBnd:\\s+0{16}|Uid:\\s+[1-9]");
        server.destroy();
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(143);
        assertThat(healthy(port)).isEqualTo(1);
    }

    @Test
    void theArchiveIsSmallAndUsesItsCacheWhereverItLies() throws Exception {
        Path archive = folder.resolve("weir.tar.gz");
        run(Commands.ROOT, "scripts/image-steps", "pack", Program.FOLDER.toString(), archive.toString());
        assertThat(archive).satisfies(file -> assertThat(Files.size(file)).isLessThan(MOST_BYTES));
        run(folder, "tar", "-xzf", archive.toString());
        Path unpacked = folder.resolve("program");
        assertThat(unpacked.resolve("logs")).as("what the training run wrote").doesNotExist();
        Path moved = Files.createDirectories(folder.resolve("with blanks/and deeper"))
                .resolve("weir");
        startsWithItsCache(unpacked, folder.resolve("one.log"));
        Files.move(unpacked, moved);
        startsWithItsCache(moved, folder.resolve("two.log"));
        Commands.Outcome doctor =
                Commands.run(folder, Program.environment(), PATIENCE, List.of(moved + "/bin/weir", "doctor"));
        assertThat(doctor.output()).contains("good     Java", "good     AOT cache");
    }

    @Test
    void aWrongCommandIsNamedAndHelpListsTheRightOnes() throws Exception {
        Commands.Outcome wrong = Program.weir(folder, Program.environment(), "frobnicate");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.errors()).contains("frobnicate", "help");
        assertThat(Program.weir(folder, Program.environment(), "help").output())
                .contains("serve", "prepare", "doctor", "migrate", "compare", "healthy");
        assertThat(Program.weir(folder, Program.environment("WEIR_HOME", "/nowhere"), "doctor")
                        .errors())
                .contains("WEIR_HOME");
    }

    private void startsWithItsCache(Path program, Path log) throws Exception {
        Path python;
        try (var environments = Files.newDirectoryStream(Program.FOLDER.resolve(".weir"), "python-*")) {
            python = environments.iterator().next().resolve("bin/python");
        }
        server = Commands.builder(
                        folder,
                        Program.environment(
                                "HOST", "127.0.0.1",
                                "PORT", "0",
                                "YTDLP_PYTHON", python.toString(),
                                "WEIR_JAVA_OPTS", "-Xlog:aot"),
                        List.of(program + "/bin/weir", "serve"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(PATIENCE).until(() -> Files.readString(log).contains("listening"));
        assertThat(Files.readString(log))
                .contains("Using AOT-linked classes: true")
                .doesNotContain("[warning]");
        Program.end(server);
    }

    private int healthy(String port) throws Exception {
        return Program.weir(folder, Program.environment("PORT", port, "HOST", "127.0.0.1"), "healthy")
                .code();
    }

    private static void run(Path folder, String... command) throws Exception {
        Commands.Outcome outcome = Commands.run(folder, Program.environment(), Duration.ofMinutes(2), List.of(command));
        assertThat(outcome.code()).as(outcome.errors()).isZero();
    }
}
