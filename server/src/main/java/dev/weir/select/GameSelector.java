package dev.weir.select;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses for players inside games: one MP4 file with H.264 and AAC, of at most {@value #HIGHEST} lines. */
public final class GameSelector {
    public static final int HIGHEST = 720;

    private final Selector selector;

    /** @param selector makes the choice among the files that such players can play */
    public GameSelector(Selector selector) {
        this.selector = selector;
    }

    /**
     * The file nearest to a quality. A codec that nobody names is taken for one that plays only where no file names its own; a height above the
     * limit means the limit.
     *
     * @throws FailureException `no_such_format` where no file fits, `invalid_parameter` for sound alone, else as {@link Selector#select}
     */
    public Format select(List<Format> formats, Quality quality) {
        requirePicture(quality);
        List<Format> playable = playable(formats);
        if (playable.isEmpty()) {
            // Says first what is wrong with the video for any player.
            var _ = selector.select(formats, Wish.of(quality));
            throw Failure.of(
                            Reason.NO_SUCH_FORMAT,
                            "The site has no file of this video that players in games play.",
                            "They want one MP4 file with H.264 and AAC of at most 720p; other players take other formats.")
                    .toException();
        }
        return switch (selector.select(playable, new Wish(quality, false, Container.MP4, Codec.H264, null))) {
            case Selection.SingleFile file -> file.format();
        };
    }

    /** @throws FailureException `invalid_parameter` for a quality without a picture */
    public static void requirePicture(Quality quality) {
        if (quality == Quality.Word.BEST_AUDIO) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "Players in games are sent picture and sound together.",
                            "Ask for a height up to 720p, best or worst.")
                    .toException();
        }
    }

    /** Whether a file is known to have the codecs that such players want, rather than only not known to have others. */
    public static boolean isCertain(Format format) {
        return Codec.of(format.vcodec()) == Codec.H264
                && (!format.hasAudio() || Codec.of(format.acodec()) == Codec.AAC);
    }

    /** The heights that can be asked for, highest first. */
    public List<Quality.Height> heights(List<Format> formats) {
        int[] rungs = playable(formats).stream()
                .filter(selector::delivers)
                .mapToInt(Picture::rung)
                .toArray();
        return Quality.HEIGHTS.reversed().stream()
                .filter(height -> IntStream.of(rungs).anyMatch(rung -> rung == height))
                .map(Quality.Height::new)
                .toList();
    }

    /** Silent files count only where the site has no sound for this video at all. */
    private static List<Format> playable(List<Format> formats) {
        boolean silent = formats.stream().noneMatch(Format::hasAudio);
        return formats.stream().filter(format -> plays(format, silent)).toList();
    }

    private static boolean plays(Format format, boolean silent) {
        return Container.MP4.holds(format)
                && Tracks.hasPicture(format)
                && Codec.H264.mayBeIn(format)
                && (format.hasAudio() ? Codec.AAC.mayBeIn(format) : silent)
                && Math.min(Picture.lines(format), Picture.rung(format)) <= HIGHEST;
    }
}
