package dev.weir.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes connections for as long as it lives: the first, and another whenever one is lost. Its state belongs to the event loop. */
final class Connector implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /** What the owner does with the news; called on the event loop. */
    interface Owner {
        void connected(Connections connections);

        void failed(LinkState why);
    }

    private final LeanClient client;
    private final EventLoop loop;
    private final Executor blocking;
    private final Owner owner;
    private volatile Map<String, Consumer<String>> channels = Map.of();
    private @Nullable Connections current;
    private Duration pause = FIRST_PAUSE;
    private boolean closed;

    /** @param blocking where names are looked up */
    Connector(LeanClient client, EventLoop loop, Executor blocking, Owner owner) {
        this.client = client;
        this.loop = loop;
        this.blocking = blocking;
        this.owner = owner;
    }

    /**
     * Begins; never blocks.
     *
     * @param listened what to listen to, and who is told of messages, on the event loop
     */
    void start(Map<String, Consumer<String>> listened) {
        channels = Map.copyOf(listened);
        next();
    }

    private void next() {
        blocking.execute(this::attempt);
    }

    private void attempt() {
        CompletionStage<Connections> attempt;
        try {
            attempt = client.connectAsync(CODEC, client.address())
                    .thenComposeAsync(
                            commands -> client.connectPubSubAsync(StringCodec.UTF8, client.address())
                                    .thenApply(listening -> Connections.of(commands, listening))
                                    .thenCompose(this::listen)
                                    .whenComplete((both, failure) -> {
                                        if (failure != null) {
                                            var _ = commands.closeAsync();
                                        }
                                    }),
                            blocking);
        } catch (RuntimeException e) {
            attempt = CompletableFuture.failedFuture(e);
        }
        var _ = attempt.whenCompleteAsync(this::ended, loop);
    }

    private CompletionStage<Connections> listen(Connections connections) {
        connections.channels().addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                Consumer<String> listener = channels.get(channel);
                if (listener != null) {
                    listener.accept(message);
                }
            }
        });
        if (channels.isEmpty()) {
            return CompletableFuture.completedFuture(connections);
        }
        return connections
                .channels()
                .async()
                .subscribe(channels.keySet().toArray(String[]::new))
                .toCompletableFuture()
                .orTimeout(LeanClient.GREETING.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(done -> connections)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        connections.close();
                    }
                });
    }

    private void ended(@Nullable Connections made, @Nullable Throwable failure) {
        if (closed) {
            if (made != null) {
                made.close();
            }
        } else if (made == null) {
            owner.failed(failure == null ? LinkState.UNREACHABLE : Failures.ofConnecting(failure));
            again();
        } else {
            current = made;
            pause = FIRST_PAUSE;
            owner.connected(made);
            var _ = made.end().thenRunAsync(() -> lost(made), loop);
        }
    }

    private void lost(Connections gone) {
        if (gone.equals(current)) {
            current = null;
            owner.failed(LinkState.UNREACHABLE);
            again();
        }
    }

    private void again() {
        if (closed) {
            return;
        }
        // Servers that lost the same connection at once should not all come back at once.
        long millis = pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis());
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        var _ = loop.schedule(this::next, millis, TimeUnit.MILLISECONDS);
    }

    /** Ends the connections; never blocks. */
    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            if (current != null) {
                current.close();
                current = null;
            }
            var _ = client.shutdownAsync();
            var _ = client.getResources().shutdown(0, 0, TimeUnit.SECONDS);
        });
    }
}
