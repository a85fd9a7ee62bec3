package dev.weir.source;

import io.netty.channel.EventLoop;

/** The bytes of one file, by span; may be read any number of times, also at once. */
public interface ByteSource {

    /**
     * Starts reading a span. Returns at once; the receiver is called on the loop, never from inside this call.
     *
     * <p>The receiver gets either {@code onFailure} alone, or {@code onHead} once, then {@code onBytes} any number of times, then exactly one of
     * {@code onEnd} and {@code onFailure}; after {@link Reading#cancel} it gets nothing more. {@code onEnd} says that every byte of the
     * span (of an open one: up to the file's end) has been handed over. Where {@link SourceHead#ranged} is false, the bytes begin at 0.
     *
     * @param loop the only thread that touches the reading and the receiver; it must be the caller's own
     */
    Reading read(Span span, EventLoop loop, Receiver receiver);
}
