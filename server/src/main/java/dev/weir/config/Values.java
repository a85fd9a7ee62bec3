package dev.weir.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands out the environment's values by setting, and gathers what is wrong with them. */
final class Values {
    private static final int SHOWN = 60;

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Values(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The setting's value, its default where it is not set or cannot be read. */
    <T> T read(Setting setting, Parser<T> parser) {
        T found = find(setting, parser);
        if (found != null) {
            return found;
        }
        try {
            return parser.parse(setting.defaultText());
        } catch (InvalidValue e) {
            throw new IllegalStateException("the default of " + setting + " cannot be read", e);
        }
    }

    /** The setting's value, null where it is not set or cannot be read. */
    <T> @Nullable T find(Setting setting, Parser<T> parser) {
        String inUse = null;
        T value = null;
        for (String name : SettingNames.of(setting)) {
            String text = text(name);
            if (text == null) {
                continue;
            }
            T parsed = parse(setting, name, text, parser);
            if (inUse == null) {
                inUse = name;
                value = parsed;
            } else if (value != null && parsed != null && !value.equals(parsed)) {
                warn(name + " is not used: " + inUse + " says something else and goes before it");
            }
        }
        return value;
    }

    /** Whether the environment sets it, under whichever name. */
    boolean isSet(Setting setting) {
        return SettingNames.of(setting).stream().anyMatch(name -> text(name) != null);
    }

    /** The text of a variable without the blanks around it; null where nothing else is there. */
    @Nullable
    String text(String name) {
        String text = environment.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** @param sentence what is wrong, without any of a secret's value */
    void reject(Setting setting, String sentence) {
        problems.add(line(setting, setting.name(), sentence));
    }

    /** Rejects a value that was readable, and shows it unless it is secret. */
    void reject(Setting setting, InvalidValue invalid) {
        problems.add(line(setting, setting.name(), shown(setting, invalid)));
    }

    void warn(String line) {
        warnings.add(line);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private <T> @Nullable T parse(Setting setting, String name, String text, Parser<T> parser) {
        try {
            return parser.parse(text);
        } catch (InvalidValue e) {
            problems.add(line(setting, name, shown(setting, e)));
            return null;
        }
    }

    private static String line(Setting setting, String name, String sentence) {
        return name + ": " + sentence + "; for example " + name + "=" + setting.example();
    }

    private static String shown(Setting setting, InvalidValue invalid) {
        return (setting.secret() ? "its value" : quote(invalid.part())) + " " + invalid.problem();
    }

    /** One printable line of bounded length, without the credentials of an address. */
    static String quote(String text) {
        String line = text.replaceAll("//[^/@]*@", "//***@").replaceAll("\\P{Print}", "?");
        return "\"" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line) + "\"";
    }
}
