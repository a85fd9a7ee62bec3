package dev.weir.resolve;

import dev.weir.video.VideoRef;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * Many lookups for one request, under way.
 *
 * @param outcomes completes with an outcome for each reference
 * @param starter starts them one after the other
 */
public record BatchLookup(CompletableFuture<Map<VideoRef, Resolution>> outcomes, Future<?> starter) {

    /** Starts no more; what has begun is finished, and remembered for others. */
    public void cancel() {
        starter.cancel(true);
        outcomes.cancel(false);
    }
}
