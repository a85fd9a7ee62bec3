package dev.weir.http.limit;

import dev.weir.http.range.RangeHeader;
import dev.weir.http.range.RangeSpec;
import dev.weir.limit.StreamUse;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the beginning of a stream from reading on in it: a Range that does not begin at the first byte of the same address, or whatever lies beside an
 * HLS or DASH manifest.
 */
final class StreamReading {
    private static final List<String> MANIFEST_FOLDERS = List.of("/api/v2/stream/hls/", "/api/v2/stream/dash/");

    private StreamReading() {}

    static StreamUse of(HttpServerRequest request) {
        String path = request.path();
        String folder = folderOf(path);
        return folder == null
                ? new StreamUse(request.uri(), skipsTheBeginning(request.getHeader("Range")))
                : new StreamUse(folder, !isManifest(path));
    }

    private static boolean skipsTheBeginning(@Nullable String range) {
        return range != null
                && RangeHeader.parse(range) instanceof RangeHeader.Ranges(var specs)
                && specs.stream().noneMatch(StreamReading::beginsAtZero);
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
