package dev.weir.resolve;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.weir.extract.Extractor;
import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks videos up: from memory where they are fresh, else by one extraction for any number of simultaneous askers. Failures are remembered
 * for at most a minute.
 */
public final class Resolver {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);

    /** What all outcomes in memory may take, in bytes as {@link Footprint} estimates them. */
    static final long MAX_BYTES = 24 << 20;

    private static final int MAX_REFRESHED = 2_000;

    /** Media that stays refused must not become an extraction for each attempt to read it. */
    static final int MAX_REFRESHES_PER_MINUTE = 5;

    private final Extractor extractor;
    private final Executor blocking;
    private final InstantSource clock;
    private final Lifetimes lifetimes;
    private final AsyncCache<VideoRef, Resolution> cache;
    private final Cache<VideoRef, AtomicInteger> refreshes;

    /** @param blocking runs extractions, each on a thread that may block */
    public Resolver(Extractor extractor, Executor blocking, InstantSource clock, Ticker ticker, Lifetimes lifetimes) {
        this.extractor = extractor;
        this.blocking = blocking;
        this.clock = clock;
        this.lifetimes = lifetimes;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(MAX_BYTES)
                .weigher((VideoRef ref, Resolution resolution) -> Footprint.of(resolution))
                .expireAfter(Expiry.<VideoRef, Resolution>creating((ref, resolution) -> lifetimes.of(resolution)))
                .ticker(ticker)
                .recordStats()
                .executor(blocking)
                .buildAsync();
        this.refreshes = Caffeine.newBuilder()
                .maximumSize(MAX_REFRESHED)
                .expireAfterWrite(java.time.Duration.ofMinutes(1))
                .ticker(ticker)
                .executor(blocking)
                .build();
    }

    /** What memory holds, or null; never blocks and starts nothing. */
    public @Nullable Resolution peek(VideoRef ref) {
        CompletableFuture<Resolution> future = cache.getIfPresent(ref);
        return future == null || !future.isDone() ? null : future.getNow(null);
    }

    /** Answers from memory or extracts; never blocks, and the future never fails. */
    public CompletableFuture<Resolution> resolve(VideoRef ref) {
        return cache.get(ref, (key, executor) -> CompletableFuture.supplyAsync(() -> extract(key), blocking));
    }

    /** As {@link #resolve}, but never with addresses too old to be handed to a player. */
    public CompletableFuture<Resolution> resolveForStreaming(VideoRef ref) {
        return resolve(ref).thenCompose(resolution -> switch (resolution) {
            case Failed failed -> CompletableFuture.completedFuture(failed);
            case Resolved resolved ->
                isStreamable(resolved) ? CompletableFuture.completedFuture(resolved) : refresh(resolved);
        });
    }

    /** Whether the addresses may still be handed out. */
    public boolean isStreamable(Resolved resolved) {
        Instant until = resolved.usableUntil();
        return until == null || clock.instant().isBefore(until);
    }

    /**
     * Extracts anew unless somebody already did since {@code stale}. After {@value #MAX_REFRESHES_PER_MINUTE} times within a minute the answer is
     * what memory holds.
     */
    public CompletableFuture<Resolution> refresh(Resolved stale) {
        VideoRef ref = stale.ref();
        CompletableFuture<Resolution> current = cache.getIfPresent(ref);
        if (current != null && isSame(current.getNow(null), stale)) {
            AtomicInteger count = refreshes.get(ref, key -> new AtomicInteger());
            if (count.incrementAndGet() > MAX_REFRESHES_PER_MINUTE) {
                return current;
            }
            cache.asMap().remove(ref, current);
        }
        return resolve(ref);
    }

    /** Two extractions within one tick of the clock may look alike, so only identity tells them apart. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(@Nullable Resolution a, Resolution b) {
        return a == b;
    }

    /** Drops the failures that memory holds of a platform, since what made them may have changed. */
    public void forgetFailures(String platform) {
        cache.synchronous()
                .asMap()
                .entrySet()
                .removeIf(known -> known.getKey().platform().equals(platform) && known.getValue() instanceof Failed);
    }

    /** Hits and misses since the start. */
    public CacheStats stats() {
        return cache.synchronous().stats();
    }

    /** How many outcomes memory holds, roughly. */
    public long size() {
        return cache.synchronous().estimatedSize();
    }

    private Resolution extract(VideoRef ref) {
        try {
            VideoInfo info = extractor.extract(ref);
            Instant now = clock.instant();
            return new Resolved(ref, info, now, usableUntil(info, now));
        } catch (FailureException e) {
            return new Failed(e.failure());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed(Failure.of(Reason.OVERLOADED, "The server is shutting down.", "Ask again in a moment."));
        } catch (RuntimeException e) {
            LOG.error("extraction failed in a way nobody foresaw", e);
            return new Failed(
                    Failure.of(Reason.INTERNAL, "The server failed to look up the video.", "Its log says more."));
        }
    }

    private Instant usableUntil(VideoInfo info, Instant now) {
        Instant end = info.expiresAt();
        return end == null
                ? now.plus(lifetimes.streamUrl())
                : end.minus(Lifetimes.MARGIN).isAfter(now) ? end.minus(Lifetimes.MARGIN) : end;
    }
}
