package dev.weir.redis;

import dev.weir.origin.TestCa;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real server on a free port of loopback, which keeps nothing on disk; gone when closed, or when the tests end in any way the JVM notices. */
public final class RedisServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Which program. */
    public enum Program {
        REDIS("redis-server"),
        VALKEY("valkey-server");

        private final String command;

        Program(String command) {
            this.command = command;
        }
    }

    private final Program program;
    private final int port;
    private final List<String> options;
    private final Path folder;
    private @Nullable Process process;

    private RedisServer(Program program, List<String> options) throws IOException {
        this.program = program;
        this.options = options;
        this.folder = Files.createTempDirectory("weir-redis");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
    }

    /** With further options as on its command line: `--requirepass secret`, `--maxmemory 2mb`, ... */
    public static RedisServer start(String... options) throws Exception {
        return start(Program.REDIS, options);
    }

    public static RedisServer start(Program program, String... options) throws Exception {
        RedisServer server = new RedisServer(program, List.of(options));
        server.restart();
        return server;
    }

    /** Speaks TLS, also on 127.0.0.2, with a certificate for `localhost` and 127.0.0.1. */
    public static RedisServer startTls(TestCa ca) throws Exception {
        RedisServer server = new RedisServer(Program.REDIS, new ArrayList<>());
        Path certificate = server.folder.resolve("server.pem");
        Path key = server.folder.resolve("server-key.pem");
        ca.writeServer(certificate, key, "localhost");
        server.options.addAll(List.of(
                "--bind",
                "127.0.0.1",
                "127.0.0.2",
                "--port",
                "0",
                "--tls-port",
                Integer.toString(server.port),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-auth-clients",
                "no"));
        server.restart();
        return server;
    }

    public int port() {
        return port;
    }

    /** For REDIS_URL. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it again on the same port, empty, after it was killed. */
    public void restart() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                program.command,
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--daemonize",
                "no"));
        command.addAll(options);
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        process = started;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!accepts()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("no server: " + Files.readString(folder.resolve("log")));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** As a machine that loses its power. */
    public void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
            process = null;
        }
    }

    /** It keeps its connections, and does nothing any more. */
    public void freeze() throws Exception {
        signal("STOP");
    }

    public void thaw() throws Exception {
        signal("CONT");
    }

    /** The first line of what it answers to a command, sent as it is: `PING`, `CONFIG SET maxmemory 1`, ... */
    public String ask(String command) throws IOException {
        return ask(List.of(command)).getLast();
    }

    /** The first lines of what it answers to commands on one connection. */
    public List<String> ask(List<String> commands) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            OutputStream out = socket.getOutputStream();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> answers = new ArrayList<>();
            for (String command : commands) {
                out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
                String answer = in.readLine();
                if (answer == null) {
                    throw new IOException("the server hung up");
                }
                if (answer.startsWith("$") && !answer.equals("$-1")) {
                    answer = in.readLine();
                }
                answers.add(answer);
            }
            return answers;
        }
    }

    @Override
    public void close() throws Exception {
        kill();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void signal(String name) throws Exception {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("it is not running");
        }
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill failed");
        }
    }
}
