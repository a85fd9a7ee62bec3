package dev.weir.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Plays sites that know their members by a cookie. What a video wants is said by the letters of its id. */
final class AccountSites implements AutoCloseable {
    static final String GOOD = "s3cret-good";
    static final String BAD = "s3cret-bad";
    static final byte[] FILM = filled(5000);

    /** A request: at which host, for what, with which cookies. */
    record Visit(String host, String path, String cookies) {}

    final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    AccountSites() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Visit> visits(String path) {
        return visits.stream().filter(visit -> visit.path().contains(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String host =
                String.valueOf(exchange.getRequestHeaders().getFirst("Host")).replaceAll(":\\d+$", "");
        String cookies = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
        visits.add(new Visit(host, path, cookies));
        try (exchange) {
            if (path.startsWith("/film/")) {
                film(exchange);
            } else if (path.contains("redirected") && host.equals("www.youtube.com")) {
                exchange.getResponseHeaders().set("Location", "http://elsewhere.example:" + port() + path);
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.getResponseHeaders().set("Set-Cookie", "tracker=s3cret-tracker; Path=/");
                send(
                        exchange,
                        describe(path.substring(path.lastIndexOf('/') + 1), cookies)
                                .encode());
            }
        }
    }

    private JsonObject describe(String id, String cookies) {
        boolean member = cookies.contains(GOOD);
        boolean bad = cookies.contains(BAD);
        JsonObject answer = new JsonObject();
        if ((id.startsWith("members") && !member) || (id.startsWith("spoilt") && bad)) {
            return answer.put("failure", "Sign in to see this. Use --cookies");
        }
        if (id.startsWith("rotated") && bad) {
            answer.put(
                    "warnings", new JsonArray().add("The provided YouTube account cookies are no longer valid. Sorry"));
        }
        JsonArray formats =
                new JsonArray().add(format("18", "media.youtube.com")).add(format("22", "cdn.example"));
        return answer.put("account", member ? "a member" : null)
                .put(
                        "video",
                        new JsonObject().put("id", id).put("title", "A film").put("formats", formats));
    }

    private JsonObject format(String id, String host) {
        return new JsonObject()
                .put("format_id", id)
                .put("url", "http://" + host + ":" + port() + "/film/" + host)
                .put("ext", "mp4")
                .put("height", id.equals("18") ? 360 : 720)
                .put("vcodec", "avc1.42C01E")
                .put("acodec", "mp4a.40.2");
    }

    private static void film(HttpExchange exchange) throws IOException {
        String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
        int dash = range.indexOf('-');
        int first = Integer.parseInt(range.substring("bytes=".length(), dash));
        String end = range.substring(dash + 1);
        int last = end.isEmpty() ? FILM.length - 1 : Math.min(Integer.parseInt(end), FILM.length - 1);
        exchange.getResponseHeaders().set("Content-Type", "video/mp4");
        exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + FILM.length);
        exchange.sendResponseHeaders(206, last - first + 1);
        exchange.getResponseBody().write(FILM, first, last - first + 1);
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] filled(int size) {
        byte[] film = new byte[size];
        Arrays.fill(film, (byte) 7);
        return film;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
