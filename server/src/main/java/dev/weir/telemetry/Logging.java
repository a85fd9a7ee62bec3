package dev.weir.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.weir.config.LogSettings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The log of the whole process, on standard output; logging never blocks whoever logs. */
public final class Logging implements AutoCloseable {
    private static final int CAPACITY = 8192;
    /** At `debug` these tell of every buffer and frame; `trace` shows them. */
    private static final List<String> CHATTY = List.of("io.netty", "io.vertx");

    private final LoggerContext loggers;
    private final BackgroundAppender appender;

    private Logging(LoggerContext loggers, BackgroundAppender appender) {
        this.loggers = loggers;
        this.appender = appender;
    }

    /** Takes over from whatever was configured before; call it before anything asks for a logger. */
    public static Logging start(LogSettings settings) {
        // SLF4J reads these once, when the first logger is asked for.
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LogbackProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers)) {
            throw new IllegalStateException("SLF4J is bound to something else than Logback");
        }
        return start(loggers, settings, new FileOutputStream(FileDescriptor.out), CAPACITY);
    }

    static Logging start(LoggerContext loggers, LogSettings settings, OutputStream out, int capacity) {
        boolean stacks = settings.level().compareTo(LogSettings.Level.DEBUG) >= 0;
        loggers.reset();
        LineFormat format = switch (settings.format()) {
            case JSON -> new JsonFormat(stacks);
            case TEXT -> new TextFormat(loggers, stacks);
        };
        BackgroundAppender appender = new BackgroundAppender(loggers, format, out, capacity);
        appender.start();
        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level(settings.level()));
        root.addAppender(appender);
        if (settings.level() == LogSettings.Level.DEBUG) {
            CHATTY.forEach(name -> loggers.getLogger(name).setLevel(Level.INFO));
        }
        return new Logging(loggers, appender);
    }

    /** Events that were dropped because the output did not keep up. */
    public long dropped() {
        return appender.dropped();
    }

    /** Publishes {@link #dropped} as `weir.log.dropped`. */
    public void meter(MeterRegistry registry) {
        FunctionCounter.builder("weir.log.dropped", appender, BackgroundAppender::dropped)
                .description("Log events dropped because the output did not keep up")
                .register(registry);
    }

    /** Writes what is left, for at most a second, and ends logging. */
    @Override
    public void close() {
        loggers.stop();
    }

    private static Level level(LogSettings.Level level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }
}
