package dev.weir.source;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** One span being read chunk by chunk. */
final class ChunkedReading implements Reading {
    private static final long LONGEST_LEAD = 1024 * 1024;
    private static final long LEAD_OF_A_CHUNK = 4;

    private final ChunkedSource source;
    private final EventLoop loop;
    private final Receiver receiver;
    /** The next byte to hand over. */
    private long position;

    /** The last byte to hand over; known once the first head has come. */
    private long last;

    private @Nullable SourceHead head;
    private @Nullable Chunk current;
    private @Nullable Chunk ahead;
    private boolean probing;
    private boolean paused;
    private boolean done;

    ChunkedReading(ChunkedSource source, Span span, EventLoop loop, Receiver receiver) {
        this.source = source;
        this.loop = loop;
        this.receiver = receiver;
        this.position = span.first();
        this.last = span.last();
    }

    void start() {
        current = open(position);
    }

    private Chunk open(long first) {
        long limit = probing ? ChunkedSource.SHORTEST_CHUNK : source.limit();
        long end = limit > 0 && last - first >= limit ? first + limit - 1 : last;
        Chunk chunk = new Chunk(new Span(first, end));
        chunk.start();
        return chunk;
    }

    private void advance() {
        Chunk next = ahead;
        ahead = null;
        current = next;
        if (next == null) {
            if (!paused) {
                current = open(position);
            }
        } else if (next.failure != null) {
            failed(next, next.failure);
        } else if (!paused) {
            next.reading().resume();
        }
    }

    private void askAhead(Chunk of) {
        long lead = Math.min(LONGEST_LEAD, of.span.length() / LEAD_OF_A_CHUNK);
        if (ahead == null && !paused && !done && of.span.last() < last && of.span.last() - position < lead) {
            ahead = open(of.span.last() + 1);
            ahead.reading().pause();
        }
    }

    private void failed(Chunk chunk, SourceFailure failure) {
        if (chunk == ahead) {
            // Told only when everything before has been handed over.
            chunk.failure = failure;
            return;
        }
        boolean tooLong = failure instanceof SourceFailure.Refused(int status)
                && status == 403
                && chunk.span.last() - chunk.span.first() >= ChunkedSource.SHORTEST_CHUNK;
        if (tooLong) {
            source.tooLong(chunk.span.isOpen() ? Long.MAX_VALUE : chunk.span.length());
            probing = true;
            current = null;
            advance();
        } else {
            cancel();
            receiver.onFailure(failure);
        }
    }

    @Override
    public void pause() {
        if (!paused && !done) {
            paused = true;
            if (current != null) {
                current.reading().pause();
            }
        }
    }

    @Override
    public void resume() {
        if (!paused || done) {
            return;
        }
        paused = false;
        if (current == null) {
            current = open(position);
        } else {
            current.reading().resume();
        }
    }

    @Override
    public void cancel() {
        done = true;
        if (current != null) {
            current.reading().cancel();
        }
        if (ahead != null) {
            ahead.reading().cancel();
        }
    }

    /** One request; the current one hands over, one ahead of it is paused. */
    private final class Chunk implements Receiver {
        private final Span span;
        private @Nullable Reading reading;
        private @Nullable SourceFailure failure;

        Chunk(Span span) {
            this.span = span;
        }

        void start() {
            reading = source.inner().read(span, loop, this);
        }

        Reading reading() {
            if (reading == null) {
                throw new IllegalStateException("not started");
            }
            return reading;
        }

        @Override
        public void onHead(SourceHead answered) {
            probing = false;
            if (head == null) {
                head = answered;
                if (!answered.ranged()) {
                    // The whole file comes, whatever was asked: there is nothing after it.
                    last = span.last();
                } else if (answered.total().isPresent()) {
                    last = Math.min(last, answered.total().getAsLong() - 1);
                }
                receiver.onHead(answered);
            } else if (!SameFile.agree(head, answered)) {
                reading().cancel();
                failed(this, new SourceFailure.Changed());
            }
        }

        @Override
        public void onBytes(ByteBuf bytes) {
            position += bytes.readableBytes();
            receiver.onBytes(bytes);
            askAhead(this);
        }

        @Override
        public void onEnd() {
            if (span.last() >= last) {
                done = true;
                receiver.onEnd();
            } else {
                advance();
            }
        }

        @Override
        public void onFailure(SourceFailure reason) {
            failed(this, reason);
        }
    }
}
