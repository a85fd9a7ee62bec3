package dev.weir.cache;

import dev.weir.redis.SharedServer;
import dev.weir.redis.SharedServerUnavailable;
import dev.weir.resolve.Lifetimes;
import dev.weir.resolve.PurgeScope;
import dev.weir.resolve.Resolution;
import dev.weir.resolve.SharedCache;
import dev.weir.video.VideoRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shares outcomes through a Redis server. Whoever takes a video's lock extracts it; the others look again and again until the outcome is there. */
public final class RedisVideoCache implements SharedCache {
    /** For looking up and asking for the lock together, and again for the look that finds the server gone after a wait. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LAST_LOOK = Duration.ofMillis(150);

    /** A value that changes under every look is not worth chasing. */
    private static final int MOST_CHANGES = 3;

    private final SharedServer server;
    private final Keys keys;
    private final Lifetimes lifetimes;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Duration longestWait;
    private final Purges purges;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * @param identity EGRESS_IDENTITY: addresses that one way out was given are of no use to another
     * @param database the number of the server's database
     * @param timer renews locks, and sends purges again; its tasks do not block
     * @param longestWait how long another server may take for an extraction
     */
    public RedisVideoCache(
            SharedServer server,
            String identity,
            int database,
            Lifetimes lifetimes,
            InstantSource clock,
            ScheduledExecutorService timer,
            Duration longestWait) {
        this.server = server;
        this.keys = new Keys(identity, database);
        this.lifetimes = lifetimes;
        this.clock = clock;
        this.timer = timer;
        this.longestWait = longestWait;
        this.purges = new Purges(server, keys, timer);
    }

    /** What to listen to on the shared server, and who is told. */
    public Map<String, Consumer<String>> channels() {
        return Map.of(keys.channel(), purges::heard);
    }

    /** To be told of each new connection, once the channels are listened to. */
    public void connected() {
        purges.connected();
    }

    /** What asking the shared server led to. */
    private sealed interface Finding {
        record Found(Resolution resolution) implements Finding {}

        record Ours(Lease lease) implements Finding {}

        /** It could not be asked, so this server goes on by itself. */
        record Alone() implements Finding {}
    }

    @Override
    public Resolution resolve(VideoRef ref, Instant after, Supplier<Resolution> extraction) {
        if (!lifetimes.keeps(ref.platform())) {
            return extraction.get();
        }
        return switch (find(ref, after)) {
            case Finding.Found(Resolution resolution) -> {
                hits.increment();
                yield resolution;
            }
            case Finding.Ours(Lease lease) -> {
                misses.increment();
                yield extract(lease, extraction);
            }
            case Finding.Alone() -> {
                misses.increment();
                yield extraction.get();
            }
        };
    }

    private Resolution extract(Lease lease, Supplier<Resolution> extraction) {
        boolean shared = false;
        try {
            Resolution resolution = extraction.get();
            lease.end(resolution, Duration.between(clock.instant(), lifetimes.keptUntil(resolution)));
            shared = true;
            return resolution;
        } finally {
            if (!shared) {
                lease.free();
            }
        }
    }

    private Finding find(VideoRef ref, Instant after) {
        try {
            return ask(ref, after);
        } catch (SharedServerUnavailable e) {
            return new Finding.Alone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding.Alone();
        }
    }

    private Finding ask(VideoRef ref, Instant after) throws SharedServerUnavailable, InterruptedException {
        Patience patience = new Patience(PATIENCE);
        byte[] holder = Purges.token().getBytes(StandardCharsets.US_ASCII);
        long giveUp = System.nanoTime() + longestWait.toNanos();
        for (int changes = 0; changes < MOST_CHANGES; changes++) {
            Seen seen = look(ref, patience);
            Resolution resolution = usable(seen, after);
            if (resolution != null) {
                return new Finding.Found(resolution);
            }
            Duration pause = FIRST_LOOK;
            for (long answer = acquire(ref, holder, seen, patience);
                    answer != Scripts.CHANGED;
                    answer = acquire(ref, holder, seen, patience)) {
                if (answer == Scripts.OURS) {
                    return new Finding.Ours(new Lease(server, keys, ref, holder, seen.marks, timer));
                }
                if (System.nanoTime() - giveUp > 0) {
                    return new Finding.Alone();
                }
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LAST_LOOK) < 0 ? pause.multipliedBy(2) : LAST_LOOK;
                patience = new Patience(PATIENCE);
            }
        }
        return new Finding.Alone();
    }

    /**
     * Never compared.
     *
     * @param stamp of the value, whatever it is
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Seen(@Nullable Entry entry, byte[] stamp, String marks) {}

    private Seen look(VideoRef ref, Patience patience) throws SharedServerUnavailable, InterruptedException {
        List<String> names = new ArrayList<>(List.of(keys.value(ref)));
        names.addAll(keys.marks(ref));
        List<byte @Nullable []> answers = patience.await(left -> server.values(names, left));
        byte[] value = answers.getFirst();
        return new Seen(
                value == null ? null : Entry.decode(value, ref),
                Entry.stamp(value),
                Entry.joined(answers.subList(1, answers.size())));
    }

    private @Nullable Resolution usable(Seen seen, Instant after) {
        Entry entry = seen.entry;
        if (entry == null || !entry.marks().equals(seen.marks)) {
            return null;
        }
        Resolution resolution = entry.resolution();
        return resolution.knownSince().isAfter(after)
                        && lifetimes.keptUntil(resolution).isAfter(clock.instant())
                ? resolution
                : null;
    }

    private long acquire(VideoRef ref, byte[] holder, Seen seen, Patience patience)
            throws SharedServerUnavailable, InterruptedException {
        return patience.await(left -> server.run(
                Scripts.ACQUIRE,
                List.of(keys.value(ref), keys.lock(ref)),
                List.of(holder, Lease.millis(Lease.LIFE), seen.stamp),
                left));
    }

    @Override
    public CompletableFuture<Void> purge(PurgeScope scope) {
        return purges.purge(scope);
    }

    @Override
    public void onPurge(Consumer<PurgeScope> listener) {
        purges.onPurge(listener);
    }

    /** How many lookups the shared server, or another server's extraction, answered since the start. */
    public long hits() {
        return hits.sum();
    }

    /** How many lookups led to an extraction here. */
    public long misses() {
        return misses.sum();
    }
}
