package dev.weir.telemetry;

import ch.qos.logback.classic.LoggerContext;
import dev.weir.config.LogSettings;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.spi.MDCAdapter;

/** A log of its own that is read back. */
final class CapturedLog implements AutoCloseable {
    final MDCAdapter mdc;
    private final LoggerContext loggers;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Logging logging;

    CapturedLog(LogSettings.Level level, LogSettings.Format format) {
        LogbackProvider provider = new LogbackProvider();
        provider.initialize();
        loggers = (LoggerContext) provider.getLoggerFactory();
        mdc = provider.getMDCAdapter();
        logging = Logging.start(loggers, new LogSettings(level, format), out, 1000);
    }

    Logger logger(String name) {
        return loggers.getLogger(name);
    }

    /** Ends the log and gives what it wrote. */
    String text() {
        logging.close();
        return out.toString(StandardCharsets.UTF_8);
    }

    List<JsonObject> lines() {
        return text().lines().map(JsonObject::new).toList();
    }

    @Override
    public void close() {
        logging.close();
    }
}
