package dev.weir.config;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/settings.md to the table in the code. */
class SettingsDocumentationTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (.*?) \\| (.*?) \\|$");
    private static final Pattern OLD_ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| `([A-Z_]+)` \\|$");
    private static final Pattern IGNORED = Pattern.compile("(?m)^- `([A-Z_]+)`$");

    private final String page = Files.readString(Path.of("../docs/settings.md"));

    SettingsDocumentationTest() throws IOException {}

    @Test
    void thePageListsExactlyTheSettingsWithTheirDefaultsAndMeanings() {
        Map<String, String> documented = ROW.matcher(page)
                .results()
                .collect(toMap(row -> row.group(1), row -> row.group(2) + " | " + row.group(3)));
        Map<String, String> known = Arrays.stream(Setting.values())
                .collect(toMap(Setting::name, setting -> standard(setting) + " | " + setting.meaning()));
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(known);
    }

    @Test
    void thePageListsExactlyTheOldNames() {
        List<String> documented = OLD_ROW.matcher(page)
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
        List<String> known = Arrays.stream(Setting.values())
                .flatMap(setting -> SettingNames.of(setting).stream().skip(1).map(old -> old + " " + setting))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void thePageListsExactlyTheNamesWithoutEffect() {
        assertThat(IGNORED.matcher(page).results().map(found -> found.group(1)).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(SettingNames.ignored());
    }

    private static String standard(Setting setting) {
        return setting.defaultText().isEmpty() ? "none" : "`" + setting.defaultText() + "`";
    }
}
