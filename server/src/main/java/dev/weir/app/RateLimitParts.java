package dev.weir.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.config.RateLimitSettings;
import dev.weir.http.limit.ExtractionCharges;
import dev.weir.http.limit.RateGate;
import dev.weir.http.limit.RateLimitFilter;
import dev.weir.limit.InProcessRateLimiter;
import dev.weir.limit.Quotas;
import dev.weir.limit.RateLimiter;
import dev.weir.limit.SharedRateLimiter;
import dev.weir.redis.SharedScripts;
import dev.weir.telemetry.RateMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What limits how often clients may ask. */
record RateLimitParts(RateLimitFilter filter, ExtractionCharges charges) {

    /**
     * Builds the parts.
     *
     * @param scripts count on the shared server, and in this process while that is away; null to count in this process alone
     */
    static RateLimitParts of(
            RateLimitSettings settings,
            @Nullable SharedScripts scripts,
            MeterRegistry registry,
            InstantSource clock,
            Ticker ticker,
            Executor executor) {
        InProcessRateLimiter own = new InProcessRateLimiter(settings.window(), ticker, executor);
        RateLimiter limiter = scripts == null
                ? own
                : new SharedRateLimiter(scripts, own, UUID.randomUUID().toString(), ticker);
        return of(settings, limiter, registry, clock);
    }

    private static RateLimitParts of(
            RateLimitSettings settings, RateLimiter limiter, MeterRegistry registry, InstantSource clock) {
        RateGate gate =
                new RateGate(limiter, Quotas.of(settings), settings.byClient(), new RateMetrics(registry, limiter));
        return new RateLimitParts(
                new RateLimitFilter(gate, clock), new ExtractionCharges(settings.enabled(), gate, clock));
    }
}
