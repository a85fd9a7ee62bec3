package dev.weir.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Counts in this process, for the clients that ask most where there are more than it can remember. */
public final class InProcessRateLimiter implements RateLimiter {
    /** For each budget. A window takes 100 bytes to 1.5 KiB. */
    static final int MAX_CLIENTS = 10_000;

    private final Ticker ticker;
    private final Map<Budget, Cache<String, SlidingWindow>> windows = new EnumMap<>(Budget.class);
    private final AdmittedStreams streams;

    /**
     * @param longest no quota has a longer window
     * @param maintenance runs the memory's upkeep
     */
    public InProcessRateLimiter(Duration longest, Ticker ticker, Executor maintenance) {
        this.ticker = ticker;
        this.streams = new AdmittedStreams(ticker, maintenance);
        for (Budget budget : Budget.values()) {
            windows.put(
                    budget,
                    Caffeine.newBuilder()
                            .maximumSize(MAX_CLIENTS)
                            .expireAfterAccess(longest.multipliedBy(2))
                            .ticker(ticker)
                            .executor(maintenance)
                            .build());
        }
    }

    @Override
    public CompletableFuture<Decision> ask(String client, Quota quota) {
        return CompletableFuture.completedFuture(decide(client, quota));
    }

    @Override
    public CompletableFuture<Decision> askForStream(String client, Quota quota, StreamUse use) {
        return CompletableFuture.completedFuture(decide(client, quota, use));
    }

    @Override
    public double localShare() {
        return 1;
    }

    @Override
    public int instances() {
        return 1;
    }

    Decision decide(String client, Quota quota) {
        return window(client, quota).take(quota, nowMicros());
    }

    Decision decide(String client, Quota quota, StreamUse use) {
        if (isAdmitted(client, use)) {
            return Decision.uncounted(quota);
        }
        Decision decision = decide(client, quota);
        if (!decision.refused()) {
            remember(client, use);
        }
        return decision;
    }

    boolean isAdmitted(String client, StreamUse use) {
        return streams.covers(client, use);
    }

    /** Somebody else admitted the client to the stream. */
    void remember(String client, StreamUse use) {
        streams.remember(client, use);
    }

    /** Counts a use that somebody else admitted. */
    void count(String client, Quota quota) {
        window(client, quota).count(quota, nowMicros());
    }

    private SlidingWindow window(String client, Quota quota) {
        Cache<String, SlidingWindow> clients = windows.get(quota.budget());
        if (clients == null) {
            throw new IllegalStateException("a budget without windows");
        }
        return clients.get(client, key -> new SlidingWindow());
    }

    private long nowMicros() {
        return ticker.read() / 1_000;
    }
}
