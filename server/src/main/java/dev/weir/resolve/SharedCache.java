package dev.weir.resolve;

import dev.weir.video.VideoRef;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What several servers know together; asked where the memory of this one holds nothing. */
public interface SharedCache {
    /** A server on its own: everything is extracted here. */
    SharedCache NONE = new SharedCache() {
        @Override
        public Resolution resolve(VideoRef ref, Instant after, Supplier<Resolution> extraction) {
            return extraction.get();
        }

        @Override
        public CompletableFuture<Void> purge(PurgeScope scope) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onPurge(Consumer<PurgeScope> listener) {
            // Nobody else can ask for one.
        }
    };

    /**
     * The outcome that any of the servers found out, or else the one of the extraction, which one of them does for all who ask at once. Blocks; waits
     * for the shared server itself for a fraction of a second at most, and goes on alone where that fails.
     *
     * @param after outcomes that are not younger than this do not count
     */
    Resolution resolve(VideoRef ref, Instant after, Supplier<Resolution> extraction);

    /**
     * Forgets outcomes everywhere, also those that extractions under way are about to find. The future never fails, and ends within a fraction of a
     * second; where the shared server is away, the purge is made up for when it is back.
     */
    CompletableFuture<Void> purge(PurgeScope scope);

    /** Whom to tell that another server asked to forget; it must not block. */
    void onPurge(Consumer<PurgeScope> listener);
}
