package dev.weir.config;

import java.util.List;

/** What became of reading the environment. */
public sealed interface SettingsResult {

    /**
     * Settings to start with.
     *
     * @param warnings one line each, for the log; no secrets
     */
    record Loaded(Settings settings, List<String> warnings) implements SettingsResult {}

    /**
     * Nothing to start with.
     *
     * @param problems all of them, one line each: the setting, what is wrong with it, an example; no secrets
     */
    record Rejected(List<String> problems) implements SettingsResult {}
}
