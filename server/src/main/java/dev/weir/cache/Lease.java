package dev.weir.cache;

import dev.weir.redis.SharedServer;
import dev.weir.resolve.Resolution;
import dev.weir.video.VideoRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to extract a video for all servers. It is renewed until it is given back, and soon ends by itself when its holder dies. */
final class Lease {
    /** What a dead holder costs those who wait. */
    static final Duration LIFE = Duration.ofSeconds(5);

    private static final Duration RENEWAL = Duration.ofMillis(1500);

    /** Nobody waits for these answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Longer values would hold up everybody else's on the one connection. */
    private static final int LONGEST_VALUE = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final SharedServer server;
    private final Keys keys;
    private final VideoRef ref;
    private final byte[] holder;
    private final String marks;
    private final Future<?> renewal;

    /**
     * @param holder tells this lease from all others
     * @param marks of the purges that were before the extraction
     */
    Lease(SharedServer server, Keys keys, VideoRef ref, byte[] holder, String marks, ScheduledExecutorService timer) {
        this.server = server;
        this.keys = keys;
        this.ref = ref;
        this.holder = holder;
        this.marks = marks;
        this.renewal = timer.scheduleAtFixedRate(
                () -> send(server.run(Scripts.RENEW, List.of(keys.lock(ref)), List.of(holder, millis(LIFE)), PATIENCE)),
                RENEWAL.toMillis(),
                RENEWAL.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Gives the lease back, and shares the outcome for so long; does not wait. */
    void end(Resolution resolution, Duration life) {
        renewal.cancel(false);
        byte[] value = life.isPositive() ? new Entry(marks, resolution).encode() : new byte[0];
        if (value.length == 0 || value.length > LONGEST_VALUE) {
            free();
            return;
        }
        List<String> names = new ArrayList<>(List.of(keys.value(ref), keys.lock(ref)));
        names.addAll(keys.marks(ref));
        send(server.run(
                Scripts.STORE,
                names,
                List.of(holder, marks.getBytes(StandardCharsets.ISO_8859_1), millis(life), value),
                PATIENCE));
    }

    /** Gives the lease back without an outcome; does not wait. */
    void free() {
        renewal.cancel(false);
        send(server.run(Scripts.FREE, List.of(keys.lock(ref)), List.of(holder), PATIENCE));
    }

    static byte[] millis(Duration duration) {
        return Long.toString(Math.max(1, duration.toMillis())).getBytes(StandardCharsets.US_ASCII);
    }

    private static void send(CompletableFuture<Long> answer) {
        var _ = answer.exceptionally(failure -> {
            LOG.debug("the shared server did not take part in an extraction: {}", failure.getMessage());
            return null;
        });
    }
}
