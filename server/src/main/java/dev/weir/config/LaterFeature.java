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
            new LaterFeature(
                    "the cache is in this process and not shared", EnumSet.range(Setting.REDIS_URL, Setting.REDIS_DB)),
            new LaterFeature(
                    "how often clients ask is not limited",
                    EnumSet.range(Setting.RATE_LIMIT_ENABLED, Setting.RATE_LIMIT_STREAM_MAX)),
            new LaterFeature(
                    "clients need no key",
                    EnumSet.of(Setting.API_KEYS, Setting.API_KEY_HEADER, Setting.API_KEY_EXEMPT_IPS)),
            new LaterFeature(
                    "client addresses are not checked", EnumSet.of(Setting.IP_ALLOWLIST, Setting.IP_BLOCKLIST)),
            new LaterFeature("links are not signed", EnumSet.of(Setting.SIGNING_KEYS)),
            new LaterFeature("no audit log is written", EnumSet.of(Setting.ENABLE_AUDIT_LOG, Setting.AUDIT_LOG_PATH)),
            new LaterFeature(
                    "nothing is downloaded to disk",
                    EnumSet.of(Setting.MAX_STORAGE_GB, Setting.MAX_CONCURRENT_DOWNLOADS, Setting.DOWNLOAD_TIMEOUT)),
            new LaterFeature(
                    "cookie files are not read", EnumSet.of(Setting.COOKIES_DIRECTORY, Setting.AUTH_STATUS_TTL)),
            new LaterFeature(
                    "media bytes are not cached", EnumSet.of(Setting.BYTE_CACHE_DIRECTORY, Setting.BYTE_CACHE_MAX_GB)));

    /** Warns of settings without effect, and refuses those that would only pretend to protect. */
    static void check(Values values, AccessSettings access) {
        for (LaterFeature feature : ALL) {
            String set = feature.settings.stream()
                    .filter(values::isSet)
                    .map(Setting::name)
                    .collect(Collectors.joining(", "));
            if (!set.isEmpty()) {
                values.warn(set + ": not used yet; in this version " + feature.instead);
            }
        }
        if (access.keysRequired()) {
            values.reject(Setting.API_KEY_ENABLED, "is true, but this version does not check API keys yet");
        }
        if (access.addressesChecked()) {
            values.reject(Setting.ENABLE_IP_CONTROL, "is true, but this version does not check client addresses yet");
        }
    }
}
