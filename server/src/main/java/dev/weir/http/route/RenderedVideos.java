package dev.weir.http.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.http.document.VideoInfoDocument;
import dev.weir.resolve.Resolution.Resolved;

/** Descriptions of videos, rendered once for each extraction, since the same document is asked for again and again. */
public final class RenderedVideos {
    private static final long MAX_BYTES = 8 << 20;

    private final Cache<Resolved, byte[]> rendered = Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(MAX_BYTES)
            .weigher((Resolved resolved, byte[] document) -> document.length)
            .executor(Runnable::run)
            .build();

    /** One JSON object; not to be changed. */
    byte[] of(Resolved resolved) {
        return rendered.get(resolved, key -> VideoInfoDocument.render(key.info(), key.ref()));
    }
}
