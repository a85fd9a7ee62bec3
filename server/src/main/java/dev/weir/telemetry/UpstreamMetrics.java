package dev.weir.telemetry;

import dev.weir.source.SourceFailure;
import dev.weir.source.SourceListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts what comes from origins. */
public final class UpstreamMetrics implements SourceListener {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final LongAdder received = new LongAdder();
    private final Timer firstByte;
    private final Counter ended;
    private final Counter failed;

    public UpstreamMetrics(MeterRegistry registry) {
        FunctionCounter.builder("weir.upstream.bytes", received, LongAdder::sum)
                .baseUnit("bytes")
                .description("Media bytes received from origins")
                .register(registry);
        this.firstByte = Timer.builder("weir.upstream.first.byte")
                .description("Time from asking an origin to its first byte")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        this.ended = reads(registry, "complete");
        this.failed = reads(registry, "failed");
    }

    @Override
    public void firstByte(long nanos) {
        firstByte.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void bytes(int count) {
        received.add(count);
    }

    @Override
    public void ended() {
        ended.increment();
    }

    @Override
    public void failed(SourceFailure failure) {
        failed.increment();
    }

    private static Counter reads(MeterRegistry registry, String outcome) {
        return Counter.builder("weir.upstream.reads")
                .description("Reads of origins by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }
}
