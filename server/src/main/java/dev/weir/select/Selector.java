package dev.weir.select;

import dev.weir.select.Selection.SingleFile;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import java.util.List;
import java.util.function.Predicate;

/** Chooses what to send of a video. Only whole files are chosen; what cannot be decoded without keys never is. */
public final class Selector {
    private final Predicate<Format> deliverable;
    private final AllowedHeights allowed;

    /**
     * @param deliverable whether a format can be sent the way this selector chooses for, such as {@link Format#isSingleFile}
     * @param allowed what the operator allows
     */
    public Selector(Predicate<Format> deliverable, AllowedHeights allowed) {
        this.deliverable = deliverable;
        this.allowed = allowed;
    }

    /**
     * The format nearest to a wish. A height nobody has means the next below, where there is none the lowest above; high dynamic range comes
     * only where there is nothing else.
     *
     * @throws FailureException `no_such_format` where nothing fits, `drm_protected` where only encrypted formats would
     */
    public Selection select(List<Format> formats, Wish wish) {
        List<Format> media = formats.stream().filter(Tracks::isMedia).toList();
        List<Format> whole = media.stream().filter(Tracks.wholeFor(wish, media)).toList();
        List<Format> open = whole.stream().filter(this::isOpen).toList();
        if (open.isEmpty()) {
            throw nothingToSend(media, whole, wish);
        }
        List<Format> fitting =
                open.stream().filter(format -> fits(format, wish)).toList();
        if (fitting.isEmpty()) {
            throw noSuchFormat(
                    "No format of this video has the container or codec asked for.",
                    "Leave out format and codec, or ask for others.");
        }
        List<Format> permitted = permitted(fitting);
        if (permitted.isEmpty()) {
            throw noSuchFormat(
                    "This video comes only in heights that are not allowed here.",
                    "Allowed heights: " + allowed + "; ALLOWED_QUALITIES sets them.");
        }
        return new SingleFile(pick(permitted, wish));
    }

    /** Whether a format can be sent, and its height is allowed. */
    boolean delivers(Format format) {
        return isOpen(format) && !permitted(List.of(format)).isEmpty();
    }

    private boolean isOpen(Format format) {
        return !format.drm() && deliverable.test(format);
    }

    private static Format pick(List<Format> permitted, Wish wish) {
        List<Format> spoken = Language.narrow(permitted, wish);
        List<Format> sure = preferring(spoken, format -> isCodecNamed(format, wish));
        List<Format> plain = preferring(sure, format -> !Picture.isHighDynamicRange(format));
        boolean silent = wish.quality() == Quality.Word.BEST_VIDEO;
        return Ranking.pick(preferring(plain, format -> !silent || !format.hasAudio()), wish.quality());
    }

    private static boolean fits(Format format, Wish wish) {
        Container container = wish.container();
        Codec codec = wish.codec();
        return (container == null || container.holds(format)) && (codec == null || codec.mayBeIn(format));
    }

    private static boolean isCodecNamed(Format format, Wish wish) {
        Codec codec = wish.codec();
        return codec == null || (codec.isAudio() ? format.acodec() : format.vcodec()) != null;
    }

    /** The allowed heights, else what lies below them; a height that nobody knows is let through. */
    private List<Format> permitted(List<Format> formats) {
        List<Format> below = formats.stream()
                .filter(format -> Math.min(Picture.lines(format), Picture.rung(format)) <= allowed.highest())
                .toList();
        return preferring(
                below, format -> allowed.includes(Picture.rung(format)) || allowed.includes(Picture.lines(format)));
    }

    private static List<Format> preferring(List<Format> formats, Predicate<Format> preference) {
        List<Format> preferred = formats.stream().filter(preference).toList();
        return preferred.isEmpty() ? formats : preferred;
    }

    private static FailureException nothingToSend(List<Format> media, List<Format> whole, Wish wish) {
        boolean encrypted = !media.isEmpty()
                && (media.stream().allMatch(Format::drm)
                        || (!whole.isEmpty() && whole.stream().allMatch(Format::drm)));
        if (encrypted) {
            return Failure.of(
                            Reason.DRM_PROTECTED,
                            "This video is protected by DRM.",
                            "The site encrypts it for licensed players; it cannot be sent.")
                    .toException();
        }
        if (media.isEmpty()) {
            return noSuchFormat("The site offers no format of this video.", "Try another video.");
        }
        return wish.audioOnly()
                ? noSuchFormat("This video has no file with sound only.", "Leave out audio_only.")
                : noSuchFormat(
                        "The site offers this video only as separate tracks or segments, not as a single file.",
                        "Ask for audio_only, or use the addresses that its description lists.");
    }

    private static FailureException noSuchFormat(String message, String detail) {
        return Failure.of(Reason.NO_SUCH_FORMAT, message, detail).toException();
    }
}
