package dev.weir.select;

import dev.weir.video.Access;
import dev.weir.video.Format;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Formats for tests: `format("18").mp4(360)`, and then what differs. */
final class FormatBuilder {
    private final String id;
    private String ext = "mp4";
    private @Nullable String quality;
    private @Nullable Integer width;
    private @Nullable Integer height;
    private @Nullable Double fps;
    private @Nullable String vcodec;
    private @Nullable String acodec;
    private @Nullable String language;
    private int languagePreference = -1;
    private @Nullable String dynamicRange;
    private @Nullable Double tbr;
    private String protocol = "https";
    private boolean drm;

    private FormatBuilder(String id) {
        this.id = id;
    }

    static FormatBuilder format(String id) {
        return new FormatBuilder(id);
    }

    /** H.264 and AAC in MP4, 16:9. */
    FormatBuilder mp4(int lines) {
        return size(lines * 16 / 9, lines).codecs("avc1.64001f", "mp4a.40.2");
    }

    FormatBuilder webm(int lines) {
        return size(lines * 16 / 9, lines).codecs("vp9", "opus").ext("webm");
    }

    FormatBuilder m4a() {
        return codecs("none", "mp4a.40.2").ext("m4a");
    }

    FormatBuilder ext(String value) {
        ext = value;
        return this;
    }

    FormatBuilder quality(String value) {
        quality = value;
        return this;
    }

    FormatBuilder size(@Nullable Integer newWidth, @Nullable Integer newHeight) {
        width = newWidth;
        height = newHeight;
        return this;
    }

    FormatBuilder fps(double value) {
        fps = value;
        return this;
    }

    FormatBuilder codecs(@Nullable String video, @Nullable String audio) {
        vcodec = video;
        acodec = audio;
        return this;
    }

    FormatBuilder language(String tag, int preference) {
        language = tag;
        languagePreference = preference;
        return this;
    }

    FormatBuilder range(String value) {
        dynamicRange = value;
        return this;
    }

    FormatBuilder tbr(double value) {
        tbr = value;
        return this;
    }

    FormatBuilder protocol(String value) {
        protocol = value;
        return this;
    }

    FormatBuilder drm() {
        drm = true;
        return this;
    }

    Format build() {
        return new Format(
                id,
                URI.create("https://media.example/" + id),
                ext,
                quality,
                null,
                width,
                height,
                fps,
                vcodec,
                acodec,
                language,
                languagePreference,
                dynamicRange,
                null,
                tbr,
                protocol,
                null,
                drm,
                Access.NONE);
    }
}
