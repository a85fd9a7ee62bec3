package dev.weir.redis;

/** The shared server did not answer in time, refused, or is known to be away; whoever asked goes on without it. */
public final class SharedServerUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message safe to log: never an address with credentials */
    public SharedServerUnavailable(String message) {
        // It is thrown for every request while the server is away, and always for the same reason.
        super(message, null, false, false);
    }
}
