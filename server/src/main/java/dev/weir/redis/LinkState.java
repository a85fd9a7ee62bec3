package dev.weir.redis;

/** How the connection to the shared server is doing, in words that name neither hosts nor credentials. */
public enum LinkState {
    /** The first attempt to connect has not ended. */
    STARTING("starting"),
    UP("healthy"),
    UNREACHABLE("it cannot be reached"),
    SILENT("it does not answer in time"),
    CREDENTIALS("it refuses the credentials"),
    UNTRUSTED("its certificate is not trusted"),
    NONSENSE("what answers does not speak the protocol"),
    LOADING("it is loading its data"),
    FULL("its memory is full"),
    REFUSING("it refuses commands");

    private final String words;

    LinkState(String words) {
        this.words = words;
    }

    /** What to tell an operator. */
    public String words() {
        return words;
    }
}
