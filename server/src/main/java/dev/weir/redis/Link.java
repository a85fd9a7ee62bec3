package dev.weir.redis;

import dev.weir.redis.CommandObserver.Outcome;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.protocol.RedisProtocolException;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends commands over whatever connection there is, bounds the wait for each answer, and learns from the answers how the server is doing. */
final class Link {
    private final EventLoop loop;
    private final CommandObserver observer;
    private final Breaker breaker = new Breaker();
    private volatile @Nullable Connections connections;
    private volatile LinkState absence = LinkState.STARTING;

    /** What the server refuses although it answers, or null. */
    private volatile @Nullable LinkState refusal;

    Link(EventLoop loop, CommandObserver observer) {
        this.loop = loop;
        this.observer = observer;
    }

    LinkState state() {
        LinkState refused = refusal;
        if (connections == null) {
            return absence;
        }
        return !breaker.isClosed() ? LinkState.SILENT : refused == null ? LinkState.UP : refused;
    }

    /** On the event loop. */
    void use(Connections made) {
        connections = made;
        refusal = null;
        breaker.probed(true);
    }

    /** On the event loop. */
    void lose(LinkState why) {
        connections = null;
        absence = why;
    }

    @Nullable
    Connections connections() {
        return connections;
    }

    Breaker breaker() {
        return breaker;
    }

    @Nullable
    LinkState refusal() {
        return refusal;
    }

    /** The server did what it refused before. */
    void complied() {
        refusal = null;
    }

    /**
     * Sends one command; never blocks.
     *
     * @return completed on the event loop; fails within the patience with {@link SharedServerUnavailable}, or with {@link RedisNoScriptException}
     */
    <T> CompletableFuture<T> send(
            Duration patience, Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> command) {
        Connections usable = connections;
        if (usable == null || !breaker.isClosed()) {
            observer.ended(Outcome.NOT_SENT, 0);
            return CompletableFuture.failedFuture(new SharedServerUnavailable(state().words()));
        }
        long sent = System.nanoTime();
        CompletableFuture<T> answer = new CompletableFuture<>();
        // On the loop that also reads the answers: one that came while this process stood still is read before the
        // time-out is noticed.
        Future<?> timeout = loop.schedule(() -> timedOut(answer, sent), patience.toNanos(), TimeUnit.NANOSECONDS);
        CompletionStage<T> reply;
        try {
            reply = command.apply(usable.async());
        } catch (RedisException e) {
            reply = CompletableFuture.failedFuture(e);
        }
        var _ = reply.whenComplete((value, failure) -> {
            timeout.cancel(false);
            if (loop.inEventLoop()) {
                ended(answer, value, failure, sent);
            } else {
                loop.execute(() -> ended(answer, value, failure, sent));
            }
        });
        return answer;
    }

    private void timedOut(CompletableFuture<?> answer, long sent) {
        if (!answer.isDone()) {
            breaker.strike();
            observer.ended(Outcome.TIMED_OUT, System.nanoTime() - sent);
            answer.completeExceptionally(new SharedServerUnavailable(LinkState.SILENT.words()));
        }
    }

    private <T> void ended(CompletableFuture<T> answer, T value, @Nullable Throwable failure, long sent) {
        if (answer.isDone()) {
            // It was given up before, and that has been counted.
            return;
        }
        long nanos = System.nanoTime() - sent;
        if (failure == null) {
            breaker.answered(nanos);
            observer.ended(Outcome.ANSWERED, nanos);
            answer.complete(value);
        } else if (failure instanceof RedisCommandExecutionException refused) {
            breaker.answered(nanos);
            observer.ended(Outcome.REFUSED, nanos);
            answer.completeExceptionally(refused(refused));
        } else {
            observer.ended(Outcome.BROKEN, nanos);
            Connections used = connections;
            if (failure instanceof RedisProtocolException && used != null) {
                // What follows on this connection cannot be told apart any more.
                used.close();
            }
            answer.completeExceptionally(
                    new SharedServerUnavailable(Failures.ofConnecting(failure).words()));
        }
    }

    private Throwable refused(RedisCommandExecutionException refused) {
        if (refused instanceof RedisNoScriptException) {
            return refused;
        }
        LinkState state = Failures.ofRefusal(refused);
        if (state == null) {
            return new SharedServerUnavailable(LinkState.REFUSING.words());
        }
        refusal = state;
        return new SharedServerUnavailable(state.words());
    }
}
