package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {
    @TempDir
    Path folder;

    static Stream<Arguments> brokenSecrets() {
        return Stream.of(
                Arguments.of("REDIS_URL", "redis://u:hunter2@[/0"),
                Arguments.of("REDIS_URL", "http://u:hunter2@cache/0"),
                Arguments.of("REDIS_URL", "redis://u:hunter2@cache/hunter2"),
                Arguments.of("REDIS_URL", "redis://u:%zzhunter2@cache"),
                Arguments.of("REDIS_URL", "hunter2"),
                Arguments.of("YTDLP_PROXY", "ftp://u:hunter2@proxy:1"),
                Arguments.of("YTDLP_PROXY", "http://u:hunter2@proxy:99999"),
                Arguments.of("YTDLP_PROXY", "http://u:hunter2@proxy/hunter2"),
                Arguments.of("YTDLP_PROXY", "http://u:hunter2@bad host"),
                Arguments.of("API_KEYS", "a-good-long-key,hunter2"),
                Arguments.of("SIGNING_KEYS", "hunter2"));
    }

    @ParameterizedTest
    @MethodSource("brokenSecrets")
    void aSecretThatIsWrongIsNotPrinted(String name, String value) throws IOException {
        assertThat(new SettingsFixture(folder).problems(name, value))
                .singleElement()
                .asString()
                .startsWith(name + ": its value ")
                .doesNotContain("hunter2");
    }

    @Test
    void contradictingSecretsAreNotPrinted() throws IOException {
        assertThat(new SettingsFixture(folder)
                        .problems("REDIS_URL", "redis://:hunter2@cache", "REDIS_PASSWORD", "hunter3"))
                .singleElement()
                .asString()
                .startsWith("REDIS_PASSWORD: contradicts REDIS_URL")
                .doesNotContain("hunter");
    }

    @Test
    void settingsThatArePrintedHideTheirSecrets() throws Exception {
        Settings settings = new SettingsFixture(folder)
                .loaded(
                        "REDIS_URL",
                        "redis://someone:hunter2@cache",
                        "YTDLP_PROXY",
                        "socks5://someone:hunter2@proxy",
                        "API_KEYS",
                        "hunter2-hunter2",
                        "SIGNING_KEYS",
                        "hunter2".repeat(6))
                .settings();
        assertThat(settings.toString()).doesNotContain("hunter2", "someone");
        assertThat(settings.access().keys()).containsExactly(ApiKey.parse("hunter2-hunter2"));
    }

    @Test
    void credentialsInAnAddressThatShouldHaveNoneAreNotPrinted() throws IOException {
        assertThat(new SettingsFixture(folder).problems("CORS_ALLOWED_ORIGINS", "https://u:hunter2@a.example"))
                .singleElement()
                .asString()
                .doesNotContain("hunter2");
    }
}
