package dev.weir.telemetry;

import dev.weir.redis.CommandObserver;
import dev.weir.redis.LinkState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Counts and times what the shared server is asked. */
public final class RedisMetrics implements CommandObserver {
    private final MeterRegistry registry;
    private final Map<Outcome, Timer> commands = new EnumMap<>(Outcome.class);

    public RedisMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Outcome outcome : Outcome.values()) {
            commands.put(
                    outcome,
                    Timer.builder("weir.redis.commands")
                            .description("Time from the wish to ask the shared server to its answer")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    /** Shows the state as a gauge for each, of which one is 1. */
    public void watch(Supplier<LinkState> current) {
        for (LinkState state : LinkState.values()) {
            Gauge.builder("weir.redis.state", () -> current.get() == state ? 1 : 0)
                    .description("How the shared server is doing")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    @Override
    public void ended(Outcome outcome, long nanos) {
        Timer timer = commands.get(outcome);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
