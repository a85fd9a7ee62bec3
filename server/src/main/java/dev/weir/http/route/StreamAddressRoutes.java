package dev.weir.http.route;

import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.request.Query;
import dev.weir.http.request.RequestTarget;
import dev.weir.http.request.VideoTarget;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.select.AllowedHeights;
import dev.weir.select.Device;
import dev.weir.select.DeviceQuality;
import dev.weir.select.Quality;
import dev.weir.select.Selection;
import dev.weir.select.Selector;
import dev.weir.select.Wish;
import dev.weir.video.Failure;
import dev.weir.video.Format;
import dev.weir.video.Platforms;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Where a video's stream is to be had, as the Python system told it: a document, or a redirect that fits the client. */
public final class StreamAddressRoutes {
    private static final String STREAM = "/api/v2/stream/";
    private static final String INFO = STREAM + "info/";
    private static final String AUTO = STREAM + "auto/";

    private final Lookups lookups;
    private final Platforms platforms;
    private final Selector selector;
    private final AllowedHeights heights;
    private final StreamRoutes streams;
    private final Duration usualLife;

    /** @param usualLife VIDEO_INFO_TTL: how long an address that names no end is said to last */
    public StreamAddressRoutes(
            Lookups lookups,
            Platforms platforms,
            Selector selector,
            AllowedHeights heights,
            StreamRoutes streams,
            Duration usualLife) {
        this.lookups = lookups;
        this.platforms = platforms;
        this.selector = selector;
        this.heights = heights;
        this.streams = streams;
        this.usualLife = usualLife;
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get(INFO + "auto", ErrorCode.STREAM_URL_FAILED, ctx -> info(ctx, StreamWish.page(ctx, INFO + "auto/")))
                .get(
                        INFO + "auto/*",
                        ErrorCode.STREAM_URL_FAILED,
                        ctx -> info(ctx, StreamWish.page(ctx, INFO + "auto/")))
                .get(
                        INFO + ":platform/:video_id",
                        ErrorCode.STREAM_URL_FAILED,
                        ctx -> info(ctx, StreamWish.video(ctx, INFO)))
                .get(STREAM + "url", ErrorCode.STREAM_URL_FAILED, this::url)
                // The pattern below would match this, too.
                .get(STREAM + "auto", ErrorCode.STREAM_URL_FAILED, streams::smartPage)
                .get(AUTO + "*", ErrorCode.STREAM_URL_FAILED, this::auto);
    }

    private void info(RoutingContext ctx, VideoTarget target) {
        VideoRef ref = lookups.reference(ctx, target);
        Wish wish = StreamWish.of(target.parameters(), Quality.Word.BEST, heights);
        lookups.open(ctx, ref, resolved -> {
            JsonObject document = new JsonObject().put("success", true).mergeIn(document(resolved, wish));
            Replies.json(ctx, document.toBuffer().getBytes());
        });
    }

    /** @throws dev.weir.video.FailureException where no format fits the wish */
    JsonObject document(Resolved resolved, Wish wish) {
        Format format = select(resolved, wish);
        VideoInfo info = resolved.info();
        URI thumbnail = info.thumbnail();
        return new JsonObject()
                .put("platform", resolved.ref().platform())
                .put("video_id", resolved.ref().id())
                .put("stream_url", format.url().toASCIIString())
                .put("proxy_url", route("proxy", resolved.ref(), wish.quality().wireName()))
                .put("quality", StreamRoutes.qualityOf(format))
                .put(
                        "video_info",
                        new JsonObject()
                                .put("title", info.title())
                                .put("duration", info.duration())
                                .put("thumbnail", thumbnail == null ? null : thumbnail.toASCIIString())
                                .put("uploader", info.uploader()))
                .put("cached_at", seconds(resolved.extractedAt()))
                .put("expires_at", seconds(endOf(resolved)));
    }

    /** When the addresses stop working, or are said to. */
    Instant endOf(Resolved resolved) {
        Instant end = resolved.info().expiresAt();
        return end == null ? resolved.extractedAt().plus(usualLife) : end;
    }

    private void url(RoutingContext ctx) {
        Query query = Lookups.target(ctx).parameters();
        String page = query.get("url");
        if (page == null || page.isEmpty()) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "The request names no page.",
                            "Give its address, percent-encoded, as the parameter url.")
                    .toException();
        }
        VideoRef ref = platforms.page(page);
        Wish wish = StreamWish.of(query, Quality.Word.BEST, heights);
        String quality = query.get("quality") == null ? "" : wish.quality().wireName();
        Replies.redirect(ctx, route(StreamWish.flag(query, "proxy") ? "proxy" : "direct", ref, quality));
    }

    private void auto(RoutingContext ctx) {
        RequestTarget target = Lookups.target(ctx);
        if (target.pageFollows(AUTO)) {
            streams.smartPage(ctx);
            return;
        }
        VideoTarget video = target.video(AUTO, StreamWish.PARAMETERS);
        VideoRef ref = lookups.reference(ctx, video);
        HttpServerRequest request = ctx.request();
        String agent = request.getHeader("User-Agent");
        String kind = video.parameters().get("device");
        Device device = Device.parse(kind == null ? "auto" : kind, agent == null ? "" : agent);
        String bandwidth = video.parameters().get("bandwidth");
        Quality quality = bandwidth == null
                ? DeviceQuality.of(device)
                : DeviceQuality.of(device, DeviceQuality.bandwidth(bandwidth));
        lookups.open(ctx, ref, resolved -> {
            Format format = select(resolved, Wish.of(quality));
            ctx.response()
                    .putHeader("X-Platform", ref.platform())
                    .putHeader("X-Quality", StreamRoutes.qualityOf(format))
                    .putHeader("X-Selected-Quality", quality.wireName())
                    .putHeader("X-Device-Type", device.wireName());
            Replies.redirect(ctx, format.url().toASCIIString());
        });
    }

    Format select(Resolved resolved, Wish wish) {
        return switch (selector.select(resolved.info().formats(), wish)) {
            case Selection.SingleFile file -> file.format();
        };
    }

    private static String route(String kind, VideoRef ref, String quality) {
        return RouteAddress.stream(kind, ref) + (quality.isEmpty() ? "" : "?quality=" + quality);
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1e3;
    }
}
