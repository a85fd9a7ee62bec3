package dev.weir.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.video.FailureException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceQualityTest {

    @ParameterizedTest
    @CsvSource({
        "mobile, 480p",
        "tablet, 720p",
        "Desktop, 1080p",
    })
    void aScreenAloneDecides(String device, String quality) {
        assertThat(DeviceQuality.of(Device.parse(device, "")).wireName()).isEqualTo(quality);
    }

    @ParameterizedTest
    @CsvSource({
        "desktop, 1, 144p",
        "desktop, 399, 144p",
        "desktop, 400, 240p",
        "desktop, 800, 360p",
        "desktop, 1500, 480p",
        "desktop, 3000, 720p",
        "desktop, 6000, 1080p",
        "desktop, 12000, 1440p",
        "desktop, 24000, 2160p",
        "desktop, 999999999, 2160p",
        "tablet, 50000, 720p",
        "tablet, 1500, 480p",
        "mobile, 50000, 480p",
        "mobile, 900, 360p",
    })
    void theBandwidthDecidesUpToWhatTheScreenShows(String device, String bandwidth, String quality) {
        assertThat(DeviceQuality.of(Device.parse(device, ""), DeviceQuality.bandwidth(bandwidth))
                        .wireName())
                .isEqualTo(quality);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "1e3", "fast", "9999999999", "\u0661"})
    void bandwidthsAreWholeNumbersAboveZero(String text) {
        assertThatExceptionOfType(FailureException.class).isThrownBy(() -> DeviceQuality.bandwidth(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mobile  | Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Mobile/15E148 Safari/604",
                "mobile  | Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537 Chrome/120 Mobile Safari/537",
                "mobile  | Mozilla/5.0 (Android 14; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0",
                "tablet  | Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605 Mobile/15E148 Safari/604",
                "tablet  | Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537 Chrome/120 Safari/537",
                "tablet  | Mozilla/5.0 (Android 13; Tablet; rv:120.0) Gecko/120.0 Firefox/120.0",
                "desktop | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537 Chrome/120 Safari/537",
                "desktop | curl/8.0",
                "desktop | ''",
            })
    void autoLooksAtTheUserAgent(String device, String userAgent) {
        assertThat(Device.parse("auto", userAgent).wireName()).isEqualTo(device);
        assertThat(Device.parse("tablet", userAgent)).isEqualTo(Device.TABLET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "phone", "auto "})
    void otherDevicesAreInvalid(String text) {
        assertThatExceptionOfType(FailureException.class).isThrownBy(() -> Device.parse(text, ""));
    }
}
