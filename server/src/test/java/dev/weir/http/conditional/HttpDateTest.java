package dev.weir.http.conditional;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource({
        "'Sun, 06 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sunday, 06-Nov-94 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sun Nov  6 08:49:37 1994', 1994-11-06T08:49:37Z",
        "'Wed Nov 16 08:49:37 1994', 1994-11-16T08:49:37Z",
        "'Thu, 29 Feb 2024 00:00:00 GMT', 2024-02-29T00:00:00Z",
        "'Tuesday, 01-Jan-75 00:00:00 GMT', 2075-01-01T00:00:00Z",
        "'Saturday, 01-Jan-77 00:00:00 GMT', 1977-01-01T00:00:00Z",
    })
    void readsThreeNotations(String text, Instant expected) {
        assertThat(HttpDate.parse(text, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "0",
                "1994-11-06T08:49:37Z",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:49:37 GMT, x",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                ","
            })
    void anythingElseIsNoDate(String text) {
        assertThat(HttpDate.parse(text, NOW)).isNull();
    }

    @Test
    void readsWhatItWrites() {
        Random random = new Random(5);
        for (int run = 0; run < 2_000; run++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(0, 253402300800L));
            assertThat(HttpDate.parse(HttpDate.format(instant), NOW)).isEqualTo(instant);
        }
    }

    @Test
    void writesTheOneNotation() {
        assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37.999Z")))
                .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
