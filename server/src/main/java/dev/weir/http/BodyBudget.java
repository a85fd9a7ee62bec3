package dev.weir.http;

import java.util.HashMap;
import java.util.Map;

/** What the bodies of all requests under way may take together, and those of one client, so that nobody fills the memory with bodies that never end. */
final class BodyBudget {
    private static final int BODIES = 16;
    private static final int OF_ONE = 4;

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

    /** The longest body that is taken, in bytes: what the operator allows, as far as the heap has room for eight of them. */
    static int longest(int allowed, long heap) {
        return (int) Math.min(allowed, heap / 8);
    }

    /** For bodies of at most so many bytes: room for {@value #BODIES} of them in a quarter of the heap, for {@value #OF_ONE} from one client. */
    static BodyBudget within(long heap, int longest) {
        long total = Math.min((long) BODIES * longest, heap / 4);
        return new BodyBudget(total, Math.max(longest, Math.min((long) OF_ONE * longest, total / 2)));
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
