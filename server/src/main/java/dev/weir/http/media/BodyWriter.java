package dev.weir.http.media;

import dev.weir.source.Reading;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a response body from pooled buffers: pauses the reading while the client is behind, and gives the client up when it takes nothing for
 * too long. Lives on one event loop.
 */
final class BodyWriter {
    /** What may wait for a client that keeps up: enough to keep it busy for a turn of the loop. */
    private static final int FAST_QUEUE_BYTES = 32 * 1024;

    /** What may wait for one that does not: little, since it waits long, and there may be thousands of them. */
    private static final int SLOW_QUEUE_BYTES = 8 * 1024;

    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final HttpServerResponse response;
    private final Channel channel;
    private final long idleNanos;
    private final Runnable onStall;
    private @Nullable Reading reading;
    private @Nullable ScheduledFuture<?> watch;
    private boolean paused;
    private int limit = SLOW_QUEUE_BYTES;
    private long queued;
    private long pausedAt;

    private long lastPending;
    private long lastProgress;
    private long unchangedSince;

    /**
     * @param clientIdle how long the client may take nothing while something waits for it
     * @param onStall called once when it took longer; the channel is being closed then
     */
    BodyWriter(HttpServerRequest request, Duration clientIdle, Runnable onStall) {
        this.response = request.response();
        this.channel = channelOf(request);
        this.idleNanos = clientIdle.toNanos();
        this.onStall = onStall;
        // Wider than ours, so that nothing waits in the server's own queue, which counts messages rather than bytes.
        response.setWriteQueueMaxSize(2 * FAST_QUEUE_BYTES);
    }

    static Channel channelOf(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }

    /** From now on back-pressure goes to this reading. */
    void attach(Reading next) {
        reading = next;
        paused = false;
        if (watch == null) {
            unchangedSince = System.nanoTime();
            long period = Math.max(idleNanos / 4, TimeUnit.MILLISECONDS.toNanos(50));
            watch = channel.eventLoop().scheduleAtFixedRate(this::watch, period, period, TimeUnit.NANOSECONDS);
        }
        if (queued >= limit) {
            pause();
        }
    }

    /** Takes the buffer over, and releases it once it has left or cannot leave any more. */
    void write(ByteBuf bytes) {
        int count = bytes.readableBytes();
        queued += count;
        // The response does not release what it is given, so the end of the write does.
        response.write(BufferInternal.buffer(bytes)).onComplete(done -> {
            bytes.release();
            queued -= count;
            if (queued <= limit / 2) {
                drained();
            }
        });
        if (queued >= limit) {
            pause();
        }
    }

    /** Breaks the connection so that the client cannot take what it has for the whole. */
    void abort() {
        stop();
        if (channel.isOpen()) {
            // With a reset even a client that reads until the connection ends (HTTP/1.0) sees a failure.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            var _ = channel.close();
        }
    }

    /** Ends the watch over the client; call it when the response has left or the client has. */
    void stop() {
        if (watch != null) {
            watch.cancel(false);
            watch = null;
        }
        reading = null;
    }

    private void pause() {
        if (!paused && reading != null) {
            paused = true;
            pausedAt = System.nanoTime();
            reading.pause();
        }
    }

    private void drained() {
        if (paused && reading != null) {
            paused = false;
            limit = System.nanoTime() - pausedAt > SLOW_NANOS ? SLOW_QUEUE_BYTES : FAST_QUEUE_BYTES;
            reading.resume();
        }
    }

    /** Looks at the bytes that left the queue, not at finished writes: a slow client may take a minute for one buffer. */
    private void watch() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        long now = System.nanoTime();
        if (queue == null || queue.isEmpty()) {
            unchangedSince = now;
            return;
        }
        long pending = queue.totalPendingWriteBytes();
        long progress = queue.currentProgress();
        if (pending != lastPending || progress != lastProgress) {
            lastPending = pending;
            lastProgress = progress;
            unchangedSince = now;
        } else if (now - unchangedSince >= idleNanos) {
            stop();
            onStall.run();
        }
    }
}
