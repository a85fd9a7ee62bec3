package dev.weir.config;

import java.time.Duration;

/**
 * Patience with origins.
 *
 * @param connectTimeout UPSTREAM_CONNECT_TIMEOUT
 * @param idleTimeout UPSTREAM_IDLE_TIMEOUT: time without a byte while one was wanted
 */
public record UpstreamSettings(Duration connectTimeout, Duration idleTimeout) {}
