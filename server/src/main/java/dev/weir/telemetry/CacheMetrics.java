package dev.weir.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Counts lookups of videos by the tier that answered, or did not. */
public final class CacheMetrics {
    private final MeterRegistry registry;

    public CacheMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows what a tier counts since the start. */
    public <T> void watch(String tier, T cache, ToDoubleFunction<T> hits, ToDoubleFunction<T> misses) {
        counter(tier, "hit", cache, hits);
        counter(tier, "miss", cache, misses);
    }

    private <T> void counter(String tier, String outcome, T cache, ToDoubleFunction<T> count) {
        FunctionCounter.builder("weir.cache.lookups", cache, count)
                .description("Lookups of videos by tier: the memory of this server, and what servers share")
                .tags("tier", tier, "outcome", outcome)
                .register(registry);
    }
}
