package dev.weir.select;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of a video's formats.
 *
 * @param audioOnly sound without a picture
 * @param container the only container that serves, or null for any
 * @param codec the only codec that serves for its kind of track, or null for any
 * @param audioLanguage a language tag (RFC 5646) or `original`, preferred where there is a choice, or null
 */
public record Wish(
        Quality quality,
        boolean audioOnly,
        @Nullable Container container,
        @Nullable Codec codec,
        @Nullable String audioLanguage) {
    public static final String ORIGINAL = "original";

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,5}");

    /** @throws FailureException `invalid_parameter` for wishes that contradict each other, and what is no language */
    public Wish {
        audioOnly |= quality == Quality.Word.BEST_AUDIO || container == Container.M4A;
        if (audioOnly && quality == Quality.Word.BEST_VIDEO) {
            throw invalid("The best picture cannot be had from sound alone.", "Leave out quality or audio_only.");
        }
        if (container == Container.MP3 && !audioOnly) {
            throw invalid("The format mp3 holds no picture.", "Use it together with audio_only=true.");
        }
        if (audioOnly && codec != null && !codec.isAudio()) {
            throw invalid("The codec is one of pictures, but only sound is asked for.", "Use aac, opus or mp3.");
        }
        if (audioLanguage != null && !LANGUAGE.matcher(audioLanguage).matches()) {
            throw invalid("The audio language is not a language tag.", "Use a tag such as en or pt-BR, or original.");
        }
    }

    /** A wish for a quality, and nothing more. */
    public static Wish of(Quality quality) {
        return new Wish(quality, false, null, null, null);
    }

    /** The same with sound only. */
    public Wish withoutPicture() {
        return new Wish(quality, true, container, codec, audioLanguage);
    }

    private static FailureException invalid(String message, String detail) {
        return Failure.of(Reason.INVALID_PARAMETER, message, detail).toException();
    }
}
