package dev.weir.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this version does not do yet: its settings are checked, and whoever sets one is told.
 *
 * @param instead what happens in place of the feature
 */
record LaterFeature(String instead, Set<Setting> settings) {
    /** A feature leaves this list when it is built. */
    private static final List<LaterFeature> ALL = List.of(
            new LaterFeature("links are not signed", EnumSet.of(Setting.SIGNING_KEYS)),
            new LaterFeature(
                    "nothing is downloaded to disk",
                    EnumSet.of(Setting.MAX_STORAGE_GB, Setting.MAX_CONCURRENT_DOWNLOADS, Setting.DOWNLOAD_TIMEOUT)),
            new LaterFeature(
                    "media bytes are not cached", EnumSet.of(Setting.BYTE_CACHE_DIRECTORY, Setting.BYTE_CACHE_MAX_GB)));

    /** Warns of settings without effect. */
    static void check(Values values) {
        for (LaterFeature feature : ALL) {
            String set = feature.settings.stream()
                    .filter(values::isSet)
                    .map(Setting::name)
                    .collect(Collectors.joining(", "));
            if (!set.isEmpty()) {
                values.warn(set + ": not used yet; in this version " + feature.instead);
            }
        }
    }
}
