package dev.weir.config;

import java.time.Duration;

/**
 * Patience with origins.
 *
 * @param connectTimeout UPSTREAM_CONNECT_TIMEOUT: 100 ms to 10 min, as the other
 * @param idleTimeout UPSTREAM_IDLE_TIMEOUT: time without a byte while one was wanted
 */
public record UpstreamSettings(Duration connectTimeout, Duration idleTimeout) {

    static UpstreamSettings read(Values values) {
        Parser<Duration> patience = Durations.between(Duration.ofMillis(100), Duration.ofMinutes(10));
        return new UpstreamSettings(
                values.read(Setting.UPSTREAM_CONNECT_TIMEOUT, patience),
                values.read(Setting.UPSTREAM_IDLE_TIMEOUT, patience));
    }
}
