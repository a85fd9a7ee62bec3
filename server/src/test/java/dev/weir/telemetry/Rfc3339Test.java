package dev.weir.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Rfc3339Test {

    @Test
    void areRfc3339InUtcToTheMillisecond() {
        Rfc3339 timestamps = new Rfc3339();
        assertThat(timestamps.of(0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(timestamps.of(1_800_000_000_007L)).isEqualTo("2027-01-15T08:00:00.007Z");
        assertThat(timestamps.of(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
    }

    @Test
    void nameTheInstantTheyWereMadeFrom() {
        Rfc3339 timestamps = new Rfc3339();
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            Instant instant =
                    Instant.ofEpochSecond(random.nextLong(253_402_300_800L)).plusMillis(random.nextInt(2000));
            assertThat(Instant.parse(timestamps.of(instant.toEpochMilli())))
                    .isEqualTo(instant.truncatedTo(ChronoUnit.MILLIS));
        }
    }
}
