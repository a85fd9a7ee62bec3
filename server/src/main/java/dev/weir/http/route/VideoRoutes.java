package dev.weir.http.route;

import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.SuccessEnvelope;
import dev.weir.http.document.Timestamps;
import dev.weir.http.request.RequestTarget;
import dev.weir.http.request.VideoTarget;
import dev.weir.video.VideoRef;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** What is known of a video. */
public final class VideoRoutes {
    private static final String PREFIX = "/api/v2/videos/";
    private static final String AUTO = PREFIX + "auto/";

    private final Lookups lookups;
    private final RenderedVideos rendered;
    private final SuccessEnvelope envelope;

    public VideoRoutes(Lookups lookups, RenderedVideos rendered, Timestamps timestamps) {
        this.lookups = lookups;
        this.rendered = rendered;
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
        lookups.describe(ctx, ref, resolved -> Replies.json(ctx, envelope.wrap(rendered.of(resolved))));
    }
}
