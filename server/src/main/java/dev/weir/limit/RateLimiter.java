package dev.weir.limit;

import java.util.concurrent.CompletableFuture;

/** Counts uses in sliding windows. */
public interface RateLimiter {

    /**
     * Counts one use unless that would make more than the quota in the window that ends now. Never blocks; the future never fails, and is complete
     * already where nobody else is asked, within 250 ms otherwise.
     *
     * @param client a key's id or an address: whose uses are counted together
     */
    CompletableFuture<Decision> ask(String client, Quota quota);

    /** The share of each limit that this process counts by itself: 1 where it is alone, 0 while a shared server counts. */
    double localShare();
}
