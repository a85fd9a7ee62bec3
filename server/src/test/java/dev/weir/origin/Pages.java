package dev.weir.origin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Pages with videos on them, a PeerTube instance's interface, and the one that the plugin extractor asks. */
final class Pages {
    /** How long the site takes to say something of videos whose id begins with `late`. */
    private static final Duration LATE = Duration.ofMillis(300);

    private final Origin origin;
    private final Media media;
    private final AtomicLong signatures;
    private final AtomicInteger nowLate = new AtomicInteger();
    private final AtomicInteger mostLate = new AtomicInteger();
    private final Map<String, AtomicInteger> extractions = new ConcurrentHashMap<>();

    Pages(Origin origin, Media media, AtomicLong signatures) {
        this.origin = origin;
        this.media = media;
        this.signatures = signatures;
    }

    int extractions(String video) {
        AtomicInteger count = extractions.get(video);
        return count == null ? 0 : count.get();
    }

    /** `/page/{behaviour}/{file}`: a page that shows that file. */
    void page(String behaviour, String file, Reply reply) throws IOException {
        reply.whole(
                200,
                "text/html; charset=utf-8",
                "<html><head><title>A test film</title></head><body><video src=\"/media/" + behaviour + "/" + file
                        + "\"></video></body></html>");
    }

    /** What a site says of a video; its id is the behaviour of its media, filled up with underscores or digits. */
    void extraction(Asked request, Reply reply) throws IOException {
        String site = request.parameter("site", "");
        String id = request.parameter("id", "");
        extractions.computeIfAbsent(site + ":" + id, key -> new AtomicInteger()).incrementAndGet();
        String letters = id.replaceAll("^BV|[_0-9]", "");
        // Ids of real videos have capitals; no behaviour has.
        String behaviour = letters.matches("[a-z]+") ? letters : "plain";
        switch (behaviour) {
            case "gone" -> {
                reply.whole(404, "application/json", "{}");
                return;
            }
            case "sick" -> {
                reply.whole(500, "application/json", "{}");
                return;
            }
            case "late" -> late();
            default -> {}
        }
        String query = "?sig=" + signatures.incrementAndGet();
        JsonArray formats = new JsonArray()
                .add(format("17", behaviour, "v144.mp4", 256, 144, query))
                .add(format("43", behaviour, "v360.webm", 640, 360, query)
                        .put("vcodec", "vp8")
                        .put("acodec", "opus")
                        .put("ext", "webm"))
                .add(format("18", behaviour, "v360.mp4", 640, 360, query))
                .add(format("140", behaviour, "a128.m4a", 0, 0, query)
                        .put("vcodec", "none")
                        .put("ext", "m4a"))
                .add(format("137", behaviour, "v720.mp4", 1920, 1080, query).put("acodec", "none"))
                .add(format("22", behaviour, "v720.mp4", 1280, 720, query));
        reply.whole(
                200,
                "application/json",
                new JsonObject()
                        .put("id", id)
                        .put("title", "Film \"" + id + "\" – ünïcödé 映画")
                        .put("duration", Media.SECONDS)
                        .put("uploader", "Tester")
                        .put("view_count", 42)
                        .put("formats", formats)
                        .encode());
    }

    private void late() {
        mostLate.accumulateAndGet(nowLate.incrementAndGet(), Math::max);
        LockSupport.parkNanos(LATE.toNanos());
        nowLate.decrementAndGet();
    }

    /** How many answers were late at once, at most, since this was asked last. */
    int mostLate() {
        return mostLate.getAndSet(0);
    }

    private JsonObject format(String id, String behaviour, String file, int width, int height, String query) {
        JsonObject format = new JsonObject()
                .put("format_id", id)
                .put("url", address(behaviour, file, query))
                .put("ext", "mp4")
                .put("vcodec", "avc1.42C01E")
                .put("acodec", "mp4a.40.2")
                .put("protocol", "http")
                .put("tbr", 500 + height);
        if (height > 0) {
            format.put("width", width).put("height", height).put("fps", 25);
        }
        switch (behaviour) {
            case "bounded" ->
                format.put("downloader_options", new JsonObject().put("http_chunk_size", MediaBehaviours.MOST));
            case "referer" -> format.put("http_headers", new JsonObject().put("Referer", "https://www.bilibili.com/"));
            case "cookie" -> format.put("cookies", "session=ok; Domain=127.0.0.1; Path=/");
            default -> {}
        }
        return format;
    }

    private String address(String behaviour, String file, String query) {
        return switch (behaviour) {
            case "private" -> "http://10.1.2.3/" + file;
            case "redirect" -> origin.http("/redirect/3/media/plain/" + file + query);
            case "loop" -> origin.http("/redirect/99/media/plain/" + file);
            case "inward" -> origin.http("/redirect/to?url=http%3A%2F%2F169.254.169.254%2Flatest");
            case "tofile" -> origin.http("/redirect/to?url=file%3A%2F%2F%2Fetc%2Fpasswd");
            case "tls" -> origin.https("/media/plain/" + file + query);
            default -> origin.http("/media/" + behaviour + "/" + file + query);
        };
    }

    /** `/api/v1/videos/{id}/...` of PeerTube. */
    void peerTube(String path, Reply reply) throws IOException {
        if (path.contains("/captions")) {
            reply.whole(200, "application/json", "{\"data\":[]}");
            return;
        }
        JsonArray files = new JsonArray();
        for (String height : new String[] {"144", "360", "720"}) {
            files.add(new JsonObject()
                    .put("resolution", new JsonObject().put("label", height + "p"))
                    .put("size", media.bytes("v" + height + ".mp4").length)
                    .put("fps", 25)
                    .put("fileUrl", "https://" + Origin.PEERTUBE + "/media/plain/v" + height + ".mp4"));
        }
        reply.whole(
                200,
                "application/json",
                new JsonObject()
                        .put("name", "A film on PeerTube")
                        .put("duration", Media.SECONDS)
                        .put("account", new JsonObject().put("displayName", "Sepia"))
                        .put("files", files)
                        .encode());
    }
}
