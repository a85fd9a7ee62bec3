package dev.weir.http.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.http.mode.SmartMode.Way;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartModeTest {

    @ParameterizedTest
    @CsvSource({
        // enabled, wished, country, redirectable, way
        "true, proxy, US, true, PROXY",
        "true, direct, CN, true, DIRECT",
        "true, DIRECT, CN, false, DIRECT",
        "true, auto, CN, true, PROXY",
        "true, auto, cn, true, PROXY",
        "true, auto, US, true, DIRECT",
        "true, auto, US, false, PROXY",
        "true, Auto, XX, true, DIRECT",
        "true, auto, XX, false, PROXY",
        "false, auto, CN, true, DIRECT",
        "false, auto, CN, false, PROXY",
        "false, proxy, US, true, PROXY",
    })
    void decides(boolean enabled, String wished, String country, boolean redirectable, Way way) {
        SmartMode mode = new SmartMode(enabled, Set.of("CN", "IR"), StreamMode.AUTO);
        assertThat(mode.decide(StreamMode.parse(wished), Country.parse(country), redirectable))
                .isEqualTo(way);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "prox", "proxy ", "302", "automatic"})
    void refusesUnknownModes(String word) {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> StreamMode.parse(word))
                .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(Reason.INVALID_PARAMETER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "CHN", "C1", "\u00c4B", "c n", "--"})
    void refusesWhatIsNoCountry(String word) {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> Country.parse(word))
                .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(Reason.INVALID_PARAMETER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CF-IPCountry | cn | CN",
                "X-Country-Code | DE | DE",
                "X-Geo-Country | fr | FR",
                "CloudFront-Viewer-Country | ' US ' | US",
                "CF-IPCountry | T1 | ''",
                "CF-IPCountry | XX | ''",
                "CF-IPCountry | China | ''",
                "X-Unrelated | CN | ''",
            })
    void readsTheCountryFromTheHeader(String field, String value, String code) {
        assertThat(Country.fromHeader(Map.of(field, value)::get).code()).isEqualTo(code);
    }

    @Test
    void takesTheFirstFieldThatMakesSense() {
        Map<String, String> header = Map.of("CF-IPCountry", "XX", "X-Country-Code", "?", "X-Geo-Country", "BR");
        assertThat(Country.fromHeader(header::get)).isEqualTo(new Country("BR"));
    }
}
