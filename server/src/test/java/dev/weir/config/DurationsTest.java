package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    private static final Parser<Duration> ANY = Durations.between(Duration.ZERO, Duration.ofDays(1_000_000_000));

    @ParameterizedTest
    @CsvSource({
        "15m,PT15M",
        "900,PT15M",
        "900s,PT15M",
        "1h,PT1H",
        "500ms,PT0.5S",
        "1h30m,PT1H30M",
        "2d,PT48H",
        "0,PT0S",
        "15m0s,PT15M",
        "1m500ms,PT1M0.5S"
    })
    void theUsualSpellingsAreRead(String text, Duration duration) throws InvalidValue {
        assertThat(ANY.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m",
                "-1s",
                "+5",
                "1.5h",
                "15 m",
                "15M",
                "1h 30m",
                "15mx",
                "10000000000",
                "1w",
                "٣s",
                "1e3",
                "5mss"
            })
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> ANY.parse(text)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void theRangeIsInclusiveAndNamed() throws InvalidValue {
        Parser<Duration> parser = Durations.between(Duration.ofMillis(100), Duration.ofHours(1));
        assertThat(parser.parse("100ms")).isEqualTo(Duration.ofMillis(100));
        assertThat(parser.parse("60m")).isEqualTo(Duration.ofHours(1));
        assertThatThrownBy(() -> parser.parse("99ms")).hasMessage("is not between 100ms and 1h");
        assertThatThrownBy(() -> parser.parse("3601")).hasMessage("is not between 100ms and 1h");
    }

    @Test
    void whatIsSpelledIsReadBack() throws InvalidValue {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            long millis = random.nextLong(1L << random.nextInt(1, 29));
            Duration duration = random.nextBoolean() ? Duration.ofMillis(millis) : Duration.ofMinutes(millis);
            assertThat(ANY.parse(Durations.spell(duration))).isEqualTo(duration);
        }
    }
}
