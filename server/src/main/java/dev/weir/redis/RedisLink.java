package dev.weir.redis;

import dev.weir.config.RedisSettings;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The link to the shared server through Lettuce: connects in the background, for as long as it lives, and may be asked from the start. */
public final class RedisLink implements SharedServer, SharedScripts, AutoCloseable {
    /** A request asks for two scripts at most, and looks one video up: together within 250 ms. */
    private static final Duration SCRIPT_PATIENCE = Duration.ofMillis(100);

    private static final Duration SCAN_PATIENCE = Duration.ofSeconds(1);
    private static final int SCAN_STEP = 500;

    private final EventLoop loop;
    private final Link link;
    private final Pulse pulse;
    private final Connector connector;
    private volatile Runnable whenConnected = () -> {};
    private volatile @Nullable Future<?> beat;
    private final Digests digests = new Digests();

    /**
     * @param trust who vouches for a server asked over TLS, or null for the JVM's own
     * @param loop carries the connections, and completes all futures
     * @param blocking where names are looked up
     */
    public RedisLink(
            RedisSettings settings,
            @Nullable TrustManagerFactory trust,
            EventLoop loop,
            Executor blocking,
            CommandObserver observer) {
        this.loop = loop;
        this.link = new Link(loop, observer);
        this.pulse = new Pulse(link);
        this.connector = new Connector(LeanClient.of(settings, trust, loop), loop, blocking, new Connector.Owner() {
            @Override
            public void connected(Connections connections) {
                link.use(connections);
                pulse.tell();
                whenConnected.run();
            }

            @Override
            public void failed(LinkState why) {
                link.lose(why);
                pulse.tell();
            }
        });
    }

    /**
     * Begins to connect; never blocks.
     *
     * @param channels what to listen to, and who is told of messages, on the event loop
     * @param connected told of each new connection once the channels are listened to, on the event loop
     */
    public void start(Map<String, Consumer<String>> channels, Runnable connected) {
        whenConnected = connected;
        beat = loop.scheduleWithFixedDelay(
                pulse::beat, Pulse.PERIOD.toMillis(), Pulse.PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        connector.start(channels);
    }

    @Override
    public LinkState state() {
        return link.state();
    }

    @Override
    public CompletableFuture<List<byte @Nullable []>> values(List<String> keys, Duration patience) {
        String[] names = keys.toArray(String[]::new);
        return link.send(patience, commands -> commands.mget(names)).thenApply(answers -> {
            List<byte @Nullable []> values = new ArrayList<>(answers.size());
            answers.forEach(answer -> values.add(answer.hasValue() ? answer.getValue() : null));
            return values;
        });
    }

    @Override
    public CompletableFuture<List<Long>> run(Script script, List<String> keys, List<String> arguments) {
        List<byte[]> bytes = arguments.stream()
                .map(argument -> argument.getBytes(StandardCharsets.UTF_8))
                .toList();
        CompletableFuture<List<Object>> answer = evaluate(script, ScriptOutputType.MULTI, keys, bytes, SCRIPT_PATIENCE);
        return answer.thenCompose(RedisLink::integers);
    }

    @Override
    public CompletableFuture<Long> run(Script script, List<String> keys, List<byte[]> arguments, Duration patience) {
        return evaluate(script, ScriptOutputType.INTEGER, keys, arguments, patience);
    }

    @Override
    public CompletableFuture<Long> remove(String pattern) {
        return remove(ScanArgs.Builder.matches(pattern).limit(SCAN_STEP), ScanCursor.INITIAL, 0);
    }

    private CompletableFuture<Long> remove(ScanArgs matching, ScanCursor from, long before) {
        CompletableFuture<KeyScanCursor<String>> step =
                link.send(SCAN_PATIENCE, commands -> commands.scan(from, matching));
        return step.thenCompose(found -> {
            CompletableFuture<Long> removed = found.getKeys().isEmpty()
                    ? CompletableFuture.completedFuture(0L)
                    : link.send(
                            SCAN_PATIENCE,
                            commands -> commands.unlink(found.getKeys().toArray(String[]::new)));
            return removed.thenCompose(count -> found.isFinished()
                    ? CompletableFuture.completedFuture(before + count)
                    : remove(matching, found, before + count));
        });
    }

    private <T> CompletableFuture<T> evaluate(
            Script script, ScriptOutputType type, List<String> keys, List<byte[]> arguments, Duration patience) {
        String[] names = keys.toArray(String[]::new);
        byte[][] values = arguments.toArray(byte[][]::new);
        long begin = System.nanoTime();
        CompletableFuture<T> known =
                link.send(patience, commands -> commands.evalsha(digests.of(script), type, names, values));
        return known.exceptionallyCompose(failure -> failure instanceof RedisNoScriptException
                ? link.send(
                        patience.minusNanos(System.nanoTime() - begin),
                        commands -> commands.eval(script.source(), type, names, values))
                : CompletableFuture.failedFuture(failure));
    }

    private static CompletableFuture<List<Long>> integers(List<Object> answer) {
        List<Long> integers = new ArrayList<>(answer.size());
        for (Object element : answer) {
            if (!(element instanceof Long integer)) {
                return CompletableFuture.failedFuture(new SharedServerUnavailable(LinkState.NONSENSE.words()));
            }
            integers.add(integer);
        }
        return CompletableFuture.completedFuture(List.copyOf(integers));
    }

    /** Ends the connections; never blocks. */
    @Override
    public void close() {
        Future<?> beating = beat;
        if (beating != null) {
            beating.cancel(false);
        }
        connector.close();
    }
}
