package dev.weir.http.mode;

import dev.weir.video.Failure;
import dev.weir.video.Reason;

/** The `mode` parameter of the smart route. */
public enum StreamMode {
    /** By country and by what the format needs. */
    AUTO,
    /** Through this server. */
    PROXY,
    /** From the site, by redirect. */
    DIRECT;

    /**
     * Reads the parameter, in any case.
     *
     * @throws dev.weir.video.FailureException INVALID_PARAMETER for any other word
     */
    public static StreamMode parse(String word) {
        for (StreamMode mode : values()) {
            if (mode.name().equalsIgnoreCase(word)) {
                return mode;
            }
        }
        throw Failure.of(
                        Reason.INVALID_PARAMETER,
                        "There is no such stream mode.",
                        "The parameter mode is auto, proxy or direct.")
                .toException();
    }
}
