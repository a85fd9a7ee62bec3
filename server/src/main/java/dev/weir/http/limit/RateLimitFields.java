package dev.weir.http.limit;

import dev.weir.limit.Decision;
import dev.weir.limit.Quota;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.List;

/** Tells clients how much is left: RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10), and the older fields. */
public final class RateLimitFields {
    /** What pages of other origins may read. */
    public static final List<String> NAMES = List.of(
            "RateLimit",
            "RateLimit-Policy",
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-RateLimit-Window");

    private static final CharSequence RATE_LIMIT = AsciiString.cached("RateLimit");
    private static final CharSequence POLICY = AsciiString.cached("RateLimit-Policy");
    private static final CharSequence LIMIT = AsciiString.cached("X-RateLimit-Limit");
    private static final CharSequence REMAINING = AsciiString.cached("X-RateLimit-Remaining");
    private static final CharSequence RESET = AsciiString.cached("X-RateLimit-Reset");
    private static final CharSequence WINDOW = AsciiString.cached("X-RateLimit-Window");

    private final InstantSource clock;

    RateLimitFields(InstantSource clock) {
        this.clock = clock;
    }

    /** The budget that the request itself counts to. */
    void write(MultiMap fields, Decision decision) {
        Quota quota = decision.quota();
        fields.add(RATE_LIMIT, state(decision));
        fields.add(POLICY, policy(quota));
        fields.set(LIMIT, Integer.toString(quota.limit()));
        fields.set(REMAINING, Integer.toString(decision.remaining()));
        fields.set(RESET, Long.toString(resetAt(decision)));
        fields.set(WINDOW, Long.toString(seconds(quota)));
    }

    /** Another budget that it used besides; the older fields, which have no names for budgets, tell of it where it is what refuses the request. */
    void writeAlso(MultiMap fields, Decision decision) {
        if (decision.refused()) {
            write(fields, decision);
        } else {
            fields.add(RATE_LIMIT, state(decision));
            fields.add(POLICY, policy(decision.quota()));
        }
    }

    /** RATE_LIMIT_WINDOW in whole seconds, rounded up. */
    static long seconds(Quota quota) {
        return Math.ceilDiv(quota.window().toMillis(), 1_000L);
    }

    private static String state(Decision decision) {
        return '"' + decision.quota().budget().wireName() + "\";r=" + decision.remaining() + ";t="
                + decision.freeInSeconds();
    }

    private static String policy(Quota quota) {
        return '"' + quota.budget().wireName() + "\";q=" + quota.limit() + ";w=" + seconds(quota);
    }

    private long resetAt(Decision decision) {
        return Math.ceilDiv(clock.millis() + decision.freeInMicros() / 1_000, 1_000L);
    }
}
