package dev.weir.http.route;

import dev.weir.deliver.Delivery;
import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.document.ErrorCode;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.select.Quality;
import dev.weir.video.AllowedPlatforms;
import dev.weir.video.Format;
import dev.weir.video.VideoRef;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** The endpoints right below `/api`: a page address as `url`, everything else left out where one likes. */
public final class SimpleRoutes {
    private static final String API = "/api/";
    private static final Quality USUAL = Quality.Word.BEST;
    private static final String BEST = "highest";

    private final GameStreams streams;
    private final byte[] platforms;

    public SimpleRoutes(GameStreams streams, AllowedPlatforms allowed) {
        this.streams = streams;
        this.platforms = PlatformList.document(allowed).toBuffer().getBytes();
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get(API + "stream", ErrorCode.STREAM_URL_FAILED, this::stream)
                .get(API + "info", ErrorCode.VIDEO_INFO_FAILED, this::info)
                .get(API + "formats", ErrorCode.VIDEO_INFO_FAILED, this::formats)
                .get(API + "embed", ErrorCode.STREAM_URL_FAILED, this::embed)
                .get(API + "platforms", ErrorCode.VIDEO_INFO_FAILED, ctx -> Replies.json(ctx, platforms));
    }

    private void stream(RoutingContext ctx) {
        GameRequest request = streams.read(ctx, API + "stream", USUAL);
        streams.answer(ctx, request, SimpleRoutes::document);
    }

    private static JsonObject document(GameRequest request, Format format) {
        return new JsonObject()
                .put("success", true)
                .put("platform", request.ref().platform())
                .put("video_id", request.ref().id())
                .put("stream_url", format.url().toASCIIString())
                .put("proxy_url", request.proxyAddress())
                .put("plays_directly", Delivery.isRedirectable(format))
                .put("quality", StreamRoutes.qualityOf(format));
    }

    private void info(RoutingContext ctx) {
        VideoRef ref = streams.read(ctx, API + "info", USUAL).ref();
        streams.lookups.describe(
                ctx,
                ref,
                resolved -> send(
                        ctx,
                        about(ref)
                                .put("info", PlainVideo.of(resolved.info()))
                                .put("stream_available", streams.find(resolved, USUAL) != null)));
    }

    private void formats(RoutingContext ctx) {
        VideoRef ref = streams.read(ctx, API + "formats", USUAL).ref();
        streams.lookups.describe(ctx, ref, resolved -> {
            List<String> qualities = qualities(resolved);
            send(
                    ctx,
                    about(ref)
                            .put("available_qualities", new JsonArray(qualities))
                            .put("recommended_quality", qualities.isEmpty() ? null : BEST)
                            .put("video_info", PlainVideo.of(resolved.info())));
        });
    }

    /** Only what there is: the words for the best and the worst where there is anything, and each height. */
    private List<String> qualities(Resolved resolved) {
        if (streams.find(resolved, USUAL) == null) {
            return List.of();
        }
        List<String> qualities = new ArrayList<>(List.of(BEST, "lowest"));
        qualities.addAll(streams.qualities(resolved));
        return qualities;
    }

    private void embed(RoutingContext ctx) {
        GameRequest request = streams.read(ctx, API + "embed", USUAL);
        EmbedWish wish = EmbedWish.of(request.query(), request.quality());
        Replies.redirect(ctx, RouteAddress.stream("embed", request.ref()) + "?" + wish.query());
    }

    private static JsonObject about(VideoRef ref) {
        return new JsonObject()
                .put("success", true)
                .put("platform", ref.platform())
                .put("video_id", ref.id());
    }

    private static void send(RoutingContext ctx, JsonObject document) {
        Replies.json(ctx, document.toBuffer().getBytes());
    }
}
