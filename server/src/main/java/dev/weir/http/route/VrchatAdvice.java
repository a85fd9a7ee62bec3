package dev.weir.http.route;

import dev.weir.http.document.PathSegment;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.select.GameSelector;
import dev.weir.select.Quality;
import dev.weir.video.Format;
import dev.weir.video.VideoInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Whether and how a video plays in a game. */
final class VrchatAdvice {
    private static final double SHORT_SECONDS = 300;
    private static final double MEDIUM_SECONDS = 900;
    private static final double LONG_SECONDS = 1800;

    private VrchatAdvice() {}

    static JsonObject document(GameRequest request, Resolved resolved, GameStreams streams) {
        VideoInfo info = resolved.info();
        Format format = streams.find(resolved, request.quality());
        String quality = recommended(info.duration(), request.player());
        return new JsonObject()
                .put("success", true)
                .put("platform", request.ref().platform())
                .put("video_id", request.ref().id())
                .put("info", PlainVideo.of(info))
                .put("vrchat_compatible", format != null)
                .put("unity_compatible", format != null)
                .put("player_type", request.player().wireName())
                .put("compatibility_notes", compatibility(info, format))
                .put("performance_notes", performance(info.duration()))
                .put("recommended_quality", quality)
                .put(
                        "codec_recommendations",
                        new JsonObject()
                                .put("avpro_best", "H.264 video, AAC audio, MP4 container")
                                .put("unity_best", "H.264 video, AAC audio, MP4 container")
                                .put("current_selection", format == null ? null : selection(format)))
                .put("vrchat_endpoints", endpoints(request, quality));
    }

    private static JsonArray compatibility(VideoInfo info, @Nullable Format format) {
        JsonArray notes = new JsonArray();
        if (format == null) {
            notes.add(
                    info.live()
                            ? "The video is live, and its site has no single file of it."
                            : "The site has no single MP4 file of this video with H.264 and AAC.");
        } else if (!GameSelector.isCertain(format)) {
            notes.add("The site does not say which codecs the file has.");
        }
        return notes;
    }

    private static JsonArray performance(@Nullable Double duration) {
        JsonArray notes = new JsonArray();
        if (duration != null && duration > LONG_SECONDS) {
            notes.add("The video is longer than half an hour; a lower quality is easier on a headset's memory.");
        }
        return notes;
    }

    /** The longer the lower, and lower still for the player that keeps more in memory. */
    private static String recommended(@Nullable Double duration, GamePlayer player) {
        boolean avpro = player == GamePlayer.AVPRO;
        int lines;
        if (duration == null) {
            lines = avpro ? 480 : 720;
        } else if (duration <= SHORT_SECONDS) {
            lines = 720;
        } else if (duration <= MEDIUM_SECONDS) {
            lines = avpro ? 480 : 720;
        } else {
            lines = avpro ? 360 : 480;
        }
        return new Quality.Height(lines).wireName();
    }

    private static String selection(Format format) {
        return StreamRoutes.qualityOf(format) + ", " + named(format.vcodec()) + ", " + named(format.acodec());
    }

    private static String named(@Nullable String codec) {
        return codec == null ? "unknown codec" : codec;
    }

    private static JsonObject endpoints(GameRequest request, String quality) {
        String query = "?url=" + PathSegment.encode(request.ref().page().toASCIIString()) + "&player="
                + request.player().wireName();
        return new JsonObject()
                .put("stream", "/api/vrchat/stream" + query + "&quality=" + quality)
                .put("download", "/api/vrchat/download" + query + "&quality=" + quality)
                .put("info", "/api/vrchat/info" + query);
    }
}
