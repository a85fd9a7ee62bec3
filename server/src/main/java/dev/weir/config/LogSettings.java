package dev.weir.config;

import java.util.Locale;

/**
 * What is logged and how.
 *
 * @param level LOG_LEVEL: events below it are dropped
 * @param format LOG_FORMAT
 */
public record LogSettings(Level level, Format format) {

    /** How much an event matters. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** How an event is written. */
    public enum Format {
        /** One JSON object on one line. */
        JSON,
        /** For people. */
        TEXT
    }

    static LogSettings read(Values values) {
        String format = values.text(Setting.LOG_FORMAT.name());
        if (format != null && format.contains("%(")) {
            values.warn(
                    "LOG_FORMAT is not used: it is a Python format string; LOG_FORMAT=json and LOG_FORMAT=text are known");
            return new LogSettings(values.read(Setting.LOG_LEVEL, LogSettings::level), Format.JSON);
        }
        return new LogSettings(
                values.read(Setting.LOG_LEVEL, LogSettings::level),
                values.read(Setting.LOG_FORMAT, LogSettings::format));
    }

    private static Level level(String text) throws InvalidValue {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "error", "critical", "fatal" -> Level.ERROR;
            case "warn", "warning" -> Level.WARN;
            case "info" -> Level.INFO;
            case "debug" -> Level.DEBUG;
            case "trace" -> Level.TRACE;
            default -> throw new InvalidValue(text, "is not a level (error, warn, info, debug, trace)");
        };
    }

    private static Format format(String text) throws InvalidValue {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "json" -> Format.JSON;
            case "text" -> Format.TEXT;
            default -> throw new InvalidValue(text, "is neither json nor text");
        };
    }
}
