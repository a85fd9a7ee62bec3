package dev.weir.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts and times HTTP requests by route, method and status; cheap enough for every request. */
public final class RequestMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private record Key(String route, String method, int status) {}

    private final MeterRegistry registry;
    private final ConcurrentHashMap<Key, Timer> timers = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    public RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Records a finished request.
     *
     * @param route the route's template, never the path asked for: the number of series stays bounded
     * @param method a method that the route knows
     */
    public void record(String route, String method, int status, long tookNanos) {
        requests.increment();
        nanos.add(tookNanos);
        timers.computeIfAbsent(new Key(route, method, status), this::timer).record(tookNanos, TimeUnit.NANOSECONDS);
    }

    public long requests() {
        return requests.sum();
    }

    /** Over all requests since the start, in milliseconds; 0 before the first. */
    public double averageLatencyMillis() {
        long count = requests.sum();
        return count == 0 ? 0 : nanos.sum() / 1e6 / count;
    }

    private Timer timer(Key key) {
        return Timer.builder("weir.http.requests")
                .description("Time from a request's head to the end of its answer")
                .tags("route", key.route, "method", key.method, "status", Integer.toString(key.status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
