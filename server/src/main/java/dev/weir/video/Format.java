package dev.weir.video;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a site offers a video; null means unknown.
 *
 * @param url the site's address of the media, often signed and bound to the address that asked for it
 * @param ext the usual file extension, such as `mp4`, `webm`, `m4a`
 * @param quality the height with a `p`, such as `720p`, or what the site calls it
 * @param width in pixels
 * @param height in pixels
 * @param fps frames per second
 * @param vcodec the video codec, `none` where there is no video
 * @param acodec the audio codec, `none` where there is no audio
 * @param language a language tag (RFC 5646)
 * @param languagePreference higher is more original; 10 marks the original language
 * @param dynamicRange `SDR`, `HDR10`, ...
 * @param filesize in bytes, exact, or null: a guess never stands here
 * @param tbr total bit rate in kbit/s
 * @param protocol yt-dlp's word for how it is fetched: `https`, `m3u8_native`, `http_dash_segments`, ...
 * @param manifestUrl the playlist or manifest it was found in
 * @param drm whether it is encrypted for a DRM system
 */
public record Format(
        String formatId,
        URI url,
        String ext,
        @Nullable String quality,
        @Nullable String resolution,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double fps,
        @Nullable String vcodec,
        @Nullable String acodec,
        @Nullable String language,
        int languagePreference,
        @Nullable String dynamicRange,
        @Nullable Long filesize,
        @Nullable Double tbr,
        String protocol,
        @Nullable URI manifestUrl,
        boolean drm,
        Access access) {

    /** True unless it is known to have no video; an unknown codec counts as one. */
    public boolean hasVideo() {
        return !"none".equals(vcodec);
    }

    /** True unless it is known to have no audio; an unknown codec counts as one. */
    public boolean hasAudio() {
        return !"none".equals(acodec);
    }

    /** Whether the address leads to one file whose bytes can be fetched as they are. */
    public boolean isSingleFile() {
        return protocol.equals("http") || protocol.equals("https");
    }

    /** Hides the address, which may be signed. */
    @Override
    public String toString() {
        return "Format[" + formatId + " " + ext + " " + quality + " " + vcodec + "/" + acodec + " " + protocol + "]";
    }
}
