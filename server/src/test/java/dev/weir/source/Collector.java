package dev.weir.source;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Takes a read's bytes, and holds the read to its contract. */
final class Collector implements Receiver {
    private final EventLoop loop;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> violations = new ArrayList<>();
    private final CompletableFuture<SourceHead> head = new CompletableFuture<>();
    private final CompletableFuture<Object> outcome = new CompletableFuture<>();
    private Consumer<Collector> afterBytes = _ -> {};
    private boolean cancelAtHead;
    private boolean inRead;
    private boolean paused;
    private boolean cancelled;
    private volatile int count;
    private volatile Reading reading;

    private Collector(EventLoop loop) {
        this.loop = loop;
    }

    static Collector read(ByteSource source, Span span, EventLoop loop) {
        return read(source, span, loop, _ -> {});
    }

    /** Runs something on the loop after each delivery. */
    static Collector read(ByteSource source, Span span, EventLoop loop, Consumer<Collector> afterBytes) {
        Collector collector = new Collector(loop);
        collector.afterBytes = afterBytes;
        collector.onLoop(() -> {
            collector.inRead = true;
            collector.reading = source.read(span, loop, collector);
            collector.inRead = false;
        });
        return collector;
    }

    /** Cancels as soon as the head is there. */
    static Collector readHead(ByteSource source, Span span, EventLoop loop) {
        Collector collector = new Collector(loop);
        collector.cancelAtHead = true;
        collector.onLoop(() -> collector.reading = source.read(span, loop, collector));
        return collector;
    }

    private void onLoop(Runnable step) {
        try {
            loop.submit(step).get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void pause() {
        onLoop(this::pauseNow);
    }

    void pauseNow() {
        paused = true;
        reading.pause();
    }

    void resume() {
        onLoop(this::resumeNow);
    }

    void resumeNow() {
        paused = false;
        reading.resume();
    }

    void cancel() {
        onLoop(this::cancelNow);
    }

    void cancelNow() {
        cancelled = true;
        reading.cancel();
    }

    private void check(boolean kept, String rule) {
        if (!kept) {
            violations.add(rule);
        }
    }

    private void checkCall() {
        check(loop.inEventLoop(), "called on the loop");
        check(!inRead, "never called from inside read");
        check(!cancelled, "silent after cancel");
        check(!outcome.isDone(), "silent after the end");
    }

    @Override
    public void onHead(SourceHead said) {
        checkCall();
        boolean first = !head.isDone();
        check(first, "one head");
        if (cancelAtHead) {
            cancelNow();
        }
        head.complete(said);
    }

    @Override
    public void onBytes(ByteBuf buffer) {
        checkCall();
        check(head.isDone(), "the head comes first");
        check(!paused, "no bytes while paused");
        check(buffer.isReadable(), "no empty buffers");
        byte[] copy = new byte[buffer.readableBytes()];
        buffer.readBytes(copy);
        check(buffer.release(), "the receiver is the only owner");
        bytes.writeBytes(copy);
        count = bytes.size();
        afterBytes.accept(this);
    }

    @Override
    public void onEnd() {
        checkCall();
        check(head.isDone(), "the head comes first");
        outcome.complete("end");
    }

    @Override
    public void onFailure(SourceFailure failure) {
        checkCall();
        outcome.complete(failure);
    }

    /** How many bytes have come. */
    int count() {
        return count;
    }

    boolean isDone() {
        return outcome.isDone();
    }

    SourceHead head() {
        return get(head);
    }

    /** What came of it: `end` or a failure. */
    Object outcome() {
        return get(outcome);
    }

    byte[] bytes() {
        byte[][] copy = new byte[1][];
        onLoop(() -> copy[0] = bytes.toByteArray());
        return copy[0];
    }

    List<String> violations() {
        List<String> copy = new ArrayList<>();
        onLoop(() -> copy.addAll(violations));
        return copy;
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("nothing came", e);
        }
    }
}
