package dev.weir.telemetry;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.weir.config.LogSettings;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;

/** A log of its own that is read back. */
final class CapturedLog implements AutoCloseable {
    final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    private final LoggerContext loggers = new LoggerContext();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Logging logging;

    CapturedLog(LogSettings.Level level, LogSettings.Format format) {
        loggers.setMDCAdapter(mdc);
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
