package dev.weir.select;

import dev.weir.select.Quality.Height;
import dev.weir.select.Quality.Word;
import dev.weir.video.Format;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Picks one of several formats that all would do. */
final class Ranking {
    /** Any player plays H.264 with AAC in MP4; what is named at all beats what is not. */
    private static final Comparator<Format> EASE = Comparator.comparingInt(Ranking::ease);

    private static final Comparator<Format> LINES =
            Comparator.comparingInt(format -> Math.min(Picture.lines(format), Picture.rung(format)));
    private static final Comparator<Format> RATE = Comparator.<Format>comparingDouble(format -> orZero(format.fps()))
            .thenComparingDouble(format -> orZero(format.tbr()));

    private Ranking() {}

    /** @param formats at least one, in the extractor's order, worst first */
    static Format pick(List<Format> formats, Quality quality) {
        return switch (quality) {
            case Height(int lines) -> best(nearest(formats, lines));
            case Word word ->
                switch (word) {
                    case BEST, BEST_VIDEO, BEST_AUDIO -> best(nearest(formats, Integer.MAX_VALUE));
                    case WORST -> worst(nearest(formats, 0));
                };
        };
    }

    private static Format best(List<Format> formats) {
        Comparator<Format> order = LINES.thenComparing(EASE).thenComparing(RATE);
        return formats.stream()
                .reduce((a, b) -> order.compare(a, b) <= 0 ? b : a)
                .orElseThrow();
    }

    private static Format worst(List<Format> formats) {
        Comparator<Format> order = LINES.reversed().thenComparing(EASE).thenComparing(RATE.reversed());
        return formats.stream()
                .reduce((a, b) -> order.compare(a, b) < 0 ? b : a)
                .orElseThrow();
    }

    /** Those of the height wished for, else of the next below, else of the lowest; where no height is known, all. */
    private static List<Format> nearest(List<Format> formats, int lines) {
        OptionalInt below = rungs(formats).filter(rung -> rung <= lines).max();
        OptionalInt rung = below.isPresent() ? below : rungs(formats).min();
        if (rung.isEmpty()) {
            return formats;
        }
        return formats.stream()
                .filter(format -> Picture.rung(format) == rung.getAsInt())
                .toList();
    }

    private static IntStream rungs(List<Format> formats) {
        return formats.stream().mapToInt(Picture::rung).filter(rung -> rung != Picture.UNKNOWN);
    }

    private static int ease(Format format) {
        boolean named = format.vcodec() != null && format.acodec() != null;
        boolean easyPicture = !Tracks.hasPicture(format) || Codec.of(format.vcodec()) == Codec.H264;
        boolean easySound = !format.hasAudio() || Codec.of(format.acodec()) == Codec.AAC;
        if (named && easyPicture && easySound && Container.MP4.holds(format)) {
            return 2;
        }
        return named ? 1 : 0;
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }
}
