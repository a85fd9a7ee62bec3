package dev.weir.system;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that is logged meanwhile, at every level of this server's own loggers, and at `debug` of the libraries'. */
final class RecordedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger own = (Logger) LoggerFactory.getLogger("dev.weir");
    private final Level before = root.getLevel();

    RecordedLog() {
        setContext(root.getLoggerContext());
        start();
        root.iteratorForAppenders().forEachRemaining(console -> {
            if (console instanceof ch.qos.logback.core.ConsoleAppender<ILoggingEvent> shown) {
                shown.stop();
            }
        });
        root.addAppender(this);
        root.setLevel(Level.DEBUG);
        own.setLevel(Level.TRACE);
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs() + " "
                + event.getMDCPropertyMap() + " " + failures(event));
    }

    private static String failures(ILoggingEvent event) {
        return event.getThrowableProxy() == null
                ? ""
                : ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(event.getThrowableProxy());
    }

    String text() {
        return String.join("\n", events);
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(before);
        own.setLevel(null);
        root.iteratorForAppenders().forEachRemaining(console -> console.start());
    }
}
