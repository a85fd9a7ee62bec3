package dev.weir.origin;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How media servers answer `/media/{behaviour}/{file}`, by the behaviour's name. Addresses with `sig` are good only while no later one was
 * asked for by {@link Origin#expireAll}.
 */
final class MediaBehaviours {
    /** What the strict servers send at most for one request. */
    static final int MOST = 1 << 20;

    /** Where servers break off that break off. */
    static final int BREAK_AFTER = 100_000;

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final String MODIFIED = "Wed, 21 Oct 2015 07:28:00 GMT";

    private final Media media;
    private final AtomicLong validFrom;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    private record Wanted(long first, long last, boolean open) {}

    MediaBehaviours(Media media, AtomicLong validFrom) {
        this.media = media;
        this.validFrom = validFrom;
    }

    void answer(String behaviour, String name, Asked request, Reply reply) throws IOException {
        if (!media.has(name)) {
            reply.whole(404, "text/html", "no such file");
            return;
        }
        byte[] file = media.bytes(name);
        String signature = request.parameter("sig", "");
        if (!signature.isEmpty() && Long.parseLong(signature) < validFrom.get()) {
            refuse(reply);
            return;
        }
        Wanted wanted = wanted(request, file.length);
        int times = asked.computeIfAbsent(behaviour + signature, key -> new AtomicInteger())
                .incrementAndGet();
        switch (behaviour) {
            case "plain" -> plain(file, wanted, reply);
            case "bounded" -> bounded(file, wanted, reply);
            case "norange" -> whole(file, reply);
            case "referer" ->
                guarded("https://www.bilibili.com/".equals(request.header("referer")), file, wanted, reply);
            case "cookie" -> guarded("session=ok".equals(request.header("cookie")), file, wanted, reply);
            case "expiring" -> guarded(times < 2, file, wanted, reply);
            case "dead" -> refuse(reply);
            case "slow" -> slow(file, wanted, reply);
            case "stall" -> {
                begin(file, wanted, reply);
                reply.body(file, 0, BREAK_AFTER - 1);
                reply.stall();
            }
            case "silent" -> reply.stall();
            case "cut" -> {
                begin(file, wanted, reply);
                reply.body(file, 0, BREAK_AFTER - 1);
                reply.cut();
            }
            case "cutonce" -> {
                if (times == 1) {
                    begin(file, wanted, reply);
                    reply.body(file, 0, BREAK_AFTER - 1);
                    reply.cut();
                } else {
                    plain(file, wanted, reply);
                }
            }
            case "reset" -> {
                begin(file, wanted, reply);
                reply.body(file, 0, BREAK_AFTER - 1);
                reply.reset();
            }
            case "chunked" -> {
                reply.head(200, "Content-Type", "video/mp4", "Transfer-Encoding", "chunked");
                reply.chunks(file, file.length - 1, true);
            }
            case "chunkedcut" -> {
                reply.head(200, "Content-Type", "video/mp4", "Transfer-Encoding", "chunked");
                reply.chunks(file, BREAK_AFTER, false);
                reply.cut();
            }
            case "toolong" -> {
                reply.head(200, "Content-Type", "video/mp4", "Content-Length", Integer.toString(file.length + 1000));
                reply.body(file, 0, file.length - 1);
                reply.cut();
            }
            case "wrongrange" -> {
                long last = Math.min(wanted.last, file.length - 1);
                reply.head(
                        206,
                        "Content-Type",
                        "video/mp4",
                        "Content-Length",
                        Long.toString(last - wanted.first + 1),
                        "Content-Range",
                        "bytes " + (wanted.first + 7) + "-" + (last + 7) + "/" + file.length);
                reply.body(file, wanted.first, last);
            }
            case "page" -> reply.whole(200, "text/html", "<script>alert(1)</script>");
            case "chatty" -> chatty(file, reply);
            case "busy" -> reply.whole(503, "text/plain", "busy");
            case "limited" -> reply.whole(429, "text/plain", "slow down");
            default -> reply.whole(404, "text/plain", "no such behaviour");
        }
    }

    private static void plain(byte[] file, @Nullable Wanted wanted, Reply reply) throws IOException {
        if (wanted != null && wanted.first >= file.length) {
            reply.head(416, "Content-Range", "bytes */" + file.length, "Content-Length", "0");
            return;
        }
        begin(file, wanted, reply);
        reply.body(file, wanted == null ? 0 : wanted.first, wanted == null ? file.length - 1 : wanted.last);
    }

    /** As the largest of the sites does: no range, an open one, or a long one is refused. */
    private static void bounded(byte[] file, @Nullable Wanted wanted, Reply reply) throws IOException {
        if (wanted == null || wanted.open || wanted.last - wanted.first + 1 > MOST) {
            refuse(reply);
        } else {
            plain(file, wanted, reply);
        }
    }

    private static void guarded(boolean welcome, byte[] file, @Nullable Wanted wanted, Reply reply) throws IOException {
        if (welcome) {
            plain(file, wanted, reply);
        } else {
            refuse(reply);
        }
    }

    private static void whole(byte[] file, Reply reply) throws IOException {
        reply.head(200, "Content-Type", "video/mp4", "Content-Length", Integer.toString(file.length));
        reply.body(file, 0, file.length - 1);
    }

    private static void slow(byte[] file, @Nullable Wanted wanted, Reply reply) throws IOException {
        begin(file, wanted, reply);
        long last = wanted == null ? file.length - 1 : wanted.last;
        for (long at = wanted == null ? 0 : wanted.first; at <= last; at += 4096) {
            reply.body(file, at, Math.min(last, at + 4095));
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static void chatty(byte[] file, Reply reply) throws IOException {
        reply.head(
                200,
                "Content-Type",
                "video/mp4",
                "Content-Length",
                Integer.toString(file.length),
                "Set-Cookie",
                "id=1",
                "Strict-Transport-Security",
                "max-age=1",
                "Alt-Svc",
                "h3=\":443\"",
                "X-Powered-By",
                "Origin",
                "Access-Control-Allow-Origin",
                "*");
        reply.body(file, 0, file.length - 1);
    }

    private static void begin(byte[] file, @Nullable Wanted wanted, Reply reply) throws IOException {
        if (wanted == null) {
            reply.head(
                    200,
                    "Content-Type",
                    "video/mp4",
                    "Content-Length",
                    Integer.toString(file.length),
                    "Accept-Ranges",
                    "bytes",
                    "ETag",
                    tag(file),
                    "Last-Modified",
                    MODIFIED);
        } else {
            reply.head(
                    206,
                    "Content-Type",
                    "video/mp4",
                    "Content-Length",
                    Long.toString(wanted.last - wanted.first + 1),
                    "Content-Range",
                    "bytes " + wanted.first + "-" + wanted.last + "/" + file.length,
                    "ETag",
                    tag(file),
                    "Last-Modified",
                    MODIFIED);
        }
    }

    private static void refuse(Reply reply) throws IOException {
        reply.head(403, "Content-Length", "0");
    }

    private static String tag(byte[] file) {
        return "\"" + Integer.toHexString(file.length) + "\"";
    }

    private static @Nullable Wanted wanted(Asked request, int length) {
        String field = request.header("range");
        Matcher range = RANGE.matcher(field == null ? "" : field);
        if (!range.matches()) {
            return null;
        }
        boolean open = range.group(2).isEmpty();
        long last = open ? length - 1 : Math.min(length - 1, Long.parseLong(range.group(2)));
        return new Wanted(Long.parseLong(range.group(1)), last, open);
    }
}
