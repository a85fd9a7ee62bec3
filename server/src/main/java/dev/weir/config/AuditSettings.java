package dev.weir.config;

import java.nio.file.Path;

/**
 * The record of what was changed or refused.
 *
 * @param enabled ENABLE_AUDIT_LOG
 * @param path AUDIT_LOG_PATH
 */
public record AuditSettings(boolean enabled, Path path) {

    static AuditSettings read(Values values) {
        return new AuditSettings(
                values.read(Setting.ENABLE_AUDIT_LOG, Words::bool), values.read(Setting.AUDIT_LOG_PATH, Paths::path));
    }
}
