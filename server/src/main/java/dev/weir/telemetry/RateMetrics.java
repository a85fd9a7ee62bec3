package dev.weir.telemetry;

import dev.weir.limit.Budget;
import dev.weir.limit.RateLimiter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts what the rate limits refused. */
public final class RateMetrics {
    private final Map<Budget, Counter> refused = new EnumMap<>(Budget.class);

    public RateMetrics(MeterRegistry registry, RateLimiter limiter) {
        for (Budget budget : Budget.values()) {
            refused.put(
                    budget,
                    Counter.builder("weir.rate.limited")
                            .description("Uses that were refused since the client had no more of the budget")
                            .tag("budget", budget.wireName())
                            .register(registry));
        }
        Gauge.builder("weir.rate.local.share", limiter, RateLimiter::localShare)
                .description(
                        "Share of each rate limit that this process counts by itself, 0 while the shared server counts")
                .register(registry);
        Gauge.builder("weir.rate.instances", limiter, RateLimiter::instances)
                .description("Processes that count rate limits together, as far as was last known")
                .register(registry);
    }

    public void refused(Budget budget) {
        Counter counter = refused.get(budget);
        if (counter != null) {
            counter.increment();
        }
    }
}
