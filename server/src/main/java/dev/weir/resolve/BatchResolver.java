package dev.weir.resolve;

import dev.weir.video.Failure;
import dev.weir.video.Reason;
import dev.weir.video.VideoRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Looks up many videos for one request, as many at once as it wants. All batches together look up no more at once than there are workers, and
 * take turns, so that they keep every worker busy while a single request waits for one extraction rather than for all of theirs.
 */
public final class BatchResolver {
    /** Each holds a thread and an answer in the making. */
    static final int MAX_BATCHES = 64;

    private final ExecutorService blocking;
    private final Semaphore shared;
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param blocking gives each batch a thread that may block
     * @param atOnce how many lookups of all batches may be under way, at least 1
     */
    public BatchResolver(ExecutorService blocking, int atOnce) {
        this.blocking = blocking;
        this.shared = new Semaphore(atOnce, true);
    }

    /**
     * Begins to look up; returns at once.
     *
     * @param refs each once
     * @param maxConcurrent how many of them may be under way at once, at least 1
     * @param lookup never blocks
     * @throws dev.weir.video.FailureException `overloaded` where {@value #MAX_BATCHES} batches are under way
     */
    public BatchLookup start(
            List<VideoRef> refs, int maxConcurrent, Function<VideoRef, CompletableFuture<Resolution>> lookup) {
        CompletableFuture<Map<VideoRef, Resolution>> outcomes = new CompletableFuture<>();
        if (underWay.incrementAndGet() > MAX_BATCHES) {
            underWay.decrementAndGet();
            throw Failure.of(Reason.OVERLOADED, "Too many batches are under way.", "Ask again in a few seconds.")
                    .retryAfter(Duration.ofSeconds(5))
                    .toException();
        }
        var _ = outcomes.whenComplete((done, failure) -> underWay.decrementAndGet());
        try {
            Future<?> starter = blocking.submit(() -> run(refs, maxConcurrent, lookup, outcomes));
            return new BatchLookup(outcomes, starter);
        } catch (RuntimeException e) {
            outcomes.completeExceptionally(e);
            throw e;
        }
    }

    private void run(
            List<VideoRef> refs,
            int maxConcurrent,
            Function<VideoRef, CompletableFuture<Resolution>> lookup,
            CompletableFuture<Map<VideoRef, Resolution>> outcomes) {
        try {
            outcomes.complete(lookUp(refs, new Slots(maxConcurrent), lookup));
        } catch (InterruptedException e) {
            // Either the client left, and nobody reads this, or the server stops.
            Thread.currentThread().interrupt();
            outcomes.completeExceptionally(
                    Failure.of(Reason.OVERLOADED, "The server is shutting down.", "Ask again in a moment.")
                            .toException());
        } catch (RuntimeException e) {
            outcomes.completeExceptionally(e);
        }
    }

    private static Map<VideoRef, Resolution> lookUp(
            List<VideoRef> refs, Slots slots, Function<VideoRef, CompletableFuture<Resolution>> lookup)
            throws InterruptedException {
        Map<VideoRef, Resolution> known = new ConcurrentHashMap<>();
        for (VideoRef ref : refs) {
            slots.take();
            try {
                var _ = lookup.apply(ref).whenComplete((resolution, failure) -> {
                    if (resolution != null) {
                        known.put(ref, resolution);
                    }
                    slots.giveBack();
                });
            } catch (RuntimeException e) {
                slots.giveBack();
                throw e;
            }
        }
        slots.awaitAll();
        return Map.copyOf(known);
    }

    /** What one batch may have under way, each with its share of what all may have. */
    private final class Slots {
        private final int count;
        private final Semaphore own;

        Slots(int count) {
            this.count = count;
            this.own = new Semaphore(count);
        }

        void take() throws InterruptedException {
            own.acquire();
            shared.acquire();
        }

        void giveBack() {
            shared.release();
            own.release();
        }

        void awaitAll() throws InterruptedException {
            own.acquire(count);
        }
    }
}
