package dev.weir.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.util.ReentryGuard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Words and writes events on a thread of its own, many with one write. Whoever logs never waits: where the output does
 * not keep up and the queue is full, events are dropped and counted, and the log says how many as soon as it can.
 */
final class BackgroundAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int BATCH = 512;
    private static final int FLUSH_BYTES = 64 << 10;
    /** How long events gather while there are many; waking this thread for each would cost more than wording it. */
    private static final long GATHER_NANOS = Duration.ofMillis(5).toNanos();

    private static final long IDLE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Duration LAST_WRITES = Duration.ofSeconds(1);

    private final LoggerContext loggers;
    private final LineFormat format;
    private final OutputStream out;
    private final BlockingQueue<ILoggingEvent> queue;
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean idle = new AtomicBoolean();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(FLUSH_BYTES / 8);
    private final Thread writer = new Thread(this::write, "weir-log");
    private volatile boolean stopping;
    private long reported;

    /**
     * @param out owned by the caller, written by this appender's thread alone
     * @param capacity events that may wait
     */
    BackgroundAppender(LoggerContext loggers, LineFormat format, OutputStream out, int capacity) {
        this.loggers = loggers;
        this.format = format;
        this.out = out;
        this.queue = new ArrayBlockingQueue<>(capacity);
        setContext(loggers);
        setName("background");
    }

    /** Events that were never written. */
    long dropped() {
        return dropped.sum();
    }

    @Override
    public void start() {
        super.start();
        writer.setDaemon(true);
        writer.start();
    }

    /** Waits for at most a second until what was logged before is written. */
    @Override
    public void stop() {
        super.stop();
        stopping = true;
        LockSupport.unpark(writer);
        try {
            writer.join(LAST_WRITES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Appending logs nothing itself, so there is nothing to guard against. */
    @Override
    protected ReentryGuard buildReentryGuard() {
        return new ReentryGuard.NOPRentryGuard();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (AccessLog.entry(event) == null) {
            event.prepareForDeferredProcessing();
        }
        if (!queue.offer(event)) {
            dropped.increment();
        } else if (idle.get() && idle.compareAndSet(true, false)) {
            LockSupport.unpark(writer);
        }
    }

    private void write() {
        List<ILoggingEvent> batch = new ArrayList<>(BATCH);
        while (true) {
            if (queue.drainTo(batch, BATCH) > 0) {
                write(batch);
                batch.clear();
                if (queue.size() < BATCH && !stopping) {
                    LockSupport.parkNanos(GATHER_NANOS);
                }
            } else if (stopping) {
                return;
            } else {
                awaitEvents();
            }
        }
    }

    private void awaitEvents() {
        idle.set(true);
        if (queue.isEmpty() && !stopping) {
            LockSupport.parkNanos(IDLE_NANOS);
        }
        idle.set(false);
    }

    private void write(List<ILoggingEvent> batch) {
        try {
            for (ILoggingEvent event : batch) {
                word(event);
            }
            long now = dropped.sum();
            if (now > reported) {
                word(dropReport(now - reported));
                reported = now;
            }
            flush();
        } catch (IOException | RuntimeException e) {
            // There is no other place to tell; the count is, and the next report if the output comes back.
            dropped.add(batch.size());
            buffer.reset();
        }
    }

    private void word(ILoggingEvent event) throws IOException {
        format.write(event, buffer);
        if (buffer.size() >= FLUSH_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.writeTo(out);
        out.flush();
        buffer.reset();
    }

    private ILoggingEvent dropReport(long count) {
        return new LoggingEvent(
                BackgroundAppender.class.getName(),
                loggers.getLogger(BackgroundAppender.class),
                Level.WARN,
                "{} events are missing here: the log's output did not keep up",
                null,
                new Object[] {count});
    }
}
