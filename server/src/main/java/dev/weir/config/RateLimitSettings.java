package dev.weir.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often clients may ask.
 *
 * @param enabled RATE_LIMIT_ENABLED
 * @param requests RATE_LIMIT_MAX_REQUESTS: in one window, at least 1
 * @param window RATE_LIMIT_WINDOW: 1 s to 1 day
 * @param byClient RATE_LIMIT_BY_IP: each client address apart
 * @param extractions RATE_LIMIT_EXTRACTION_MAX: in one window, at least 1
 * @param streams RATE_LIMIT_STREAM_MAX: in one window, at least 1
 */
public record RateLimitSettings(
        boolean enabled, int requests, Duration window, boolean byClient, int extractions, int streams) {

    static RateLimitSettings read(Values values) {
        Parser<Integer> count = Numbers.between(1, 1_000_000_000);
        int requests = values.read(Setting.RATE_LIMIT_MAX_REQUESTS, count);
        return new RateLimitSettings(
                values.read(Setting.RATE_LIMIT_ENABLED, Words::bool),
                requests,
                values.read(Setting.RATE_LIMIT_WINDOW, Durations.between(Duration.ofSeconds(1), Duration.ofDays(1))),
                values.read(Setting.RATE_LIMIT_BY_IP, Words::bool),
                orElse(values.find(Setting.RATE_LIMIT_EXTRACTION_MAX, count), requests),
                orElse(values.find(Setting.RATE_LIMIT_STREAM_MAX, count), requests));
    }

    private static int orElse(@Nullable Integer own, int other) {
        return own == null ? other : own;
    }
}
