package dev.weir.select;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A codec that can be asked for, recognised by its sample entry (RFC 6381) or the name extractors use. */
public enum Codec {
    H264(false, "avc|h264"),
    H265(false, "hev1|hvc1|hevc|h265"),
    VP8(false, "vp0?8"),
    VP9(false, "vp0?9"),
    AV1(false, "av0?1"),
    /** Stands before AAC, whose sample entries begin alike. */
    MP3(true, "mp3|mp4a\\.(?:40\\.34|69|6b)"),
    AAC(true, "mp4a|aac"),
    OPUS(true, "opus");

    private final boolean audio;
    private final Pattern beginning;

    Codec(boolean audio, String beginning) {
        this.audio = audio;
        this.beginning = Pattern.compile(beginning);
    }

    /**
     * Reads a codec's name in any case.
     *
     * @throws FailureException `invalid_parameter` for an unknown one
     */
    public static Codec parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "h264", "avc" -> H264;
            case "h265", "hevc" -> H265;
            case "vp8" -> VP8;
            case "vp9" -> VP9;
            case "av1" -> AV1;
            case "aac" -> AAC;
            case "opus" -> OPUS;
            case "mp3" -> MP3;
            default ->
                throw Failure.of(
                                Reason.INVALID_PARAMETER,
                                "The codec is not a known one.",
                                "Use h264, h265, vp9, av1 or vp8 for the picture, aac, opus or mp3 for the sound.")
                        .toException();
        };
    }

    /** Whether it codes sound rather than pictures. */
    public boolean isAudio() {
        return audio;
    }

    /** The codec behind an extractor's word for it, null for others. */
    static @Nullable Codec of(@Nullable String written) {
        if (written == null) {
            return null;
        }
        String name = written.toLowerCase(Locale.ROOT);
        for (Codec codec : values()) {
            if (codec.beginning.matcher(name).lookingAt()) {
                return codec;
            }
        }
        return null;
    }

    /** Whether a format has this codec, or may have it since nobody says which it has. */
    boolean mayBeIn(Format format) {
        String written = audio ? format.acodec() : format.vcodec();
        return written == null || of(written) == this;
    }
}
