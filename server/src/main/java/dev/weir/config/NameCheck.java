package dev.weir.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;

/** Finds variables that look like settings and are none, and those that have no effect any more. */
final class NameCheck {
    /** Nobody else's variables begin like this. */
    private static final List<String> PREFIXES =
            List.of("YTDLP_", "EGRESS_", "UPSTREAM_", "RATE_LIMIT_", "BYTE_CACHE_", "CORS_", "HSTS_", "API_KEY_");

    /** Shorter names are too close to those of other programs' variables. */
    private static final int COMPARED_FROM = 7;

    private static final int LONGEST = 64;

    private NameCheck() {}

    static void check(Map<String, String> environment, Values values) {
        SortedSet<String> known = SettingNames.known();
        environment.keySet().stream().sorted().forEach(name -> {
            if (SettingNames.ignored().contains(name)) {
                values.warn(name + ": has no effect in Weir");
            } else if (!known.contains(name) && name.length() <= LONGEST) {
                checkUnknown(name, known, values);
            }
        });
    }

    private static void checkUnknown(String name, SortedSet<String> known, Values values) {
        String upper = name.toUpperCase(Locale.ROOT);
        int tolerated = tolerated(name);
        for (int distance = 0; distance <= tolerated; distance++) {
            for (String each : known) {
                if (within(distance, upper, each)) {
                    values.warn(Values.quote(name) + " is no setting; did you mean " + each + "?");
                    return;
                }
            }
        }
        if (PREFIXES.stream().anyMatch(upper::startsWith)) {
            values.warn(Values.quote(name) + " is no setting; docs/settings.md lists them all");
        }
    }

    private static int tolerated(String name) {
        if (name.length() < COMPARED_FROM) {
            return 0;
        }
        return name.length() < 2 * COMPARED_FROM ? 1 : 2;
    }

    /** Whether at most so many letters have to be inserted, dropped or replaced (Levenshtein); gives up early. */
    static boolean within(int most, String one, String other) {
        if (Math.abs(one.length() - other.length()) > most) {
            return false;
        }
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            int least = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
                least = Math.min(least, current[j]);
            }
            if (least > most) {
                return false;
            }
            previous = current;
        }
        return previous[other.length()] <= most;
    }
}
