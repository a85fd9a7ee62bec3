package dev.weir.extract.ytdlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small site: a page with a video, a media file, failures by status; keeps connections alive and remembers who asked over which. */
final class Origin implements AutoCloseable {
    static {
        // Else the head and the body of an answer wait for each other's acknowledgement, 40 ms each time.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    record Seen(String path, int port, String worker, String userAgent) {}

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Origin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        seen.add(new Seen(
                path,
                exchange.getRemoteAddress().getPort(),
                String.valueOf(exchange.getRequestHeaders().getFirst("X-Worker")),
                String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"))));
        try (exchange) {
            if (path.startsWith("/status/")) {
                send(exchange, Integer.parseInt(path.substring(8)), "text/plain", "no");
            } else if (path.endsWith(".mp4")) {
                send(exchange, 200, "video/mp4", "\0\0\0\030ftypmp42 not much of a film");
            } else {
                exchange.getResponseHeaders().set("Set-Cookie", "session=1; Path=/");
                send(
                        exchange,
                        200,
                        "text/html; charset=utf-8",
                        "<html><head><title>A page</title></head><body><video src=\"/film.mp4\"></video></body></html>");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
