package dev.weir.resolve;

import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.video.Caption;
import dev.weir.video.Format;
import dev.weir.video.VideoInfo;
import org.jspecify.annotations.Nullable;

/** Estimates what an outcome takes in memory: a video may have one format or hundreds, with addresses of a kilobyte each. */
final class Footprint {
    private static final int OUTCOME = 1024;

    /** The record, its numbers and short texts, and its request headers. */
    private static final int FORMAT = 1536;

    private static final int CAPTION = 512;

    private Footprint() {}

    /** In bytes, above 0. */
    static int of(Resolution resolution) {
        return switch (resolution) {
            case Failed ignored -> OUTCOME;
            case Resolved resolved -> of(resolved.info());
        };
    }

    private static int of(VideoInfo info) {
        long bytes = (long) OUTCOME + length(info.description()) + info.title().length();
        for (Format format : info.formats()) {
            bytes += FORMAT + format.url().toString().length();
        }
        for (Caption caption : info.captions()) {
            bytes += CAPTION + caption.url().toString().length();
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
