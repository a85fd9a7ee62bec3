package dev.weir.config;

import java.nio.file.Path;
import java.util.Map;

/** Turns the environment into settings, all at once, or into the list of all that is wrong with it. */
public final class SettingsReader {
    private final String version;
    private final Path defaultPython;

    /**
     * @param version of this build
     * @param defaultPython the interpreter to use without YTDLP_PYTHON; a bare name is looked for on the PATH
     */
    public SettingsReader(String version, Path defaultPython) {
        this.version = version;
        this.defaultPython = defaultPython;
    }

    /**
     * Reads and checks every setting; looks at the files that are named, at no network.
     *
     * @param environment variables by name; a blank value counts as none
     */
    public SettingsResult read(Map<String, String> environment) {
        Values values = new Values(environment);
        Settings settings = new Settings(
                ServerSettings.read(values, version),
                LogSettings.read(values),
                CacheSettings.read(values),
                RedisSettings.read(values),
                RateLimitSettings.read(values),
                CorsSettings.read(values),
                DeliverySettings.read(values),
                LimitSettings.read(values),
                AccessSettings.read(values),
                HeaderSettings.read(values),
                AuditSettings.read(values),
                StorageSettings.read(values),
                ByteCacheSettings.read(values),
                ExtractionSettings.read(values, defaultPython),
                EgressSettings.read(values),
                UpstreamSettings.read(values));
        LaterFeature.check(values);
        NameCheck.check(environment, values);
        return values.problems().isEmpty()
                ? new SettingsResult.Loaded(settings, values.warnings())
                : new SettingsResult.Rejected(values.problems());
    }
}
