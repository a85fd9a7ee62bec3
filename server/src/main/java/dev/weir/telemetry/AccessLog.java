package dev.weir.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a line for each finished request, at `info` under the name `weir.access`; never blocks. */
public final class AccessLog {
    static final String NAME = "weir.access";

    private final Logger logger;

    public AccessLog() {
        this(LoggerFactory.getLogger(NAME));
    }

    AccessLog(Logger logger) {
        this.logger = logger;
    }

    /** Whether entries are written at all; ask before making one. */
    public boolean enabled() {
        return logger.isInfoEnabled();
    }

    /** Hands the entry to the log's own thread, which words it. */
    public void write(AccessEntry entry) {
        logger.info("{}", entry);
    }

    /** The entry that an event carries, null where it is another event. */
    static @Nullable AccessEntry entry(ILoggingEvent event) {
        Object[] arguments = event.getArgumentArray();
        return arguments != null && arguments.length == 1 && arguments[0] instanceof AccessEntry entry ? entry : null;
    }
}
