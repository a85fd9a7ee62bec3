package dev.weir.deploy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands in for a replaced system: answers documents by the beginning of the path, and streams that last as long as a test wants. */
public final class OldSystem implements AutoCloseable {
    /** On every answer, so that a client sees who served it. */
    public static final String MARK = "X-Old-System";

    /** Answered with this many bytes, the second half of which waits for {@link #release()}. */
    public static final String STREAM = "/api/v2/stream/proxy/youtube/dQw4w9WgXcQ";

    public static final int STREAM_BYTES = 200_000;

    private static final int MOST_SECONDS = 60;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final HttpServer server;

    /**
     * A request as it arrived.
     *
     * @param target path and query, byte for byte
     * @param forwardedFor the values of all X-Forwarded-For fields
     */
    public record Seen(String target, List<String> forwardedFor) {}

    private OldSystem() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public static OldSystem start() throws IOException {
        OldSystem old = new OldSystem();
        old.document("/health", "{\"status\":\"healthy\"}");
        return old;
    }

    /** From now on paths that begin so are answered with this JSON. */
    public void document(String path, String json) {
        documents.put(path, json);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Lets the streams end. */
    public void release() {
        released.countDown();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        List<String> forwarded = exchange.getRequestHeaders().get("X-Forwarded-For");
        seen.add(new Seen(target, forwarded == null ? List.of() : List.copyOf(forwarded)));
        Headers headers = exchange.getResponseHeaders();
        headers.set(MARK, "yes");
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (target.equals(STREAM)) {
                stream(exchange);
                return;
            }
            String document = documents.entrySet().stream()
                    .filter(entry -> target.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            headers.set("Content-Type", "application/json");
            byte[] body = (document == null ? "{\"error\":\"not found\"}" : document).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(document == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "video/mp4");
        exchange.sendResponseHeaders(200, STREAM_BYTES);
        OutputStream body = exchange.getResponseBody();
        body.write(new byte[STREAM_BYTES / 2]);
        body.flush();
        try {
            if (!released.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        body.write(new byte[STREAM_BYTES - STREAM_BYTES / 2]);
    }
}
