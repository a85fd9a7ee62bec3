package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Origins that break the protocol, the connection or their word. */
class HostileOriginTest {
    private static final byte[] FILE = SourceFixture.bytes(400_000, 2);
    private static final Duration IDLE = Duration.ofMillis(300);

    private SourceFixture fixture;

    @BeforeEach
    void open() {
        fixture = new SourceFixture(EpollIoHandler.newFactory(), Duration.ofMillis(500), IDLE);
    }

    @AfterEach
    void everythingIsReleased() {
        fixture.close();
    }

    private Object outcome(ScriptedOrigin.Script script, Span span) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(script)) {
            Collector read = fixture.read(origin.url("/v"), span);
            Object outcome = read.outcome();
            assertThat(read.violations()).isEmpty();
            return outcome;
        }
    }

    private static ScriptedOrigin.Script answering(String answer) {
        return conversation -> {
            conversation.next();
            conversation.send(answer);
        };
    }

    static Stream<Arguments> lies() {
        String head = "HTTP/1.1 206 x\r\nContent-Range: bytes 0-99/100\r\n";
        String part = "x".repeat(100);
        Function<String, ScriptedOrigin.Script> answer = HostileOriginTest::answering;
        return Stream.of(
                Arguments.of("no HTTP", answer.apply("SSH-2.0-x\r\n\r\n")),
                Arguments.of("nothing", answer.apply("")),
                Arguments.of("half a head", answer.apply(head)),
                Arguments.of("a short body", answer.apply(head + "Content-Length: 100\r\n\r\nabc")),
                Arguments.of("a short body to the close", answer.apply(head + "\r\nabc")),
                Arguments.of("a long body to the close", answer.apply(head + "\r\n" + part + "y")),
                Arguments.of(
                        "no last chunk",
                        answer.apply(head + "Transfer-Encoding: chunked\r\n\r\n64\r\n" + part + "\r\n")),
                Arguments.of(
                        "too few chunks",
                        answer.apply(head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")),
                Arguments.of(
                        "too many chunks",
                        answer.apply(
                                head + "Transfer-Encoding: chunked\r\n\r\n64\r\n" + part + "\r\n1\r\ny\r\n0\r\n\r\n")),
                Arguments.of(
                        "a malformed chunk", answer.apply(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n")),
                Arguments.of("a wrong length", answer.apply(head + "Content-Length: 99\r\n\r\n" + part)),
                Arguments.of(
                        "two lengths", answer.apply(head + "Content-Length: 100\r\nContent-Length: 99\r\n\r\n" + part)),
                Arguments.of("no part", answer.apply("HTTP/1.1 206 x\r\nContent-Length: 100\r\n\r\n" + part)),
                Arguments.of(
                        "another part",
                        answer.apply("HTTP/1.1 206 x\r\nContent-Range: bytes 1-99/100\r\nContent-Length: 99\r\n\r\n"
                                + part)),
                Arguments.of(
                        "less than asked",
                        answer.apply("HTTP/1.1 206 x\r\nContent-Range: bytes 0-49/100\r\nContent-Length: 50\r\n\r\n"
                                + "x".repeat(50))),
                Arguments.of("a giant field", answer.apply(head + "X-A: " + "a".repeat(20_000) + "\r\n\r\n")),
                Arguments.of("a giant line", answer.apply("HTTP/1.1 206 " + "a".repeat(20_000) + "\r\n\r\n")),
                Arguments.of("many fields", answer.apply(head + "X-A: a\r\n".repeat(5_000) + "\r\n")),
                Arguments.of("endless informational answers", answer.apply("HTTP/1.1 102 x\r\n\r\n".repeat(100))),
                Arguments.of("another protocol", answer.apply("HTTP/1.1 101 x\r\nUpgrade: x\r\n\r\n")),
                Arguments.of(
                        "gzip", answer.apply(head + "Content-Length: 100\r\nContent-Encoding: gzip\r\n\r\n" + part)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void isBroken(String what, ScriptedOrigin.Script script) throws IOException {
        assertThat(outcome(script, new Span(0, 99))).as(what).isInstanceOf(SourceFailure.Broken.class);
    }

    @Test
    void aResetIsBroken() throws IOException {
        assertThat(outcome(
                        conversation -> {
                            conversation.send(Conversation.partHead(
                                    FILE, conversation.next().span(FILE.length)));
                            conversation.send(FILE, 0, 50_000);
                            conversation.reset();
                        },
                        Span.from(0)))
                .isInstanceOf(SourceFailure.Broken.class);
        assertThat(outcome(
                        conversation -> {
                            conversation.next();
                            conversation.send("HTTP/1.1 200 OK\r\n\r\nabc");
                            conversation.reset();
                        },
                        Span.from(0)))
                .as("also where the end of the connection would be the end of the body")
                .isInstanceOf(SourceFailure.Broken.class);
        assertThat(outcome(
                        conversation -> {
                            conversation.next();
                            conversation.reset();
                        },
                        Span.from(0)))
                .isInstanceOf(SourceFailure.Broken.class);
    }

    @Test
    void nobodyListensIsBroken() throws IOException {
        ScriptedOrigin gone = ScriptedOrigin.plain(Conversation::next);
        gone.close();
        assertThat(fixture.read(gone.url("/"), Span.from(0)).outcome()).isInstanceOf(SourceFailure.Broken.class);
    }

    @Test
    void silenceBeforeTheHeadTimesOut() throws IOException {
        assertThat(outcome(
                        conversation -> {
                            conversation.next();
                            conversation.awaitEnd();
                        },
                        Span.from(0)))
                .isEqualTo(new SourceFailure.TimedOut());
    }

    @Test
    void silenceWithinTheBodyTimesOut() throws IOException {
        assertThat(outcome(
                        conversation -> {
                            conversation.send(Conversation.partHead(
                                    FILE, conversation.next().span(FILE.length)));
                            conversation.send("abc");
                            conversation.awaitEnd();
                        },
                        Span.from(0)))
                .isEqualTo(new SourceFailure.TimedOut());
    }

    @Test
    void silenceInAHandshakeTimesOut() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(Conversation::awaitEnd)) {
            Collector read = fixture.read(URI.create("https://localhost:" + origin.port() + "/"), Span.from(0));
            assertThat(read.outcome()).isEqualTo(new SourceFailure.TimedOut());
        }
    }

    @Test
    void slownessIsNoSilence() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedOrigin.Script drips = conversation -> {
            Span span = conversation.next().span(FILE.length);
            conversation.send(Conversation.partHead(FILE, span));
            for (int i = 0; i < 8; i++) {
                conversation.send(FILE, i, 1);
                awaitQuietly(never, IDLE.toMillis() / 3);
            }
        };
        assertThat(outcome(drips, new Span(0, 7)))
                .as("all of it takes longer than the time-out")
                .isEqualTo("end");
    }

    @Test
    void silenceWhilePausedIsNoTimeOut() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedOrigin origin = ScriptedOrigin.plain(ScriptedOrigin.file(FILE))) {
            Collector read = Collector.read(fixture.origin(origin.url("/v")), Span.from(0), fixture.loop(), c -> {
                if (c.count() < 20_000) {
                    c.pauseNow();
                }
            });
            awaitQuietly(never, IDLE.toMillis() * 3);
            assertThat(read.isDone()).isFalse();
            while (read.count() < 20_000) {
                read.resume();
            }
            assertThat(read.outcome()).isEqualTo("end");
            assertThat(read.bytes()).isEqualTo(FILE);
        }
    }

    @Test
    void whatCameBeforeACutIsHandedOverToAPausedReader() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            conversation.send(Conversation.partHead(FILE, conversation.next().span(FILE.length)));
            conversation.send(FILE, 0, 10_000);
        })) {
            Collector read = fixture.read(origin.url("/v"), Span.from(0));
            read.pause();
            awaitQuietly(never, IDLE.toMillis());
            read.resume();
            assertThat(read.outcome()).isInstanceOf(SourceFailure.Broken.class);
            assertThat(read.bytes()).hasSize(10_000);
            assertThat(read.violations()).isEmpty();
        }
    }

    private static void awaitQuietly(CountDownLatch latch, long millis) {
        try {
            if (latch.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void informationalAnswersAreSkipped() throws IOException {
        assertThat(outcome(
                        answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                                + "HTTP/1.1 206 x\r\nContent-Range: bytes 0-2/3\r\nContent-Length: 3\r\n\r\nabc"),
                        Span.from(0)))
                .isEqualTo("end");
    }

    @Test
    void chunksAreDecoded() throws IOException {
        ScriptedOrigin.Script script = conversation -> {
            Span span = conversation.next().span(FILE.length);
            conversation.send("HTTP/1.1 206 x\r\nTransfer-Encoding: chunked\r\nContent-Range: bytes " + span.first()
                    + "-" + span.last() + "/" + FILE.length + "\r\n\r\n");
            for (int at = (int) span.first(); at <= span.last(); ) {
                int count = Math.min(1 + at * 7 % 40_000, (int) span.last() + 1 - at);
                conversation.send(Integer.toHexString(count) + ";ext=1\r\n");
                conversation.send(FILE, at, count);
                conversation.send("\r\n");
                at += count;
            }
            conversation.send("0\r\nX-Trailer: 1\r\n\r\n");
        };
        try (ScriptedOrigin origin = ScriptedOrigin.plain(script)) {
            Collector read = fixture.read(origin.url("/v"), new Span(1, 399_000));
            assertThat(read.outcome()).isEqualTo("end");
            assertThat(read.bytes()).isEqualTo(Arrays.copyOfRange(FILE, 1, 399_001));
            assertThat(read.violations()).isEmpty();
        }
    }

    @Test
    void bodiesMayEndWithTheConnection() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(answering("HTTP/1.0 200 OK\r\n\r\nabc"))) {
            Collector read = fixture.read(origin.url("/v"), Span.from(0));
            assertThat(read.outcome()).isEqualTo("end");
            assertThat(read.bytes()).asString().isEqualTo("abc");
            assertThat(read.head()).isEqualTo(new SourceHead(OptionalLong.empty(), false, null, null, null));
        }
    }

    @Test
    void anEmptyFileEndsAtOnce() throws IOException {
        assertThat(outcome(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), Span.from(0)))
                .isEqualTo("end");
    }

    @Test
    void aCertificateForAnotherNameIsBroken() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.tls(ScriptedOrigin.file(FILE))) {
            Collector read = fixture.read(URI.create("https://other.example:" + origin.port() + "/"), Span.from(0));
            assertThat(read.outcome()).isInstanceOf(SourceFailure.Broken.class);
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void anAddressThatIsRefusedIsNotDialled() {
        assertThat(fixture.read(URI.create("http://host.refused/"), Span.from(0))
                        .outcome())
                .isEqualTo(new SourceFailure.AddressRefused());
        assertThat(fixture.read(URI.create("http://host.unknown/"), Span.from(0))
                        .outcome())
                .isInstanceOf(SourceFailure.Broken.class);
        assertThat(fixture.read(URI.create("ftp://host/"), Span.from(0)).outcome())
                .isEqualTo(new SourceFailure.BadRedirect());
    }
}
