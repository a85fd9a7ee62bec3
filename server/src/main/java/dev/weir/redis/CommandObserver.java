package dev.weir.redis;

/** Told of every command once; called on an event loop, so it must not block. */
@FunctionalInterface
public interface CommandObserver {

    /** How a command ended. */
    enum Outcome {
        ANSWERED,
        /** The server answered with an error. */
        REFUSED,
        TIMED_OUT,
        /** The connection broke, or what came back was not the protocol. */
        BROKEN,
        /** Not sent, since the server is known to be away. */
        NOT_SENT
    }

    /** @param nanos from the wish to send to the end, 0 where nothing was sent */
    void ended(Outcome outcome, long nanos);
}
