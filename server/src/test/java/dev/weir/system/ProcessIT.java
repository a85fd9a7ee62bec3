package dev.weir.system;

import static dev.weir.system.Running.ORIGIN;
import static dev.weir.system.Running.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server as its operator meets it: a process that is started with settings and stopped by a signal. */
class ProcessIT {
    private static final Path JAR = Path.of("target/weir.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Process server;
    private Path log;

    @AfterEach
    void end() throws Exception {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatIsWrongWithTheSettingsIsSaidAllAtOnceAndNoSecretIs() throws Exception {
        start(Map.of(
                "PORT", "70000",
                "YTDLP_WORKERS", "none",
                "API_KEY_ENABLED", "true",
                "API_KEYS", "topsecret key",
                "CORS_ALLOWED_ORIGINS", "*",
                "CORS_ALLOW_CREDENTIALS", "true"));
        assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(78);
        assertThat(Files.readString(log))
                .contains("PORT", "YTDLP_WORKERS", "API_KEY", "CORS_ALLOWED_ORIGINS")
                .doesNotContain("topsecret");
    }

    @Test
    void anInterpreterWithoutTheExtractorStopsTheStart() throws Exception {
        start(Map.of(
                "YTDLP_PYTHON", "/usr/bin/python3", "PORT", Integer.toString(freePort()), "ENABLE_AUDIT_LOG", "false"));
        assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(1);
        assertThat(Files.readString(log)).contains("extraction cannot work").doesNotContain("\tat ");
    }

    @Test
    void aStreamUnderWayEndsBeforeTheServerDoes() throws Exception {
        int port = freePort();
        start(Running.environment(Map.of("PORT", Integer.toString(port), "SHUTDOWN_TIMEOUT", "20s")));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> status(port, "/health/ready") == 200);
        List<ProcessHandle> children = server.descendants().toList();
        assertThat(children).isNotEmpty();
        String stream = "/api/v2/stream/proxy/auto/" + encode(ORIGIN.http("/page/slow/v144.mp4"));
        CompletableFuture<HttpResponse<byte[]>> film = Running.HTTP.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + stream))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        await().atMost(PATIENCE)
                .until(() -> body(port, "/api/v2/stream/metrics").contains("\"active_streams\":1"));
        server.destroy();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> status(port, "/health/ready") == 503);
        assertThat(status(port, "/api/v2/videos/youtube/plain______")).isEqualTo(503);
        assertThat(film.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body())
                .hasSize(Running.MEDIA.bytes("v144.mp4").length);
        assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(Files.readString(log)).doesNotContain("sig=", "Exception");
    }

    @Test
    void aServerThatIsKilledLeavesNoProcess() throws Exception {
        int port = freePort();
        start(Running.environment(Map.of("PORT", Integer.toString(port))));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> status(port, "/health/ready") == 200);
        // It is ready with the first worker; the parent and both workers are to be gone.
        await().atMost(PATIENCE).until(() -> server.descendants().count() > 2);
        List<ProcessHandle> children = server.descendants().toList();
        server.destroyForcibly();
        await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        return ask(port, path).statusCode();
    }

    private static String body(int port, String path) throws IOException, InterruptedException {
        return ask(port, path).body();
    }

    private static HttpResponse<String> ask(int port, String path) throws IOException, InterruptedException {
        return Running.HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(5))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void start(Map<String, String> environment) throws IOException {
        log = Files.createTempFile("weir", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        server = builder.start();
        server.getOutputStream().close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
