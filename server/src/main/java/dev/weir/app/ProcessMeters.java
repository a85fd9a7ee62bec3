package dev.weir.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.netty.buffer.PooledByteBufAllocator;

/** Publishes what the process itself counts: pooled buffers, the virtual machine. */
final class ProcessMeters implements AutoCloseable {
    private final JvmGcMetrics collections;

    private ProcessMeters(JvmGcMetrics collections) {
        this.collections = collections;
    }

    static ProcessMeters register(MeterRegistry registry) {
        Gauge.builder(
                        "weir.buffers",
                        PooledByteBufAllocator.DEFAULT,
                        x -> x.metric().usedDirectMemory())
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
}
