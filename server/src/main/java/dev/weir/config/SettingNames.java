package dev.weir.config;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The names that settings go by: today's, those of the systems that Weir replaces, and those that mean nothing any more. */
public final class SettingNames {
    private static final Map<Setting, List<String>> OLD = new EnumMap<>(Map.ofEntries(
            Map.entry(Setting.ENVIRONMENT, List.of("APP_ENV")),
            Map.entry(Setting.VIDEO_INFO_TTL, List.of("CACHE_TTL", "CACHE_MAX_AGE")),
            Map.entry(Setting.STREAM_URL_TTL, List.of("STREAM_CACHE_TTL")),
            Map.entry(Setting.RATE_LIMIT_ENABLED, List.of("ENABLE_RATE_LIMITING")),
            Map.entry(Setting.TEMP_RETENTION_HOURS, List.of("TEMP_FILE_RETENTION_HOURS")),
            Map.entry(Setting.DOWNLOAD_DIRECTORY, List.of("DOWNLOAD_DIR")),
            Map.entry(Setting.CORS_ALLOWED_ORIGINS, List.of("CORS_ORIGINS")),
            Map.entry(Setting.CORS_ALLOWED_METHODS, List.of("CORS_METHODS")),
            Map.entry(Setting.CORS_ALLOWED_HEADERS, List.of("CORS_HEADERS"))));

    private static final List<String> IGNORED = List.of(
            "STREAM_CHUNK_SIZE",
            "STREAM_BUFFER_SIZE",
            "CLEANUP_INTERVAL",
            "API_TITLE",
            "API_VERSION",
            "API_DESCRIPTION",
            "ALLOWED_VIDEO_FORMATS",
            "GIN_MODE",
            "UVLOOP_ENABLED",
            "ENABLE_STORAGE_LIMITS",
            "MAX_VIDEO_ID_LENGTH",
            "MAX_PLAYLIST_ID_LENGTH",
            "MAX_VIDEO_DURATION_MINUTES",
            "RATE_LIMIT_BURST");

    private SettingNames() {}

    /** Today's name, then older ones; the first that is set counts. */
    public static List<String> of(Setting setting) {
        List<String> old = OLD.get(setting);
        if (old == null) {
            return List.of(setting.name());
        }
        return Stream.concat(Stream.of(setting.name()), old.stream()).toList();
    }

    /** Names that are accepted and have no effect. */
    public static List<String> ignored() {
        return IGNORED;
    }

    /** Every name that means something, or once did. */
    static SortedSet<String> known() {
        SortedSet<String> known = new TreeSet<>(IGNORED);
        Arrays.stream(Setting.values()).forEach(setting -> known.addAll(of(setting)));
        return known;
    }
}
