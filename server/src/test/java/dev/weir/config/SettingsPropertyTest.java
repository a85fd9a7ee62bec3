package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the environment holds: an answer, never an exception; lines that can be printed, never a secret. */
class SettingsPropertyTest {
    private static final String MARK = "Zq7Zq7";
    private static final String[] PIECES = {
        "http://",
        "redis://",
        "rediss://",
        "socks5://",
        "user",
        ":",
        "@",
        "/",
        "[",
        "]",
        "::1",
        "10.0.0.0/8",
        "10.1.2.3/8",
        ",",
        "15m",
        "900",
        "0",
        "-1",
        "99999999999",
        "true",
        "no",
        "*",
        "%",
        "%zz",
        "%41",
        "\"",
        "[\"a\"]",
        "é",
        "\ud83d",
        "\n",
        "\u0000",
        " ",
        "proxy",
        "a.example",
        "1080p",
        "CN",
        "generic",
        "..",
        "\u202e",
        "{",
        "~",
        "%("
    };

    @TempDir
    Path folder;

    @Test
    void randomEnvironmentsAreAnswered() throws IOException {
        SettingsFixture fixture = new SettingsFixture(folder);
        Random random = new Random(42);
        List<String> names = List.copyOf(SettingNames.known());
        for (int i = 0; i < 20_000; i++) {
            Map<String, String> environment = new HashMap<>();
            for (int n = random.nextInt(6); n >= 0; n--) {
                String name = names.get(random.nextInt(names.size()));
                environment.put(random.nextInt(10) == 0 ? name + pieces(random, 1) : name, pieces(random, 6));
            }
            check(fixture, environment);
        }
    }

    @Test
    void everySettingTakesRandomText() throws IOException {
        SettingsFixture fixture = new SettingsFixture(folder);
        Random random = new Random(43);
        for (Setting setting : Setting.values()) {
            for (int i = 0; i < 100; i++) {
                check(fixture, Map.of(setting.name(), pieces(random, 8)));
            }
        }
    }

    private static void check(SettingsFixture fixture, Map<String, String> environment) {
        Map<String, String> marked = new HashMap<>(environment);
        for (Setting setting : Setting.values()) {
            if (setting.secret()) {
                marked.computeIfPresent(setting.name(), (name, text) -> text.replace("user", MARK) + MARK);
            }
        }
        List<String> lines = switch (fixture.read(marked)) {
            case SettingsResult.Loaded(Settings settings, List<String> warnings) -> {
                // A host is no secret: only what may hold credentials or keys must not show.
                assertThat(settings.access().toString()).doesNotContain(MARK);
                yield warnings;
            }
            case SettingsResult.Rejected(List<String> problems) -> problems;
        };
        assertThat(lines)
                .allSatisfy(line -> assertThat(line)
                        .as("%s", marked)
                        .matches("\\p{Print}+")
                        .hasSizeLessThan(500)
                        .doesNotContain(MARK));
    }

    private static String pieces(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(most) + 1; n > 0; n--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
