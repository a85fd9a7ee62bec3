package dev.weir.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of the checkout to their end, or starts them. */
public final class Commands {
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** What a system without anything of ours has. */
    public static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private Commands() {}

    /**
     * What a program did.
     *
     * @param code exit code
     */
    public record Outcome(int code, String output, String errors) {}

    /** Runs a program with just this environment, in the folder; fails when it takes longer. */
    public static Outcome run(Path folder, Map<String, String> environment, Duration most, List<String> command)
            throws IOException, InterruptedException {
        Path errors = Files.createTempFile("weir", ".err");
        Path output = Files.createTempFile("weir", ".out");
        ProcessBuilder builder = builder(folder, environment, command)
                .redirectError(errors.toFile())
                .redirectOutput(output.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new AssertionError(command + " did not end: " + Files.readString(errors));
        }
        return new Outcome(
                process.exitValue(),
                Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(errors, StandardCharsets.UTF_8));
    }

    /** A process with just this environment; the caller starts and ends it. */
    public static ProcessBuilder builder(Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    public static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
