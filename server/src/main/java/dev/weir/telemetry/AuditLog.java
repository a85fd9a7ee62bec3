package dev.weir.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.weir.config.AuditSettings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * The record of what was changed or refused, in a file of its own and apart from all other logging. Writing never blocks; where the file does not keep
 * up or cannot be written, entries are dropped and counted, and the application's log says so once.
 */
public final class AuditLog implements AutoCloseable {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int CAPACITY = 4096;
    private static final long FILE_BYTES = 10L << 20;
    private static final int OLDER_FILES = 5;

    private static final int REFUSALS_PER_SECOND = 20;

    private final LoggerContext loggers = new LoggerContext();
    private final Logger logger = loggers.getLogger("weir.audit");
    private final Complaining file;
    private final RefusalBudget refusals;

    private AuditLog(Complaining file, RefusalBudget refusals) {
        this.file = file;
        this.refusals = refusals;
        loggers.setMDCAdapter(new LogbackMDCAdapter());
        logger.setAdditive(false);
    }

    /** Opens the file of the settings, or records nothing where they say so; a file that cannot be written stops nothing. */
    public static AuditLog open(AuditSettings settings, MeterRegistry registry, InstantSource clock) {
        Complaining file = new Complaining(new RotatingFile(settings.path(), FILE_BYTES, OLDER_FILES));
        AuditLog log = new AuditLog(file, new RefusalBudget(clock, REFUSALS_PER_SECOND));
        if (!settings.enabled()) {
            log.logger.setLevel(Level.OFF);
            return log;
        }
        file.tryOut();
        BackgroundAppender appender = new BackgroundAppender(log.loggers, new AuditFormat(), file, CAPACITY);
        appender.start();
        log.logger.setLevel(Level.INFO);
        log.logger.addAppender(appender);
        FunctionCounter.builder("weir.audit.dropped", appender, BackgroundAppender::dropped)
                .description("Audit entries dropped because their file did not keep up or could not be written")
                .register(registry);
        return log;
    }

    /** Whether entries are written at all. */
    public boolean enabled() {
        return logger.isInfoEnabled();
    }

    /** Hands the entry to the log's own thread; of refusals only some in each second, the next with the number of the others. */
    public void write(AuditEntry entry) {
        long withheld = entry.isRefusal() ? refusals.take() : 0;
        if (withheld != RefusalBudget.SPENT) {
            logger.info("{} {}", entry, withheld);
        }
    }

    /** Writes what is left, for at most a second. */
    @Override
    public void close() {
        loggers.stop();
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("the audit log did not close", e);
        }
    }

    /** Says once that the file cannot be written, and again only after it could be. */
    private static final class Complaining extends OutputStream {
        private final RotatingFile file;
        private final AtomicBoolean complained = new AtomicBoolean();

        Complaining(RotatingFile file) {
            this.file = file;
        }

        void tryOut() {
            try {
                file.open();
            } catch (IOException e) {
                complain(e);
            }
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                file.write(bytes, offset, length);
                complained.set(false);
            } catch (IOException e) {
                complain(e);
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }

        private void complain(IOException e) {
            if (!complained.getAndSet(true)) {
                LOG.warn(
                        "AUDIT_LOG_PATH cannot be written ({}): audit entries are dropped until it can be",
                        e.getClass().getSimpleName());
            }
        }
    }
}
