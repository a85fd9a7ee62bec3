package dev.weir.select;

import dev.weir.video.Format;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large a format's picture is, in the terms of {@link Quality}. */
final class Picture {
    static final int UNKNOWN = 0;

    /** Encoders round up to whole blocks: 1088 lines are 1080p. */
    private static final int BLOCK = 16;

    private static final Pattern LABEL = Pattern.compile("(?:^|\\D)(\\d{3,4})p(?:\\d{2,3})?(?:\\D|$)");

    private Picture() {}

    /** The smaller side in pixels, else what the site's label says, else {@link #UNKNOWN}. */
    static int lines(Format format) {
        Integer width = format.width();
        Integer height = format.height();
        if (height != null && height > 0) {
            return width != null && width > 0 ? Math.min(width, height) : height;
        }
        String label = format.quality();
        return label == null ? UNKNOWN : ofLabel(label.toLowerCase(Locale.ROOT));
    }

    private static int ofLabel(String label) {
        return switch (label) {
            case "hd" -> 720;
            case "sd" -> 480;
            default -> {
                Matcher matcher = LABEL.matcher(label);
                yield matcher.find() ? Integer.parseInt(matcher.group(1)) : UNKNOWN;
            }
        };
    }

    /** The quality that a format counts as: the lowest of the named heights that it fits into, since wide films have fewer lines. */
    static int rung(Format format) {
        int lines = lines(format);
        for (int height : Quality.HEIGHTS) {
            if (lines > UNKNOWN && lines < height + BLOCK) {
                return height;
            }
        }
        return lines;
    }

    static boolean isHighDynamicRange(Format format) {
        String range = format.dynamicRange();
        return range != null && !range.equalsIgnoreCase("SDR");
    }
}
