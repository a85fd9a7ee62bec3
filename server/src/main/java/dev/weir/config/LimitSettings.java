package dev.weir.config;

import java.time.Duration;

/**
 * How much and how long.
 *
 * @param urlLength MAX_URL_LENGTH: bytes of a request target
 * @param queryLength MAX_QUERY_LENGTH: bytes
 * @param headerSize MAX_HEADER_SIZE: bytes of a request head
 * @param bodySize MAX_REQUEST_BODY_SIZE: bytes
 * @param streams MAX_CONCURRENT_STREAMS: 0 for no limit
 * @param streamsPerClient MAX_STREAMS_PER_CLIENT: 0 for no limit
 * @param clientIdle CLIENT_IDLE_TIMEOUT: time without progress, at least 100 ms
 * @param shutdown SHUTDOWN_TIMEOUT: what running streams get, 0 to 1 h
 */
public record LimitSettings(
        int urlLength,
        int queryLength,
        int headerSize,
        int bodySize,
        int streams,
        int streamsPerClient,
        Duration clientIdle,
        Duration shutdown) {

    static LimitSettings read(Values values) {
        Parser<Integer> streams = Numbers.between(0, 1_000_000);
        return new LimitSettings(
                values.read(Setting.MAX_URL_LENGTH, Numbers.between(64, 65_536)),
                values.read(Setting.MAX_QUERY_LENGTH, Numbers.between(0, 65_536)),
                values.read(Setting.MAX_HEADER_SIZE, Numbers.between(1024, 1 << 20)),
                values.read(Setting.MAX_REQUEST_BODY_SIZE, Numbers.between(1024, 100 << 20)),
                values.read(Setting.MAX_CONCURRENT_STREAMS, streams),
                values.read(Setting.MAX_STREAMS_PER_CLIENT, streams),
                values.read(
                        Setting.CLIENT_IDLE_TIMEOUT, Durations.between(Duration.ofMillis(100), Duration.ofHours(1))),
                values.read(Setting.SHUTDOWN_TIMEOUT, Durations.between(Duration.ZERO, Duration.ofHours(1))));
    }
}
