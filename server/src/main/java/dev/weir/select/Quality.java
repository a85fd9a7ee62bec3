package dev.weir.select;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.List;

/** How good a picture somebody wants. */
public sealed interface Quality {
    /** The heights with a name, lowest first; a video's height is that of its smaller side, so that upright ones count the same. */
    List<Integer> HEIGHTS = List.of(144, 240, 360, 480, 720, 1080, 1440, 2160, 4320);

    /** @param lines one of {@link #HEIGHTS} where a client asked for it */
    record Height(int lines) implements Quality {
        @Override
        public String wireName() {
            return lines + "p";
        }
    }

    /** A quality relative to what the site offers. */
    enum Word implements Quality {
        BEST("best"),
        WORST("worst"),
        /** The best picture, with or without sound. */
        BEST_VIDEO("bestvideo"),
        /** The best sound, without a picture. */
        BEST_AUDIO("bestaudio");

        private final String wireName;

        Word(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /** As clients write it; of several spellings, the one that stands for all. */
    String wireName();

    /**
     * Reads a quality in any case.
     *
     * @throws FailureException `invalid_parameter` for anything but the names and heights that the API lists
     */
    static Quality parse(String text) {
        Quality known = QualityNames.find(text);
        if (known == null) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "The quality is not a known one.",
                            "Use best, highest, auto, worst, lowest, 4k, hd, sd, bestvideo, bestaudio or a height from 4320p to 144p.")
                    .toException();
        }
        return known;
    }

    /**
     * As {@link #parse(String)}, but a height that is written as one must be among those allowed; words never are refused.
     *
     * @throws FailureException `invalid_parameter`
     */
    static Quality parse(String text, AllowedHeights allowed) {
        Quality quality = parse(text);
        if (quality instanceof Height(int lines) && Character.toLowerCase(text.charAt(text.length() - 1)) == 'p') {
            allowed.require(lines);
        }
        return quality;
    }
}
