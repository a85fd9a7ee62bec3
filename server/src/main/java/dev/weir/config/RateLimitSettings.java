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
 * @param ownExtractions RATE_LIMIT_EXTRACTION_MAX: in one window, at least 1; null to follow {@code requests}
 * @param ownStreams RATE_LIMIT_STREAM_MAX: in one window, at least 1; null to follow {@code requests}
 */
public record RateLimitSettings(
        boolean enabled,
        int requests,
        Duration window,
        boolean byClient,
        @Nullable Integer ownExtractions,
        @Nullable Integer ownStreams) {

    static RateLimitSettings read(Values values) {
        Parser<Integer> count = Numbers.between(1, 1_000_000_000);
        return new RateLimitSettings(
                values.read(Setting.RATE_LIMIT_ENABLED, Words::bool),
                values.read(Setting.RATE_LIMIT_MAX_REQUESTS, count),
                values.read(Setting.RATE_LIMIT_WINDOW, Durations.between(Duration.ofSeconds(1), Duration.ofDays(1))),
                values.read(Setting.RATE_LIMIT_BY_IP, Words::bool),
                values.find(Setting.RATE_LIMIT_EXTRACTION_MAX, count),
                values.find(Setting.RATE_LIMIT_STREAM_MAX, count));
    }

    /** Extractions in one window. */
    public int extractions() {
        return ownExtractions == null ? requests : ownExtractions;
    }

    /** Streams begun in one window. */
    public int streams() {
        return ownStreams == null ? requests : ownStreams;
    }

    /** The same for somebody who has so many requests in one window, at least 1. */
    public RateLimitSettings withRequests(int other) {
        return new RateLimitSettings(enabled, other, window, byClient, ownExtractions, ownStreams);
    }
}
