package dev.weir.http.document;

import dev.weir.video.Caption;
import dev.weir.video.Format;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is known of a video, as the JSON object that clients of the replaced systems read. */
public final class VideoInfoDocument {
    private static final int USUAL_BYTES = 8192;
    private static final String CAPTIONS = "/api/v2/stream/captions/";

    private VideoInfoDocument() {}

    /**
     * Renders a video's description.
     *
     * @param ref what was asked for: captions are offered below its platform and id
     */
    public static byte[] render(VideoInfo info, VideoRef ref) {
        return JsonBytes.object(USUAL_BYTES, json -> {
            json.text("id", info.id());
            json.text("title", info.title());
            json.text("description", info.description());
            json.number("duration", info.duration());
            json.address("thumbnail", info.thumbnail());
            json.text("platform", info.platform());
            json.text("uploader", info.uploader());
            json.integer("view_count", info.viewCount());
            json.integer("like_count", info.likeCount());
            json.text("upload_date", info.uploadDate());
            json.flag("is_live", info.live());
            json.array("formats", info.formats(), VideoInfoDocument::format);
            json.array("captions", info.captions(), (fields, caption) -> caption(fields, caption, ref));
        });
    }

    private static void format(JsonBytes json, Format format) throws IOException {
        json.text("format_id", format.formatId());
        json.address("url", format.url());
        json.text("ext", format.ext());
        json.text("quality", quality(format));
        json.text("resolution", format.resolution());
        json.integer("width", format.width());
        json.integer("height", format.height());
        json.number("fps", format.fps());
        json.text("vcodec", format.vcodec());
        json.text("acodec", format.acodec());
        json.text("codec", codec(format));
        json.text("language", format.language());
        json.integer("filesize", format.filesize());
        json.number("bitrate", format.tbr());
        json.number("tbr", format.tbr());
        json.text("protocol", format.protocol());
    }

    private static @Nullable String quality(Format format) {
        return format.quality() == null && format.height() != null ? format.height() + "p" : format.quality();
    }

    /** The codec of the picture where there is one, else of the sound. */
    private static @Nullable String codec(Format format) {
        String video = format.vcodec();
        if (video != null && format.hasVideo()) {
            return video;
        }
        return format.hasAudio() ? format.acodec() : null;
    }

    private static void caption(JsonBytes json, Caption caption, VideoRef ref) throws IOException {
        json.text("language", caption.language());
        json.text("name", caption.name());
        json.flag("auto", caption.auto());
        json.text(
                "url",
                CAPTIONS + PathSegment.encode(ref.platform()) + '/' + PathSegment.encode(ref.id()) + '/'
                        + PathSegment.encode(caption.language()) + ".vtt");
    }
}
