package dev.weir.source;

import io.netty.channel.EventLoop;

/**
 * Asks for a span in bounded chunks, where the origin wants that: a length given beforehand, or found out when it answers 403 to more. The
 * next chunk is asked for a little before the current one ends.
 *
 * <p>After a 403 the shortest chunk is tried at once, which tells a length that is too long from an address that is refused; while that
 * works, half of what was refused is tried next.
 */
public final class ChunkedSource implements ByteSource {
    /** Asked for first where an origin refuses unbounded ranges, in bytes. */
    static final long USUAL_CHUNK = 10L * 1024 * 1024;

    /** No chunk is shorter, in bytes; a 403 to this much is a refusal. */
    static final long SHORTEST_CHUNK = 256L * 1024;

    private final ByteSource inner;
    private volatile long limit;

    /**
     * Chunks of another source.
     *
     * @param chunkSize in bytes, or 0 to ask for everything at once until that is refused
     */
    public ChunkedSource(ByteSource inner, long chunkSize) {
        this.inner = inner;
        this.limit = chunkSize;
    }

    @Override
    public Reading read(Span span, EventLoop loop, Receiver receiver) {
        ChunkedReading reading = new ChunkedReading(this, span, loop, receiver);
        reading.start();
        return reading;
    }

    ByteSource inner() {
        return inner;
    }

    /** The longest chunk to ask for now, in bytes; 0 for no limit. All reads learn from each other. */
    long limit() {
        return limit;
    }

    void tooLong(long refused) {
        limit = Math.max(SHORTEST_CHUNK, Math.min(USUAL_CHUNK, refused / 2));
    }
}
