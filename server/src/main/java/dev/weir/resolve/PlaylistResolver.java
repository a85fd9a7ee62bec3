package dev.weir.resolve;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.extract.PlaylistExtractor;
import dev.weir.resolve.Listing.Listed;
import dev.weir.resolve.Listing.Unlisted;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Playlist;
import dev.weir.video.PlaylistEntry;
import dev.weir.video.PlaylistRef;
import dev.weir.video.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks lists up, a stretch of entries at a time: from memory where they are fresh, else by one extraction for any number of simultaneous
 * askers. A list that an extraction read to its end is remembered whole.
 */
public final class PlaylistResolver {
    private static final Logger LOG = LoggerFactory.getLogger(PlaylistResolver.class);

    /** What all lists in memory may take, in bytes, roughly. */
    static final long MAX_BYTES = 6 << 20;

    /** Stretches begin and end at multiples of this, so that clients that turn pages share them. */
    static final int STEP = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PlaylistExtractor extractor;
    private final Executor blocking;
    private final Semaphore turns;
    private final AsyncCache<Stretch, Listing> cache;

    /** Some entries of a list, from {@code first} to before {@code last}. */
    private record Stretch(PlaylistRef ref, int first, int last) {
        static Stretch whole(PlaylistRef ref) {
            return new Stretch(ref, 0, Integer.MAX_VALUE);
        }

        static Stretch around(PlaylistRef ref, int offset, int limit) {
            return new Stretch(ref, offset / STEP * STEP, (offset + limit + STEP - 1) / STEP * STEP);
        }
    }

    /**
     * @param blocking runs extractions, each on a thread that may block
     * @param atOnce how many lists are read at once: reading a long one takes a worker for many seconds
     */
    public PlaylistResolver(
            PlaylistExtractor extractor, Executor blocking, int atOnce, Ticker ticker, Lifetimes lifetimes) {
        this.extractor = extractor;
        this.blocking = blocking;
        this.turns = new Semaphore(atOnce, true);
        this.cache = Caffeine.newBuilder()
                .maximumWeight(MAX_BYTES)
                .weigher((Stretch stretch, Listing listing) -> weight(listing))
                .expireAfter(Expiry.<Stretch, Listing>creating(
                        (stretch, listing) -> lifetimes.of(stretch.ref().platform(), listing)))
                .ticker(ticker)
                .executor(blocking)
                .buildAsync();
    }

    /** What memory holds of these entries, or null; never blocks and starts nothing. */
    public @Nullable Listing peek(PlaylistRef ref, int offset, int limit) {
        Listing whole = peek(Stretch.whole(ref));
        return whole != null ? whole : peek(Stretch.around(ref, offset, limit));
    }

    private @Nullable Listing peek(Stretch stretch) {
        CompletableFuture<Listing> future = cache.getIfPresent(stretch);
        Listing known = future == null || !future.isDone() ? null : future.getNow(null);
        return known == null || isUnpaid(known) ? null : known;
    }

    /**
     * Answers from memory or extracts; never blocks, and the future never fails.
     *
     * @param offset of the first entry, from 0
     * @param limit how many are wanted, at least 1
     * @param charge paid if it is this call that makes an extraction begin
     */
    public CompletableFuture<Listing> resolve(PlaylistRef ref, int offset, int limit, Charge charge) {
        Listing known = peek(ref, offset, limit);
        return known != null
                ? CompletableFuture.completedFuture(known)
                : resolve(Stretch.around(ref, offset, limit), charge);
    }

    private CompletableFuture<Listing> resolve(Stretch asked, Charge charge) {
        AtomicBoolean own = new AtomicBoolean();
        CompletableFuture<Listing> future = cache.get(asked, (stretch, executor) -> {
            own.set(true);
            return CompletableFuture.supplyAsync(() -> extract(stretch, charge), blocking);
        });
        if (own.get()) {
            return future;
        }
        return future.thenCompose(listing -> {
            if (!isUnpaid(listing)) {
                return future;
            }
            // Whoever began could not pay, which is nothing to those who waited with it.
            cache.asMap().remove(asked, future);
            return resolve(asked, charge);
        });
    }

    private static boolean isUnpaid(Listing listing) {
        return listing instanceof Unlisted unlisted && unlisted.failure().reason() == Reason.RATE_LIMITED;
    }

    /** Forgets all lists that these outcomes may be on. */
    public void forget(PurgeScope scope) {
        cache.asMap().keySet().removeIf(stretch -> switch (scope) {
            case PurgeScope.OneVideo ignored -> false;
            case PurgeScope.OnePlatform(String platform) ->
                stretch.ref().platform().equals(platform);
            case PurgeScope.Everything() -> true;
        });
    }

    private Listing extract(Stretch stretch, Charge charge) {
        try {
            if (!turns.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return new Unlisted(
                        Failure.of(Reason.OVERLOADED, "Too many lists are being read.", "Ask again in a few seconds.")
                                .retryAfter(Duration.ofSeconds(5)));
            }
            try {
                charge.pay();
                return remembered(stretch, extractor.list(stretch.ref(), stretch.first(), stretch.last()));
            } finally {
                turns.release();
            }
        } catch (FailureException e) {
            return new Unlisted(e.failure());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unlisted(
                    Failure.of(Reason.OVERLOADED, "The server is shutting down.", "Ask again in a moment."));
        } catch (RuntimeException e) {
            LOG.error("reading a list failed in a way nobody foresaw", e);
            return new Unlisted(
                    Failure.of(Reason.INTERNAL, "The server failed to read the list.", "Its log says more."));
        }
    }

    private Listing remembered(Stretch stretch, Playlist playlist) {
        Listing listing = new Listed(playlist);
        if (playlist.whole()) {
            cache.put(Stretch.whole(stretch.ref()), CompletableFuture.completedFuture(listing));
        }
        return listing;
    }

    private static int weight(Listing listing) {
        return switch (listing) {
            case Unlisted ignored -> 1024;
            case Listed listed -> weight(listed.playlist());
        };
    }

    private static int weight(Playlist playlist) {
        long bytes = 1024L + length(playlist.description());
        for (PlaylistEntry entry : playlist.entries()) {
            // An address keeps its parts as texts of their own.
            bytes += 200L + 2L * length(entry.title()) + length(entry.id()) + length(entry.uploader());
            bytes += entry.webpageUrl() == null
                    ? 0
                    : 100L + 3L * entry.webpageUrl().toString().length();
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
