package dev.weir.limit;

import dev.weir.config.RateLimitSettings;

/** Says how much a client has of a budget. */
@FunctionalInterface
public interface Quotas {

    /** @param ownRequests what the client's API key has in place of RATE_LIMIT_MAX_REQUESTS, 0 where it has the same as others */
    Quota of(Budget budget, int ownRequests);

    static Quotas of(RateLimitSettings settings) {
        Quota requests = quota(Budget.REQUESTS, settings);
        Quota streams = quota(Budget.STREAMS, settings);
        Quota extractions = quota(Budget.EXTRACTIONS, settings);
        return (budget, ownRequests) -> ownRequests > 0
                ? quota(budget, settings.withRequests(ownRequests))
                : switch (budget) {
                    case REQUESTS -> requests;
                    case STREAMS -> streams;
                    case EXTRACTIONS -> extractions;
                };
    }

    private static Quota quota(Budget budget, RateLimitSettings settings) {
        int limit = switch (budget) {
            case REQUESTS -> settings.requests();
            case STREAMS -> settings.streams();
            case EXTRACTIONS -> settings.extractions();
        };
        return new Quota(budget, limit, settings.window());
    }
}
