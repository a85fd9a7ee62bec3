package dev.weir.resolve;

import dev.weir.video.Failure;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The outcome of looking a reference up, remembered for a while either way. */
public sealed interface Resolution {

    /**
     * The video is known.
     *
     * @param extractedAt when the extractor answered
     * @param usableUntil when its addresses are no longer handed out, or null where they name no end
     */
    record Resolved(
            VideoRef ref,
            VideoInfo info,
            Instant extractedAt,
            @Nullable Instant usableUntil) implements Resolution {}

    /**
     * It could not be had.
     *
     * @param failedAt when that became known
     */
    record Failed(Failure failure, Instant failedAt) implements Resolution {}

    /** When it became known; no two outcomes of one server became known at the same time. */
    default Instant knownSince() {
        return switch (this) {
            case Resolved resolved -> resolved.extractedAt();
            case Failed failed -> failed.failedAt();
        };
    }
}
