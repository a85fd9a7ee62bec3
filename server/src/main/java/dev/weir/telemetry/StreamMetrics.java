package dev.weir.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** Counts media: streams begun and failed, and bytes each way. */
public final class StreamMetrics {
    private final MeterRegistry registry;
    private final Counter started;
    private final LongAdder served = new LongAdder();

    public StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.started = Counter.builder("weir.streams")
                .description("Media answers begun")
                .register(registry);
        io.micrometer.core.instrument.FunctionCounter.builder("weir.stream.bytes", served, LongAdder::sum)
                .baseUnit("bytes")
                .description("Media bytes sent to clients")
                .register(registry);
    }

    public void streamStarted() {
        started.increment();
    }

    public void bytesServed(long count) {
        served.add(count);
    }

    /** @param kind a failure's type in snake case */
    public void streamFailed(String kind) {
        Counter.builder("weir.stream.failures")
                .description("Media answers that could not be begun or were broken off")
                .tag("kind", kind)
                .register(registry)
                .increment();
    }

    public long streams() {
        return (long) started.count();
    }

    public long bytesServed() {
        return served.sum();
    }
}
