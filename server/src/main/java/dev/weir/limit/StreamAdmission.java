package dev.weir.limit;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts streams under way, all together and for each client, and refuses those past the limits. */
public final class StreamAdmission {
    private final int limit;
    private final int limitPerClient;
    private final AtomicInteger active = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> byClient = new ConcurrentHashMap<>();

    /**
     * @param limit MAX_CONCURRENT_STREAMS, 0 for no limit
     * @param limitPerClient MAX_STREAMS_PER_CLIENT, 0 for no limit
     */
    public StreamAdmission(int limit, int limitPerClient) {
        this.limit = limit;
        this.limitPerClient = limitPerClient;
    }

    /**
     * Admits one stream; give the lease back when it ends.
     *
     * @throws FailureException `overloaded`, or `rate_limited` where the client alone has too many
     */
    public Lease admit(String client) {
        if (active.incrementAndGet() > limit && limit > 0) {
            active.decrementAndGet();
            throw Failure.of(
                            Reason.OVERLOADED,
                            "The server has as many streams as it can carry.",
                            "Try again in a moment; MAX_CONCURRENT_STREAMS sets the limit.")
                    .retryAfter(Duration.ofSeconds(5))
                    .toException();
        }
        int own = byClient.merge(client, 1, Integer::sum);
        if (own > limitPerClient && limitPerClient > 0) {
            release(client);
            throw Failure.of(
                            Reason.RATE_LIMITED,
                            "This client has too many streams open at once.",
                            "Close one first; MAX_STREAMS_PER_CLIENT sets the limit.")
                    .retryAfter(Duration.ofSeconds(5))
                    .toException();
        }
        return new Lease(client);
    }

    /** Streams under way now. */
    public int active() {
        return active.get();
    }

    private void release(String client) {
        byClient.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
        active.decrementAndGet();
    }

    /** The right to one stream, given back once however often it is closed; used by one thread. */
    public final class Lease implements AutoCloseable {
        private final String client;
        private boolean open = true;

        private Lease(String client) {
            this.client = client;
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                release(client);
            }
        }
    }
}
