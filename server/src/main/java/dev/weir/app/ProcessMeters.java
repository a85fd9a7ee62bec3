package dev.weir.app;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.weir.resolve.Resolver;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.function.ToDoubleFunction;

/** Publishes what the process itself counts: lookups in memory, pooled buffers, the virtual machine. */
final class ProcessMeters implements AutoCloseable {
    private final JvmGcMetrics collections;

    private ProcessMeters(JvmGcMetrics collections) {
        this.collections = collections;
    }

    static ProcessMeters register(MeterRegistry registry, Resolver resolver) {
        lookups(registry, resolver, "hit", CacheStats::hitCount);
        lookups(registry, resolver, "miss", CacheStats::missCount);
        Gauge.builder("weir.buffers", PooledByteBufAllocator.DEFAULT, x -> x.metric().usedDirectMemory())
                .baseUnit("bytes")
                .description("Memory that the pools of media buffers hold outside the heap")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        return new ProcessMeters(collections);
    }

    /** Stops listening to the collector. */
    @Override
    public void close() {
        collections.close();
    }

    private static void lookups(
            MeterRegistry registry, Resolver resolver, String outcome, ToDoubleFunction<CacheStats> count) {
        FunctionCounter.builder("weir.cache.lookups", resolver, x -> count.applyAsDouble(x.stats()))
                .description("Lookups of videos in memory by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }
}
