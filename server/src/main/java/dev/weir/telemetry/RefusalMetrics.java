package dev.weir.telemetry;

import dev.weir.video.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts requests that were turned away, whatever they asked for: `weir.refused` by code and reason. */
public final class RefusalMetrics {
    private final MeterRegistry registry;

    public RefusalMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts a failed request where its reason is a refusal.
     *
     * @param code of the failure document
     */
    public void failed(String code, Reason reason) {
        if (reason == Reason.UNAUTHORIZED
                || reason == Reason.FORBIDDEN
                || reason == Reason.RATE_LIMITED
                || reason == Reason.TOO_LARGE) {
            Counter.builder("weir.refused")
                    .description("Requests turned away, whatever they asked for")
                    .tags("code", code, "reason", reason.wireName())
                    .register(registry)
                    .increment();
        }
    }
}
