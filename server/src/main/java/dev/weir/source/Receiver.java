package dev.weir.source;

import io.netty.buffer.ByteBuf;

/** Takes what a {@link ByteSource} reads; every method is called on the reading's event loop and must not block. */
public interface Receiver {
    void onHead(SourceHead head);

    /** The next bytes; the receiver owns the buffer and releases it. */
    void onBytes(ByteBuf bytes);

    void onEnd();

    void onFailure(SourceFailure failure);
}
