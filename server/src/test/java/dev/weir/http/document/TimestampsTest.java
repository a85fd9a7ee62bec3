package dev.weir.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Timestamps timestamps = new Timestamps(now::get);

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05.000Z",
        "2026-01-02T03:04:05.006Z, 2026-01-02T03:04:05.006Z",
        "2026-01-02T03:04:05.067Z, 2026-01-02T03:04:05.067Z",
        "2026-01-02T03:04:00.999999999Z, 2026-01-02T03:04:00.999Z",
        "1969-12-31T23:59:59.001Z, 1969-12-31T23:59:59.001Z",
    })
    void alwaysHasMilliseconds(Instant instant, String expected) {
        now.set(instant);
        assertThat(timestamps.now()).isEqualTo(expected);
    }

    @Test
    void meansTheTimeItWasAskedAt() {
        Random random = new Random(1);
        long base = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();
        for (int run = 0; run < 10_000; run++) {
            now.set(Instant.ofEpochMilli(base + random.nextInt(5_000)));
            assertThat(Instant.parse(timestamps.now())).isEqualTo(now.get());
        }
    }
}
