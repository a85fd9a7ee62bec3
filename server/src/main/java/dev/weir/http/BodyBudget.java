package dev.weir.http;

import java.util.HashMap;
import java.util.Map;

/** What the bodies of all requests under way may take together, and those of one client, so that nobody fills the memory with bodies that never end. */
final class BodyBudget {
    private final long total;
    private final long perClient;
    private final Map<String, Long> claims = new HashMap<>();
    private long claimed;

    /**
     * @param total in bytes, for all clients
     * @param perClient in bytes, for each
     */
    BodyBudget(long total, long perClient) {
        this.total = total;
        this.perClient = perClient;
    }

    /** Whether so many bytes more are free; if so, they are the client's until it gives them back. */
    synchronized boolean claim(String client, long bytes) {
        long own = claims.getOrDefault(client, 0L) + bytes;
        if (own > perClient || claimed + bytes > total) {
            return false;
        }
        claims.put(client, own);
        claimed += bytes;
        return true;
    }

    synchronized void giveBack(String client, long bytes) {
        claimed -= bytes;
        claims.computeIfPresent(client, (key, own) -> own == bytes ? null : own - bytes);
    }
}
