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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks videos up: from memory where they are fresh, else from what other servers know, else by one extraction for any number of simultaneous askers. Failures are remembered
 * for at most a minute.
 */
public final class Resolver {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);

    /** What all outcomes in memory may take, in bytes as {@link Footprint} estimates them. */
    public static final long MAX_BYTES = 24 << 20;

    private static final int MAX_REFRESHED = 2_000;

    /** Media that stays refused must not become an extraction for each attempt to read it. */
    static final int MAX_REFRESHES_PER_MINUTE = 5;

    private final Extractor extractor;
    private final Executor blocking;
    private final InstantSource clock;
    private final Lifetimes lifetimes;
    private final SharedCache shared;
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);
    private final List<Consumer<PurgeScope>> followers = new CopyOnWriteArrayList<>();
    private final AsyncCache<VideoRef, Resolution> cache;
    private final Cache<VideoRef, AtomicInteger> refreshes;

    /**
     * @param blocking runs extractions, each on a thread that may block
     * @param shared asked before an extraction
     */
    public Resolver(
            Extractor extractor,
            Executor blocking,
            InstantSource clock,
            Ticker ticker,
            Lifetimes lifetimes,
            SharedCache shared) {
        this.extractor = extractor;
        this.blocking = blocking;
        this.clock = clock;
        this.lifetimes = lifetimes;
        this.shared = shared;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(MAX_BYTES)
                .weigher((VideoRef ref, Resolution resolution) -> Footprint.of(resolution))
                .expireAfter(Expiry.<VideoRef, Resolution>creating((ref, resolution) -> left(resolution)))
                .ticker(ticker)
                .recordStats()
                .executor(blocking)
                .buildAsync();
        this.refreshes = Caffeine.newBuilder()
                .maximumSize(MAX_REFRESHED)
                .expireAfterWrite(Duration.ofMinutes(1))
                .ticker(ticker)
                .executor(blocking)
                .build();
        shared.onPurge(this::forget);
    }

    /** What memory holds, or null; never blocks and starts nothing. */
    public @Nullable Resolution peek(VideoRef ref) {
        CompletableFuture<Resolution> future = cache.getIfPresent(ref);
        Resolution known = future == null || !future.isDone() ? null : future.getNow(null);
        return known == null || isUnpaid(known) ? null : known;
    }

    /** As {@link #resolve(VideoRef, Charge)}, at nobody's charge. */
    public CompletableFuture<Resolution> resolve(VideoRef ref) {
        return resolve(ref, Charge.FREE);
    }

    /**
     * Answers from memory, from what other servers know, or extracts; never blocks, and the future never fails.
     *
     * @param charge paid if it is this call that makes an extraction begin
     */
    public CompletableFuture<Resolution> resolve(VideoRef ref, Charge charge) {
        return resolve(ref, charge, Instant.MIN);
    }

    /** @param after what was known by then is too old */
    private CompletableFuture<Resolution> resolve(VideoRef ref, Charge charge, Instant after) {
        AtomicBoolean own = new AtomicBoolean();
        CompletableFuture<Resolution> future = cache.get(ref, (key, executor) -> {
            own.set(true);
            return CompletableFuture.supplyAsync(
                    () -> shared.resolve(key, after, () -> extract(key, charge)), blocking);
        });
        if (own.get()) {
            return future;
        }
        return future.thenCompose(resolution -> {
            if (!isUnpaid(resolution) && resolution.knownSince().isAfter(after)) {
                return future;
            }
            // Whoever began could not pay, or was content with what is too old here.
            cache.asMap().remove(ref, future);
            return resolve(ref, charge, after);
        });
    }

    /** As {@link #resolveForStreaming(VideoRef, Charge)}, at nobody's charge. */
    public CompletableFuture<Resolution> resolveForStreaming(VideoRef ref) {
        return resolveForStreaming(ref, Charge.FREE);
    }

    /** As {@link #resolve(VideoRef, Charge)}, but never with addresses too old to be handed to a player. */
    public CompletableFuture<Resolution> resolveForStreaming(VideoRef ref, Charge charge) {
        return resolve(ref, charge).thenCompose(resolution -> switch (resolution) {
            case Failed failed -> CompletableFuture.completedFuture(failed);
            case Resolved resolved ->
                isStreamable(resolved) ? CompletableFuture.completedFuture(resolved) : refresh(resolved, charge);
        });
    }

    private static boolean isUnpaid(Resolution resolution) {
        return resolution instanceof Failed failed && failed.failure().reason() == Reason.RATE_LIMITED;
    }

    /** Whether the addresses may still be handed out. */
    public boolean isStreamable(Resolved resolved) {
        Instant until = resolved.usableUntil();
        return until == null || clock.instant().isBefore(until);
    }

    /** As {@link #refresh(Resolved, Charge)}, at nobody's charge. */
    public CompletableFuture<Resolution> refresh(Resolved stale) {
        return refresh(stale, Charge.FREE);
    }

    /**
     * Extracts anew unless somebody, on any server, already did since {@code stale}. After {@value #MAX_REFRESHES_PER_MINUTE} times within a minute
     * the answer is what memory holds.
     */
    public CompletableFuture<Resolution> refresh(Resolved stale, Charge charge) {
        VideoRef ref = stale.ref();
        CompletableFuture<Resolution> current = cache.getIfPresent(ref);
        Resolution held = current == null ? null : current.getNow(null);
        if (current == null || held == null || held.knownSince().isAfter(stale.extractedAt())) {
            return resolve(ref, charge, stale.extractedAt());
        }
        AtomicInteger count = refreshes.get(ref, key -> new AtomicInteger());
        if (count.incrementAndGet() > MAX_REFRESHES_PER_MINUTE) {
            return current;
        }
        cache.asMap().remove(ref, current);
        return resolve(ref, charge, stale.extractedAt());
    }

    /** The video with addresses newer than any handed out before. */
    public CompletableFuture<Resolution> resolveAnew(VideoRef ref, Charge charge) {
        return peek(ref) instanceof Resolved known ? refresh(known, charge) : resolve(ref, charge, clock.instant());
    }

    /** Forgets outcomes here and on all other servers, also those that extractions under way are about to find; ends within a fraction of a second. */
    public CompletableFuture<Void> purge(PurgeScope scope) {
        // First where others could get what is forgotten here from.
        return shared.purge(scope).thenRun(() -> forget(scope));
    }

    /** Has others forget, too, whenever something is forgotten here; to be called before anything is. */
    public void alsoPurge(Consumer<PurgeScope> follower) {
        followers.add(follower);
    }

    /** An extraction under way is forgotten, too: those who wait get its outcome, but it is not kept. */
    private void forget(PurgeScope scope) {
        cache.asMap().keySet().removeIf(scope::covers);
        followers.forEach(follower -> follower.accept(scope));
    }

    /** Hits and misses since the start. */
    public CacheStats stats() {
        return cache.synchronous().stats();
    }

    /** How many outcomes memory holds, roughly. */
    public long size() {
        return cache.synchronous().estimatedSize();
    }

    /** What outcomes in memory take, in bytes, roughly. */
    public long bytes() {
        return cache.synchronous()
                .policy()
                .eviction()
                .orElseThrow()
                .weightedSize()
                .orElseThrow();
    }

    private Resolution extract(VideoRef ref, Charge charge) {
        try {
            charge.pay();
            VideoInfo info = extractor.extract(ref);
            Instant now = now();
            return new Resolved(ref, info, now, usableUntil(info, now));
        } catch (FailureException e) {
            return new Failed(e.failure(), now());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed(
                    Failure.of(Reason.OVERLOADED, "The server is shutting down.", "Ask again in a moment."), now());
        } catch (RuntimeException e) {
            LOG.error("extraction failed in a way nobody foresaw", e);
            return new Failed(
                    Failure.of(Reason.INTERNAL, "The server failed to look up the video.", "Its log says more."),
                    now());
        }
    }

    /** Never the same twice, so that outcomes can be told apart by it. */
    private Instant now() {
        Instant now = clock.instant();
        return latest.updateAndGet(before -> now.isAfter(before) ? now : before.plusNanos(1));
    }

    private Duration left(Resolution resolution) {
        Duration left = Duration.between(clock.instant(), lifetimes.keptUntil(resolution));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Instant usableUntil(VideoInfo info, Instant now) {
        Instant end = info.expiresAt();
        return end == null
                ? now.plus(lifetimes.streamUrl())
                : end.minus(Lifetimes.MARGIN).isAfter(now) ? end.minus(Lifetimes.MARGIN) : end;
    }
}
