package dev.weir.source;

/** A read under way; only for use on its event loop. */
public interface Reading {

    /** No more {@code onBytes} after the ones already being handed over, until {@link #resume}; silence while paused is no time-out. A failure may still be told. */
    void pause();

    void resume();

    /** Gives up: frees all that is held, and the receiver hears nothing more. Does nothing after the end. */
    void cancel();
}
