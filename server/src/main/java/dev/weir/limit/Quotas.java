package dev.weir.limit;

import dev.weir.config.RateLimitSettings;

/** Says how much a client has of a budget. */
@FunctionalInterface
public interface Quotas {

    Quota of(Budget budget);

    /** The same for everybody. */
    static Quotas of(RateLimitSettings settings) {
        Quota requests = new Quota(Budget.REQUESTS, settings.requests(), settings.window());
        Quota streams = new Quota(Budget.STREAMS, settings.streams(), settings.window());
        Quota extractions = new Quota(Budget.EXTRACTIONS, settings.extractions(), settings.window());
        return budget -> switch (budget) {
            case REQUESTS -> requests;
            case STREAMS -> streams;
            case EXTRACTIONS -> extractions;
        };
    }
}
