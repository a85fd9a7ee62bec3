package dev.weir.limit;

import java.util.Locale;

/** What is counted apart from the rest. */
public enum Budget {
    /** Streams begun. */
    STREAMS,
    /** Videos looked up at their site. */
    EXTRACTIONS,
    /** Every other request that counts. */
    REQUESTS;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in fields and metrics: lower case. */
    public String wireName() {
        return wireName;
    }
}
