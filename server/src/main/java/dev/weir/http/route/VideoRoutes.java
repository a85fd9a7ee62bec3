package dev.weir.http.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.SuccessEnvelope;
import dev.weir.http.document.Timestamps;
import dev.weir.http.document.VideoInfoDocument;
import dev.weir.http.request.RequestTarget;
import dev.weir.http.request.VideoTarget;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.video.VideoRef;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** What is known of a video. */
public final class VideoRoutes {
    private static final String PREFIX = "/api/v2/videos/";
    private static final String AUTO = PREFIX + "auto/";
    private static final long MAX_RENDERED_BYTES = 8 << 20;

    private final Lookups lookups;
    private final SuccessEnvelope envelope;

    /** Rendered once for each extraction, since the same document is asked for again and again. */
    private final Cache<Resolved, byte[]> rendered = Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(MAX_RENDERED_BYTES)
            .weigher((Resolved resolved, byte[] document) -> document.length)
            .executor(Runnable::run)
            .build();

    public VideoRoutes(Lookups lookups, Timestamps timestamps) {
        this.lookups = lookups;
        this.envelope = new SuccessEnvelope("Video information", timestamps);
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get(PREFIX + "auto", ErrorCode.VIDEO_INFO_FAILED, this::auto)
                .get(AUTO + "*", ErrorCode.VIDEO_INFO_FAILED, this::auto)
                .get(PREFIX + ":platform/:video_id", ErrorCode.VIDEO_INFO_FAILED, this::named);
    }

    private void auto(RoutingContext ctx) {
        answer(ctx, Lookups.target(ctx).page(AUTO, Set.of()));
    }

    private void named(RoutingContext ctx) {
        RequestTarget target = Lookups.target(ctx);
        answer(ctx, target.video(PREFIX, Set.of()));
    }

    private void answer(RoutingContext ctx, VideoTarget target) {
        VideoRef ref = lookups.reference(ctx, target);
        lookups.describe(ctx, ref, resolved -> {
            byte[] data = rendered.get(resolved, key -> VideoInfoDocument.render(key.info(), key.ref()));
            Replies.json(ctx, envelope.wrap(data));
        });
    }
}
