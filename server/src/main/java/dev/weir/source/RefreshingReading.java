package dev.weir.source;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One span being read through whatever befalls the connections and addresses it comes over. */
final class RefreshingReading implements Reading, Receiver {
    private static final int MAX_ATTEMPTS = 2;
    private static final long PROGRESS_BYTES = 256L * 1024;
    private static final long DELAY_MILLIS = 250;

    private final RefreshingSource source;
    private final Span span;
    private final EventLoop loop;
    private final Receiver receiver;
    private Location location;
    private @Nullable ByteSource opened;
    private @Nullable Reading inner;
    private @Nullable Runnable onResume;
    private @Nullable SourceHead head;

    /** The next byte to hand over. */
    private long position;

    private long sinceAttempt;
    private int resumptions;
    private int relocations;
    private boolean paused;
    private boolean done;

    RefreshingReading(RefreshingSource source, Span span, EventLoop loop, Receiver receiver) {
        this.source = source;
        this.span = span;
        this.loop = loop;
        this.receiver = receiver;
        this.location = source.location();
        this.position = span.first();
    }

    void start() {
        open();
    }

    private void open() {
        if (done) {
            return;
        }
        ByteSource here = opened == null ? source.at(location) : opened;
        opened = here;
        Reading reading = here.read(new Span(position, span.last()), loop, this);
        inner = reading;
        if (paused) {
            reading.pause();
        }
    }

    @Override
    public void onHead(SourceHead answered) {
        if (head == null) {
            head = answered;
            receiver.onHead(answered);
        } else if (!SameFile.agree(head, answered)) {
            fail(new SourceFailure.Changed());
        }
    }

    @Override
    public void onBytes(ByteBuf bytes) {
        int count = bytes.readableBytes();
        position += count;
        sinceAttempt += count;
        if (sinceAttempt >= PROGRESS_BYTES) {
            resumptions = 0;
            relocations = 0;
        }
        receiver.onBytes(bytes);
    }

    @Override
    public void onEnd() {
        done = true;
        receiver.onEnd();
    }

    @Override
    public void onFailure(SourceFailure failure) {
        inner = null;
        switch (failure) {
            case SourceFailure.Refused refused -> relocate(refused);
            case SourceFailure.BadStatus(int status) -> {
                if (status >= 500) {
                    goOn(failure);
                } else {
                    fail(failure);
                }
            }
            case SourceFailure.Broken _, SourceFailure.TimedOut _ -> goOn(failure);
            // A file that has become shorter than what was read of it.
            case SourceFailure.OutOfRange _ -> fail(head == null ? failure : new SourceFailure.Changed());
            case SourceFailure.AddressRefused _,
                    SourceFailure.BadRedirect _,
                    SourceFailure.NotMedia _,
                    SourceFailure.Changed _ -> fail(failure);
        }
    }

    /** The same location, from the byte that did not come. */
    private void goOn(SourceFailure failure) {
        if (head == null || !head.ranged()) {
            fail(failure);
        } else if (paused && sinceAttempt > 0) {
            // Origins give up readers that keep them waiting. That is no fault, and is mended when somebody reads
            // again.
            again(0);
        } else if (++resumptions > MAX_ATTEMPTS) {
            fail(failure);
        } else {
            again((resumptions - 1) * DELAY_MILLIS);
        }
    }

    private void relocate(SourceFailure.Refused refused) {
        if (++relocations > MAX_ATTEMPTS || (head != null && !head.ranged())) {
            fail(refused);
            return;
        }
        whenRead(() -> {
            Location stale = location;
            CompletableFuture<Location> search = source.after(stale);
            CompletableFuture<Location> _ =
                    search.whenComplete((found, _) -> loop.execute(() -> relocated(stale, found, refused)));
        });
    }

    private void relocated(Location stale, @Nullable Location found, SourceFailure.Refused refused) {
        if (done) {
            return;
        }
        if (found == null) {
            fail(refused);
        } else if (head != null && !SameFile.mayAgree(stale, found)) {
            fail(new SourceFailure.Changed());
        } else {
            source.found(found);
            location = found;
            opened = null;
            again(0);
        }
    }

    private void again(long delayMillis) {
        whenRead(() -> {
            sinceAttempt = 0;
            if (delayMillis == 0) {
                open();
            } else {
                ScheduledFuture<?> _ = loop.schedule(this::open, delayMillis, TimeUnit.MILLISECONDS);
            }
        });
    }

    /** Nothing is fetched for a reader that does not read. */
    private void whenRead(Runnable step) {
        if (paused) {
            onResume = step;
        } else {
            step.run();
        }
    }

    private void fail(SourceFailure failure) {
        cancel();
        receiver.onFailure(failure);
    }

    @Override
    public void pause() {
        if (!paused && !done) {
            paused = true;
            if (inner != null) {
                inner.pause();
            }
        }
    }

    @Override
    public void resume() {
        if (!paused || done) {
            return;
        }
        paused = false;
        Runnable step = onResume;
        onResume = null;
        if (step != null) {
            step.run();
        } else if (inner != null) {
            inner.resume();
        }
    }

    @Override
    public void cancel() {
        done = true;
        onResume = null;
        if (inner != null) {
            inner.cancel();
            inner = null;
        }
    }
}
