package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsSettingsTest {

    @Test
    void credentialsForEverybodyContradict() {
        Values values =
                new Values(Map.of("CORS_ALLOWED_ORIGINS", "https://a.example,*", "CORS_ALLOW_CREDENTIALS", "true"));
        CorsSettings.read(values);
        assertThat(values.problems())
                .singleElement()
                .asString()
                .startsWith("CORS_ALLOWED_ORIGINS: is * while CORS_ALLOW_CREDENTIALS is true");
    }

    @ParameterizedTest
    @CsvSource({
        "https://A.example,https://a.example",
        "https://a.example:443,https://a.example",
        "http://a.example:8080,http://a.example:8080",
        "http://[::1]:3000,http://[::1]:3000",
        "*,*",
    })
    void originsAreKeptAsBrowsersSendThem(String text, String origin) {
        Values values = new Values(Map.of("CORS_ALLOWED_ORIGINS", text));
        assertThat(CorsSettings.read(values).origins()).containsExactly(origin);
        assertThat(values.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.example",
                "https://a.example/",
                "https://a.example/x",
                "ftp://a.example",
                "https://*.example",
                "null",
                "https://u@a.example",
                "https://a.example?x"
            })
    void whatIsNoOriginIsRefused(String text) {
        Values values = new Values(Map.of("CORS_ALLOWED_ORIGINS", text));
        CorsSettings.read(values);
        assertThat(values.problems()).hasSize(1);
    }

    @Test
    void jsonListsOfTheOldNamesAreRead() {
        Values values = new Values(Map.of(
                "CORS_ORIGINS", "[\"https://a.example\"]", "CORS_METHODS", "[\"*\"]", "CORS_HEADERS", "[\"*\"]"));
        CorsSettings cors = CorsSettings.read(values);
        assertThat(cors.origins()).containsExactly("https://a.example");
        assertThat(cors.methods()).contains("GET", "DELETE").doesNotContain("*");
        assertThat(cors.headers()).containsExactly("*");
    }
}
