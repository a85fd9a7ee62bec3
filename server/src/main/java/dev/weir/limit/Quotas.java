package dev.weir.limit;

import dev.weir.config.RateLimitSettings;
import org.jspecify.annotations.Nullable;

/** Says how much a client has of a budget. */
@FunctionalInterface
public interface Quotas {

    /** @param keyId of the API key that the client showed, or null where it showed none */
    Quota of(Budget budget, @Nullable String keyId);

    /** The same for everybody. */
    static Quotas of(RateLimitSettings settings) {
        Quota requests = new Quota(Budget.REQUESTS, settings.requests(), settings.window());
        Quota streams = new Quota(Budget.STREAMS, settings.streams(), settings.window());
        Quota extractions = new Quota(Budget.EXTRACTIONS, settings.extractions(), settings.window());
        return (budget, keyId) -> switch (budget) {
            case REQUESTS -> requests;
            case STREAMS -> streams;
            case EXTRACTIONS -> extractions;
        };
    }
}
