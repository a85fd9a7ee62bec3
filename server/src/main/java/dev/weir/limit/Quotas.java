package dev.weir.limit;

import dev.weir.config.ApiKey;
import dev.weir.config.RateLimitSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /**
     * The same, but for keys with a limit of their own: it stands in for the general one, and also for that of streams and of extractions where these
     * are not set apart from it.
     */
    static Quotas of(RateLimitSettings settings, List<ApiKey> keys) {
        Quotas general = of(settings);
        Map<String, Quotas> own = keys.stream()
                .filter(key -> key.limit() > 0)
                .collect(Collectors.toUnmodifiableMap(ApiKey::id, key -> of(settings.withRequests(key.limit()))));
        return (budget, keyId) -> (keyId == null ? general : own.getOrDefault(keyId, general)).of(budget, keyId);
    }
}
