package dev.weir.extract.ytdlp;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's end of one worker: asked one thing at a time by whoever leased it from the pool. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** The worker ended, or broke the protocol, before it answered. */
    static final class Died extends Exception {
        Died(@Nullable Throwable cause) {
            super("the worker died", cause, false, false);
        }
    }

    private final long pid;
    private final SocketChannel channel;
    private final AtomicReference<@Nullable CompletableFuture<JsonObject>> pending = new AtomicReference<>();
    private final CompletableFuture<JsonObject> death = new CompletableFuture<>();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile long memory;

    private Worker(long pid, SocketChannel channel) {
        this.pid = pid;
        this.channel = channel;
    }

    /** Reads the frame in which a worker introduces itself. */
    static Worker meet(SocketChannel channel) throws IOException {
        try {
            return new Worker(parse(Frames.read(channel, Frames.MAX_REQUEST)).getLong("pid"), channel);
        } catch (NullPointerException | ClassCastException e) {
            throw new IOException("a worker did not introduce itself", e);
        }
    }

    long pid() {
        return pid;
    }

    /** How many requests it has answered. */
    int answers() {
        return answers.get();
    }

    /** Bytes of memory that it shared with nobody at its last answer. */
    long memory() {
        return memory;
    }

    /** Takes its answers until it ends; for a thread of its own. */
    void listen() {
        try {
            while (true) {
                JsonObject answer = parse(Frames.read(channel, Frames.MAX_ANSWER));
                CompletableFuture<JsonObject> asker = pending.getAndSet(null);
                if (asker == null) {
                    throw new IOException("a worker answered what nobody asked");
                }
                memory = answer.getLong("memory", 0L);
                answers.incrementAndGet();
                asker.complete(answer);
            }
        } catch (IOException | ClassCastException e) {
            LOG.debug("worker {} is gone: {}", pid, e.getMessage());
            hangUp();
            death.completeExceptionally(e);
        }
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws TimeoutException where it did not answer in time: it may be at it for ever, so it must not be used again
     */
    WorkerAnswer ask(JsonObject request, Deadline deadline) throws InterruptedException, TimeoutException, Died {
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        pending.set(answer);
        try {
            Frames.write(channel, request.toBuffer().getBytes());
            Object first = CompletableFuture.anyOf(answer, death).get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
            return WorkerAnswer.of((JsonObject) first);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new Died(e);
        } catch (ExecutionException | IllegalArgumentException | ClassCastException e) {
            throw new Died(e);
        }
    }

    /** Ends the conversation; a worker that still listens then ends itself. */
    void hangUp() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing the connection to worker {} failed", pid, e);
        }
    }

    private static JsonObject parse(byte[] frame) throws IOException {
        try {
            return new JsonObject(Buffer.buffer(frame));
        } catch (DecodeException e) {
            throw new IOException("a frame holds no JSON object", e);
        }
    }
}
