package dev.weir.http.route;

import dev.weir.deliver.Delivery;
import dev.weir.health.HealthMonitor;
import dev.weir.health.Level;
import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.document.ErrorCode;
import dev.weir.select.GameSelector;
import dev.weir.select.Quality;
import dev.weir.video.Format;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The endpoints for players in games: GET only, H.264 and AAC in one MP4 file, at most 720p. */
public final class VrchatRoutes {
    private static final String VRCHAT = "/api/vrchat/";
    private static final Quality USUAL = new Quality.Height(GameSelector.HIGHEST);

    private final GameStreams streams;
    private final HealthMonitor health;
    private final String version;

    public VrchatRoutes(GameStreams streams, HealthMonitor health, String version) {
        this.streams = streams;
        this.health = health;
        this.version = version;
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get(VRCHAT + "stream", ErrorCode.STREAM_URL_FAILED, this::stream)
                .get(VRCHAT + "info", ErrorCode.VIDEO_INFO_FAILED, this::info)
                .get(VRCHAT + "health", ErrorCode.HEALTH_CHECK_FAILED, this::health);
    }

    private void stream(RoutingContext ctx) {
        streams.answer(ctx, streams.read(ctx, VRCHAT + "stream", USUAL), VrchatRoutes::document);
    }

    private static JsonObject document(GameRequest request, Format format) {
        // Null where the site does not name the codecs: nobody knows then.
        Boolean plays = GameSelector.isCertain(format) ? true : null;
        return new JsonObject()
                .put("success", true)
                .put("platform", request.ref().platform())
                .put("video_id", request.ref().id())
                .put("stream_url", format.url().toASCIIString())
                .put("proxy_url", request.proxyAddress())
                .put("plays_directly", Delivery.isRedirectable(format))
                .put("quality", StreamRoutes.qualityOf(format))
                .put("player_type", request.player().wireName())
                .put("vrchat_optimized", true)
                .put("unity_optimized", true)
                .put(
                        "notes",
                        plays == null
                                ? "One MP4 file; the site does not say which codecs it has."
                                : "One MP4 file with H.264 and AAC, which "
                                        + request.player().title() + " plays.")
                .put(
                        "codec_info",
                        new JsonObject()
                                .put("avpro_compatible", plays)
                                .put("unity_compatible", plays)
                                .put("video_codec", format.vcodec())
                                .put("audio_codec", format.acodec())
                                .put("recommended_codecs", "H.264 video, AAC audio, MP4 container"));
    }

    private void info(RoutingContext ctx) {
        GameRequest request = streams.read(ctx, VRCHAT + "info", USUAL);
        streams.lookups.describe(
                ctx,
                request.ref(),
                resolved -> Replies.json(
                        ctx,
                        VrchatAdvice.document(request, resolved, streams)
                                .toBuffer()
                                .getBytes()));
    }

    private void health(RoutingContext ctx) {
        Level level = health.report().overall();
        Replies.json(
                ctx,
                level == Level.UNHEALTHY ? 503 : 200,
                VrchatHealth.document(level, version).toBuffer().getBytes());
    }
}
