package dev.weir.source;

/** Hears what reads of sources come to; called on event loops, must not block. */
public interface SourceListener {

    /** The first byte came so long after it was asked for. */
    void firstByte(long nanos);

    /** So many more bytes came. */
    void bytes(int count);

    /** A read reached its end. */
    void ended();

    void failed(SourceFailure failure);
}
