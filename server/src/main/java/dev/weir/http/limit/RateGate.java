package dev.weir.http.limit;

import dev.weir.http.RequestScope;
import dev.weir.limit.Budget;
import dev.weir.limit.ClientNetwork;
import dev.weir.limit.Decision;
import dev.weir.limit.Quota;
import dev.weir.limit.Quotas;
import dev.weir.limit.RateLimiter;
import dev.weir.limit.StreamUse;
import dev.weir.telemetry.RateMetrics;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks the limiter on behalf of whoever sent a request, and words the refusal. */
public final class RateGate {
    private static final String EVERYBODY = "all";

    private final RateLimiter limiter;
    private final Quotas quotas;
    private final boolean byClient;
    private final RateMetrics metrics;

    /** @param byClient RATE_LIMIT_BY_IP: clients without a key have a budget each, rather than one together */
    public RateGate(RateLimiter limiter, Quotas quotas, boolean byClient, RateMetrics metrics) {
        this.limiter = limiter;
        this.quotas = quotas;
        this.byClient = byClient;
        this.metrics = metrics;
    }

    /** Counts one use; as {@link RateLimiter#ask}. */
    CompletableFuture<Decision> ask(RequestScope scope, Budget budget) {
        return limiter.ask(clientOf(scope), quotas.of(budget, scope.keyLimit()));
    }

    /** As {@link RateLimiter#askForStream}. */
    CompletableFuture<Decision> ask(RequestScope scope, StreamUse use) {
        return limiter.askForStream(clientOf(scope), quotas.of(Budget.STREAMS, scope.keyLimit()), use);
    }

    /** Its key, else its network. */
    private String clientOf(RequestScope scope) {
        String key = scope.keyId();
        return key != null ? "key:" + key : byClient ? ClientNetwork.of(scope.client()) : EVERYBODY;
    }

    /** `rate_limited`, to throw when the decision is no. */
    FailureException refusal(Decision decision) {
        Quota quota = decision.quota();
        metrics.refused(quota.budget());
        long wait = Math.max(1, decision.freeInSeconds());
        return Failure.of(
                        Reason.RATE_LIMITED,
                        what(quota.budget()) + ": at most " + quota.limit() + " in " + RateLimitFields.seconds(quota)
                                + " seconds.",
                        "Ask again in " + wait + (wait == 1 ? " second." : " seconds."))
                .retryAfter(Duration.ofSeconds(wait))
                .toException();
    }

    private static String what(Budget budget) {
        return switch (budget) {
            case REQUESTS -> "Too many requests";
            case STREAMS -> "Too many streams begun";
            case EXTRACTIONS -> "Too many videos looked up anew";
        };
    }
}
