package dev.weir.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server for a sign of life at each beat, so that one that froze is known before many wait for it, and one that thawed is used again. Its
 * state belongs to the event loop.
 */
final class Pulse {
    static final Duration PERIOD = Duration.ofMillis(500);

    /** A connection without a sign of life for so long is taken for dead, whatever TCP says. */
    private static final Duration DEAD = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final String KEY = "weir:probe";
    private static final byte[] VALUE = "1".getBytes(StandardCharsets.US_ASCII);
    private static final SetArgs LIFE = SetArgs.Builder.px(Duration.ofMinutes(1));

    private final Link link;
    private @Nullable Connections probed;
    private long sent;
    private LinkState told = LinkState.STARTING;

    Pulse(Link link) {
        this.link = link;
    }

    void beat() {
        Connections connections = link.connections();
        if (connections == null) {
            probed = null;
        } else if (!connections.equals(probed)) {
            probe(connections);
        } else if (System.nanoTime() - sent > DEAD.toNanos()) {
            connections.close();
        } else {
            // Nobody would have waited that long for an answer.
            link.breaker().probed(false);
        }
        tell();
    }

    private void probe(Connections connections) {
        probed = connections;
        long begin = System.nanoTime();
        sent = begin;
        var _ = question(connections.async()).whenComplete((answer, failure) -> {
            if (!connections.equals(probed) || sent != begin) {
                return;
            }
            probed = null;
            if (failure == null || failure instanceof RedisCommandExecutionException) {
                link.breaker().probed(System.nanoTime() - begin <= Breaker.SLOW.toNanos());
            }
            if (failure == null) {
                link.complied();
            }
            tell();
        });
    }

    /** A server that refuses to be written to still answers a ping. */
    private CompletionStage<String> question(RedisAsyncCommands<String, byte[]> commands) {
        return link.refusal() == null ? commands.ping() : commands.set(KEY, VALUE, LIFE);
    }

    /** Logs what has changed, once. */
    void tell() {
        LinkState state = link.state();
        if (state == told) {
            return;
        }
        if (state == LinkState.UP) {
            LOG.info("the shared server is used");
        } else if (state != LinkState.STARTING) {
            LOG.warn("the shared server is unavailable: {}; this one goes on without it", state.words());
        }
        told = state;
    }
}
