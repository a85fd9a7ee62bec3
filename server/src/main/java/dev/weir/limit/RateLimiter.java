package dev.weir.limit;

import java.util.concurrent.CompletableFuture;

/**
 * Counts uses in sliding windows. Never blocks; the futures never fail, and are complete already where nobody else is asked, within 250 ms otherwise.
 */
public interface RateLimiter {

    /**
     * Counts one use unless that would make more than the quota in the window that ends now.
     *
     * @param client a key's id or an address: whose uses are counted together
     */
    CompletableFuture<Decision> ask(String client, Quota quota);

    /** As {@link #ask}, but reading on in a stream that the client was admitted to within the last hour is no use. */
    CompletableFuture<Decision> askForStream(String client, Quota quota, StreamUse use);

    /** The share of each limit that this process counts by itself: 1 where it is alone, 0 while a shared server counts. */
    double localShare();

    /** How many processes count together, this one included, as far as was last known. */
    int instances();
}
