package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every byte source promises. */
abstract class ByteSourceContract {
    static final byte[] FILE = SourceFixture.bytes(3_000_001, 1);

    private SourceFixture fixture;

    abstract ByteSource source(SourceFixture fixture, URI url);

    ScriptedOrigin origin(ScriptedOrigin.Script script) throws IOException {
        return ScriptedOrigin.plain(script);
    }

    IoHandlerFactory io() {
        return EpollIoHandler.newFactory();
    }

    @BeforeEach
    void open() {
        fixture = new SourceFixture(io(), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @AfterEach
    void everythingIsReleased() {
        fixture.close();
    }

    private Collector read(ScriptedOrigin origin, Span span) {
        return Collector.read(source(fixture, origin.url("/v.mp4")), span, fixture.loop());
    }

    private static void assertBytes(Collector read, int first, int last) {
        assertThat(read.outcome()).isEqualTo("end");
        assertThat(read.bytes()).isEqualTo(Arrays.copyOfRange(FILE, first, last + 1));
        assertThat(read.violations()).isEmpty();
    }

    @Test
    void handsOverExactlyTheSpan() throws IOException {
        try (ScriptedOrigin origin = origin(ScriptedOrigin.file(FILE))) {
            int end = FILE.length - 1;
            assertBytes(read(origin, new Span(0, end)), 0, end);
            assertBytes(read(origin, Span.from(0)), 0, end);
            assertBytes(read(origin, Span.from(1_234_567)), 1_234_567, end);
            assertBytes(read(origin, Span.from(end)), end, end);
            assertBytes(read(origin, new Span(0, 0)), 0, 0);
            assertBytes(read(origin, new Span(99, 1_000_099)), 99, 1_000_099);
            assertBytes(read(origin, new Span(end - 9, end + 5L)), end - 9, end);
        }
    }

    @Test
    void saysWhatTheOriginSaidOfTheFile() throws IOException {
        try (ScriptedOrigin origin = origin(ScriptedOrigin.file(FILE))) {
            assertThat(read(origin, new Span(5, 1000)).head())
                    .isEqualTo(new SourceHead(OptionalLong.of(FILE.length), true, "video/mp4", "\"v1\"", null));
        }
    }

    @Test
    void readsAtOnceDoNotMix() throws IOException {
        try (ScriptedOrigin origin = origin(ScriptedOrigin.file(FILE))) {
            ByteSource source = source(fixture, origin.url("/v.mp4"));
            Collector one = Collector.read(source, new Span(0, 2_000_000), fixture.loop());
            Collector other = Collector.read(source, new Span(500_000, 2_500_000), fixture.loop());
            assertBytes(one, 0, 2_000_000);
            assertBytes(other, 500_000, 2_500_000);
        }
    }

    @RepeatedTest(3)
    void handsNothingOverWhilePaused() throws IOException {
        try (ScriptedOrigin origin = origin(ScriptedOrigin.file(FILE))) {
            Collector read = Collector.read(
                    source(fixture, origin.url("/v.mp4")), Span.from(0), fixture.loop(), Collector::pauseNow);
            int before = -1;
            while (!read.isDone()) {
                int seen = before;
                await().pollInterval(Duration.ofMillis(1)).until(() -> read.isDone() || read.count() > seen);
                before = read.count();
                read.resume();
            }
            assertBytes(read, 0, FILE.length - 1);
        }
    }

    @Test
    void pausedFromTheStartStillTellsTheHead() throws IOException {
        try (ScriptedOrigin origin = origin(ScriptedOrigin.file(FILE))) {
            Collector read = read(origin, Span.from(0));
            read.pause();
            int count = read.count();
            assertThat(read.head().total()).hasValue(FILE.length);
            assertThat(read.count()).isEqualTo(count);
            read.resume();
            assertBytes(read, 0, FILE.length - 1);
        }
    }

    @RepeatedTest(3)
    void pausingAndResumingAtEveryDeliveryChangesNothing() throws IOException {
        try (ScriptedOrigin origin = origin(ScriptedOrigin.file(FILE))) {
            Collector read =
                    Collector.read(source(fixture, origin.url("/v.mp4")), Span.from(0), fixture.loop(), collector -> {
                        collector.pauseNow();
                        collector.resumeNow();
                        collector.pauseNow();
                        fixture.loop().execute(collector::resumeNow);
                    });
            assertBytes(read, 0, FILE.length - 1);
        }
    }

    @Test
    void aPausedReaderGetsAllOfWhatAnOriginSentBeforeItClosed() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        byte[] small = Arrays.copyOf(FILE, 200_000);
        ScriptedOrigin.Script script = conversation -> {
            conversation.sendPart(small, conversation.next().span(small.length));
            conversation.close();
            closed.countDown();
        };
        try (ScriptedOrigin origin = origin(script)) {
            Collector read =
                    Collector.read(source(fixture, origin.url("/v.mp4")), Span.from(0), fixture.loop(), collector -> {
                        if (closed.getCount() > 0) {
                            collector.pauseNow();
                        }
                    });
            await().until(() -> read.count() > 0);
            while (!read.isDone()) {
                read.resume();
                Thread.onSpinWait();
            }
            assertThat(read.outcome()).isEqualTo("end");
            assertThat(read.bytes()).isEqualTo(small);
            assertThat(read.violations()).isEmpty();
        }
    }

    @Test
    void silentAfterCancelAndNothingStaysOpen() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        ScriptedOrigin.Script script = conversation -> {
            Span span = conversation.next().span(FILE.length);
            conversation.send(Conversation.partHead(FILE, span));
            conversation.send(FILE, (int) span.first(), 100_000);
            conversation.awaitEnd();
            ended.countDown();
        };
        try (ScriptedOrigin origin = origin(script)) {
            Collector read = read(origin, Span.from(0));
            await().until(() -> read.count() == 100_000);
            read.cancel();
            assertThat(ended.await(1, TimeUnit.SECONDS)).isTrue();
            assertThat(read.isDone()).isFalse();
            assertThat(read.violations()).isEmpty();
        }
    }

    @Test
    void mayBeCancelledFromInsideADelivery() throws IOException {
        try (ScriptedOrigin origin = origin(ScriptedOrigin.file(FILE))) {
            Collector read = Collector.read(
                    source(fixture, origin.url("/v.mp4")), Span.from(0), fixture.loop(), Collector::cancelNow);
            await().until(() -> read.count() > 0);
            assertThat(read.isDone()).isFalse();
            assertThat(read.violations()).isEmpty();
        }
    }

    @Test
    void mayBeCancelledBeforeAnythingCame() throws IOException {
        // An origin that left of its own would end the reading before the cancel does.
        ScriptedOrigin.Script script = conversation -> {
            conversation.next();
            conversation.awaitEnd();
        };
        try (ScriptedOrigin origin = origin(script)) {
            Collector read = read(origin, Span.from(0));
            read.cancel();
            read.cancel();
            assertThat(read.isDone()).isFalse();
            assertThat(read.violations()).isEmpty();
        }
    }

    @Test
    void aRangeOutsideTheFileFailsWithItsLength() throws IOException {
        ScriptedOrigin.Script script = conversation -> {
            conversation.next();
            conversation.sendStatus(416, "Content-Range: bytes */1234\r\n");
        };
        try (ScriptedOrigin origin = origin(script)) {
            Collector read = read(origin, Span.from(5000));
            assertThat(read.outcome()).isEqualTo(new SourceFailure.OutOfRange(OptionalLong.of(1234)));
            assertThat(read.violations()).isEmpty();
        }
    }

    @Test
    void aRefusalIsOne() throws IOException {
        ScriptedOrigin.Script script = conversation -> {
            while (conversation.next() != null) {
                conversation.sendStatus(404);
            }
        };
        try (ScriptedOrigin origin = origin(script)) {
            Collector read = read(origin, Span.from(0));
            assertThat(read.outcome()).isEqualTo(new SourceFailure.Refused(404));
            assertThat(read.violations()).isEmpty();
        }
    }

    @Test
    void aCutBodyIsNeverAnEnd() throws IOException {
        ScriptedOrigin.Script script = conversation -> {
            Span span = conversation.next().span(FILE.length);
            conversation.send(Conversation.partHead(FILE, span));
            conversation.send(FILE, (int) span.first(), 1000);
        };
        try (ScriptedOrigin origin = origin(script)) {
            Collector read = read(origin, Span.from(0));
            assertThat(read.outcome()).isInstanceOf(SourceFailure.Broken.class);
            assertThat(FILE).startsWith(read.bytes());
            assertThat(read.violations()).isEmpty();
        }
    }

    @Test
    void anOriginWithoutRangesBeginsAtZero() throws IOException {
        ScriptedOrigin.Script script = conversation -> {
            conversation.next();
            conversation.send("HTTP/1.1 200 OK\r\nContent-Length: " + FILE.length + "\r\n\r\n");
            conversation.send(FILE);
        };
        try (ScriptedOrigin origin = origin(script)) {
            Collector read = read(origin, new Span(1000, 2000));
            assertThat(read.head()).isEqualTo(new SourceHead(OptionalLong.of(FILE.length), false, null, null, null));
            assertBytes(read, 0, FILE.length - 1);
        }
    }
}
