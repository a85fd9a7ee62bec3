package dev.weir.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import dev.weir.config.LogSettings;
import dev.weir.config.LogSettings.Format;
import dev.weir.config.LogSettings.Level;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;

@Timeout(30)
class LoggingTest {
    private static final LogSettings JSON = new LogSettings(Level.INFO, Format.JSON);

    /** Blocks whoever writes until it is opened, as a pipe does that nobody reads. */
    private static final class Gate extends OutputStream {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch opened = new CountDownLatch(1);
        private final ByteArrayOutputStream passed = new ByteArrayOutputStream();

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException("lines are written whole");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            entered.countDown();
            try {
                if (!opened.await(20, TimeUnit.SECONDS)) {
                    throw new IOException("nobody opened the gate");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            synchronized (this) {
                passed.write(bytes, offset, length);
            }
        }

        synchronized String text() {
            return passed.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void aBlockedOutputBlocksNobodyAndWhatIsDroppedIsCountedAndTold() throws InterruptedException {
        Gate gate = new Gate();
        LoggerContext loggers = context();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Logging logging = Logging.start(loggers, JSON, gate, 100)) {
            logging.meter(registry);
            Logger logger = loggers.getLogger("a");
            logger.info("first");
            assertThat(gate.entered.await(5, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 1000; i++) {
                logger.info("event {}", i);
            }
            assertThat(logging.dropped()).isEqualTo(900);
            assertThat(registry.get("weir.log.dropped").functionCounter().count())
                    .isEqualTo(900);

            gate.opened.countDown();
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(gate.text())
                            .contains("\"event 99\"")
                            .doesNotContain("\"event 100\"")
                            .contains("900 events are missing here"));
        } finally {
            gate.opened.countDown();
        }
    }

    @Test
    void closingWritesWhatWasLoggedBefore() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LoggerContext loggers = context();
        try (Logging logging = Logging.start(loggers, JSON, out, 5000)) {
            for (int i = 0; i < 3000; i++) {
                loggers.getLogger("a").info("event {}", i);
            }
            assertThat(logging.dropped()).isZero();
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(3000);
    }

    @Test
    void closingDoesNotWaitForABlockedOutput() throws InterruptedException {
        Gate gate = new Gate();
        LoggerContext loggers = context();
        Logging logging = Logging.start(loggers, JSON, gate, 100);
        loggers.getLogger("a").info("stuck");
        assertThat(gate.entered.await(5, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        logging.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        gate.opened.countDown();
    }

    @Test
    void anOutputThatFailsCostsEventsButNotTheLog() {
        AtomicBoolean broken = new AtomicBoolean(true);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() throws IOException {
                if (broken.get()) {
                    throw new IOException("broken pipe");
                }
            }
        };
        LoggerContext loggers = context();
        try (Logging logging = Logging.start(loggers, JSON, out, 100)) {
            loggers.getLogger("a").info("lost");
            await().atMost(Duration.ofSeconds(5)).until(() -> logging.dropped() == 1);
            broken.set(false);
            loggers.getLogger("a").info("kept");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("kept", "1 events are missing here");
    }

    @Test
    void theLevelDecidesAndLibrariesStayQuietAtDebug() {
        LoggerContext loggers = context();
        try (Logging logging =
                Logging.start(loggers, new LogSettings(Level.DEBUG, Format.TEXT), new ByteArrayOutputStream(), 100)) {
            assertThat(loggers.getLogger("dev.weir").isDebugEnabled()).isTrue();
            assertThat(loggers.getLogger("io.netty.channel").isDebugEnabled()).isFalse();
            assertThat(loggers.getLogger("io.vertx").isInfoEnabled()).isTrue();
            assertThat(logging.dropped()).isZero();
        }
    }

    @Test
    void textHidesWhatJsonHidesAndKeepsToOneLine() {
        try (CapturedLog log = new CapturedLog(Level.INFO, Format.TEXT)) {
            log.logger("dev.weir.source.Origin")
                    .warn("first\nsecond https://u:p@h/a/b?sig=s3cret", new IOException("at https://h/x?sig=s3cret"));
            assertThat(log.text())
                    .matches("(?s)\\d{4}-\\d\\d-\\d\\d .* WARN .*first second https://h/a/\\.\\.\\..*")
                    .contains("java.io.IOException: at https://h/x...")
                    .doesNotContain("s3cret", "LoggingTest.java");
        }
    }

    private static LoggerContext context() {
        LogbackProvider provider = new LogbackProvider();
        provider.initialize();
        return (LoggerContext) provider.getLoggerFactory();
    }
}
