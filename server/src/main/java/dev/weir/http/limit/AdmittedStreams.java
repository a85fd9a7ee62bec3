package dev.weir.http.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.http.range.RangeHeader;
import dev.weir.http.range.RangeSpec;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Which streams clients were admitted to lately: reading on in one does not count again. Reading on is a Range that does not begin at the first byte, of
 * the same address; or whatever lies beside an HLS or DASH manifest.
 */
final class AdmittedStreams {
    private static final long MAX_BYTES = 4 << 20;
    private static final int ENTRY_BYTES = 200;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final List<String> MANIFEST_FOLDERS = List.of("/api/v2/stream/hls/", "/api/v2/stream/dash/");

    private record Admission(String client, String stream) {}

    private final Cache<Admission, Boolean> admitted;

    AdmittedStreams(Ticker ticker, Executor maintenance) {
        this.admitted = Caffeine.newBuilder()
                .maximumWeight(MAX_BYTES)
                .weigher((Admission admission, Boolean yes) ->
                        ENTRY_BYTES + admission.client.length() + admission.stream.length())
                .expireAfterAccess(KEPT)
                .ticker(ticker)
                .executor(maintenance)
                .build();
    }

    void remember(String client, HttpServerRequest request) {
        admitted.put(new Admission(client, streamOf(request)), Boolean.TRUE);
    }

    /** Whether the request reads on in a stream that this client was admitted to. */
    boolean covers(String client, HttpServerRequest request) {
        return readsOn(request) && admitted.getIfPresent(new Admission(client, streamOf(request))) != null;
    }

    private static boolean readsOn(HttpServerRequest request) {
        String path = request.path();
        return folderOf(path) == null ? skipsTheBeginning(request.getHeader("Range")) : !isManifest(path);
    }

    private static boolean skipsTheBeginning(@Nullable String range) {
        return range != null
                && RangeHeader.parse(range) instanceof RangeHeader.Ranges(var specs)
                && specs.stream().noneMatch(AdmittedStreams::beginsAtZero);
    }

    private static boolean beginsAtZero(RangeSpec spec) {
        return switch (spec) {
            case RangeSpec.FromTo(long first, long last) -> first == 0;
            case RangeSpec.From(long first) -> first == 0;
            case RangeSpec.Suffix ignored -> false;
        };
    }

    private static boolean isManifest(String path) {
        return path.endsWith("/master.m3u8") || path.endsWith("/manifest.mpd");
    }

    private static String streamOf(HttpServerRequest request) {
        String folder = folderOf(request.path());
        return folder == null ? request.uri() : folder;
    }

    /** `/api/v2/stream/hls/{platform}/{video_id}` of everything below it, or null for other paths. */
    private static @Nullable String folderOf(String path) {
        for (String prefix : MANIFEST_FOLDERS) {
            if (path.startsWith(prefix)) {
                int platform = path.indexOf('/', prefix.length());
                int id = platform < 0 ? -1 : path.indexOf('/', platform + 1);
                return id < 0 ? path : path.substring(0, id);
            }
        }
        return null;
    }
}
