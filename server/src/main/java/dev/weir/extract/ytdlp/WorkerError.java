package dev.weir.extract.ytdlp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a worker, in Python's and yt-dlp's terms.
 *
 * @param classes the exception's class and its ancestors, nearest first
 * @param causes the classes of the exceptions it names as its cause
 * @param message yt-dlp's words, bounded
 * @param expected whether yt-dlp knows this failure, rather than having a bug or an outdated extractor
 * @param httpStatus of the answer that caused it
 * @param egressRefused whether the guard proxy refused a connection
 * @param warnings the last that were logged
 * @param liveStatus yt-dlp's `live_status` of a video without formats
 * @param availability yt-dlp's `availability` of a video without formats
 * @param release when a video without formats begins
 * @param drm whether a video without formats only has encrypted ones
 */
record WorkerError(
        List<String> classes,
        List<String> causes,
        String message,
        boolean expected,
        @Nullable Integer httpStatus,
        boolean egressRefused,
        List<String> warnings,
        @Nullable String liveStatus,
        @Nullable String availability,
        @Nullable Instant release,
        boolean drm) {

    /** @throws ClassCastException where a field has another type than the protocol says */
    static WorkerError of(JsonObject error) {
        Number release = error.getNumber("release_timestamp");
        return new WorkerError(
                strings(error.getJsonArray("classes")),
                strings(error.getJsonArray("causes")),
                error.getString("message", ""),
                error.getBoolean("expected", false),
                error.getInteger("http_status"),
                error.getBoolean("egress_refused", false),
                strings(error.getJsonArray("warnings")),
                error.getString("live_status"),
                error.getString("availability"),
                release == null ? null : Instant.ofEpochSecond(release.longValue()),
                error.getBoolean("drm", false));
    }

    /** Whether an extractor saw the site end the account's session. */
    boolean cookiesRefused() {
        return warnings.stream().anyMatch(warning -> warning.contains("account cookies are no longer valid"));
    }

    private static List<String> strings(@Nullable JsonArray array) {
        return array == null ? List.of() : array.stream().map(String::valueOf).toList();
    }
}
