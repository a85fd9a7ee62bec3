package dev.weir.http.route;

import dev.weir.video.VideoInfo;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The few fields that the GET-only endpoints tell of a video. */
final class PlainVideo {
    private PlainVideo() {}

    static JsonObject of(VideoInfo info) {
        URI thumbnail = info.thumbnail();
        return new JsonObject()
                .put("id", info.id())
                .put("title", info.title())
                .put("description", info.description())
                .put("duration", seconds(info.duration()))
                .put("uploader", info.uploader())
                .put("upload_date", info.uploadDate())
                .put("view_count", info.viewCount())
                .put("like_count", info.likeCount())
                .put("thumbnail", thumbnail == null ? null : thumbnail.toASCIIString());
    }

    /** Whole seconds without a fraction, for clients with integer types. */
    private static @Nullable Number seconds(@Nullable Double duration) {
        if (duration == null || !Double.isFinite(duration)) {
            return null;
        }
        return duration == Math.rint(duration) ? (Number) duration.longValue() : duration;
    }
}
