package dev.weir.select;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import java.util.Locale;

/** A container that can be asked for. */
public enum Container {
    MP4,
    WEBM,
    /** MP4 with sound only. */
    M4A,
    /** MPEG audio, sound only. */
    MP3;

    /**
     * Reads a container's name in any case.
     *
     * @throws FailureException `invalid_parameter` for an unknown one
     */
    public static Container parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "mp4" -> MP4;
            case "webm" -> WEBM;
            case "m4a" -> M4A;
            case "mp3" -> MP3;
            default ->
                throw Failure.of(
                                Reason.INVALID_PARAMETER,
                                "The format is not a known one.",
                                "Use mp4, webm or m4a, or mp3 together with audio_only.")
                        .toException();
        };
    }

    boolean holds(Format format) {
        return switch (format.ext().toLowerCase(Locale.ROOT)) {
            case "mp4", "m4a" -> this == MP4 || this == M4A;
            case "m4v" -> this == MP4;
            case "webm", "weba" -> this == WEBM;
            case "mp3" -> this == MP3;
            default -> false;
        };
    }
}
