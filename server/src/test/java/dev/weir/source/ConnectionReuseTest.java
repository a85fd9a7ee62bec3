package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a connection is used again, and what happens when that was a mistake. */
class ConnectionReuseTest {
    private static final byte[] FILE = SourceFixture.bytes(100_000, 3);

    private SourceFixture fixture;

    @BeforeEach
    void open() {
        fixture = new SourceFixture(EpollIoHandler.newFactory(), Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @AfterEach
    void everythingIsReleased() {
        fixture.close();
    }

    private void readAll(ScriptedOrigin origin) {
        assertThat(fixture.read(origin.url("/v"), Span.from(0)).outcome()).isEqualTo("end");
        settle();
    }

    /** By the next turn of the loop, a connection whose answer came is put back. */
    private void settle() {
        fixture.loop().submit(() -> {}).syncUninterruptibly();
    }

    @Test
    void oneConnectionServesManyReads() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(ScriptedOrigin.file(FILE))) {
            for (int i = 0; i < 5; i++) {
                readAll(origin);
            }
            assertThat(origin.requests()).hasSize(5);
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void alsoOverTlsAndAfterChunks() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.tls(conversation -> {
            while (conversation.next() != null) {
                conversation.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
            }
        })) {
            readAll(origin);
            readAll(origin);
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void readsAtOnceHaveEachTheirOwn() throws IOException {
        CountDownLatch both = new CountDownLatch(2);
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            OriginRequest request = conversation.next();
            both.countDown();
            awaitZero(both);
            conversation.sendPart(FILE, request.span(FILE.length));
        })) {
            Collector one = fixture.read(origin.url("/v"), Span.from(0));
            Collector other = fixture.read(origin.url("/v"), Span.from(0));
            assertThat(one.outcome()).isEqualTo("end");
            assertThat(other.outcome()).isEqualTo("end");
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    private static void awaitZero(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void notWhereTheOriginSaysClose() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            while (conversation.next() != null) {
                conversation.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc");
            }
        })) {
            readAll(origin);
            readAll(origin);
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    @Test
    void notWhereMoreCameThanAnnounced() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            while (conversation.next() != null) {
                conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            }
        })) {
            for (int i = 1; i <= 3; i++) {
                Collector read = fixture.read(origin.url("/v"), Span.from(0));
                assertThat(read.outcome()).isEqualTo("end");
                assertThat(read.bytes()).asString().isEqualTo("abc");
                settle();
                assertThat(origin.connections()).isEqualTo(i);
            }
        }
    }

    @Test
    void notAnotherHosts() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(ScriptedOrigin.file(FILE))) {
            readAll(origin);
            URI other = URI.create("http://other.example:" + origin.port() + "/v");
            assertThat(fixture.read(other, Span.from(0)).outcome()).isEqualTo("end");
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    @Test
    void anIdleOneIsClosedWhenTheOriginCloses() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            conversation.sendPart(FILE, conversation.next().span(FILE.length));
        })) {
            readAll(origin);
            await().until(() -> origin.openConnections() == 0);
            readAll(origin);
            assertThat(origin.connections()).isEqualTo(2);
            assertThat(origin.requests()).hasSize(2);
        }
    }

    @Test
    void aStaleOneIsReplacedOnce() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            conversation.sendPart(FILE, conversation.next().span(FILE.length));
            if (conversation.number() == 1) {
                // Takes the next request, and dies without a byte.
                conversation.next();
                conversation.reset();
            }
        })) {
            readAll(origin);
            readAll(origin);
            assertThat(origin.requests()).extracting(OriginRequest::connection).containsExactly(1, 1, 2);
        }
    }

    @Test
    void aStaleOneIsReplacedOnlyOnce() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            if (conversation.number() == 1) {
                conversation.sendPart(FILE, conversation.next().span(FILE.length));
            }
            conversation.next();
            conversation.reset();
        })) {
            readAll(origin);
            assertThat(fixture.read(origin.url("/v"), Span.from(0)).outcome()).isInstanceOf(SourceFailure.Broken.class);
            assertThat(origin.requests()).extracting(OriginRequest::connection).containsExactly(1, 1, 2);
        }
    }

    @Test
    void oneThatDiesWithinAnAnswerIsNotStale() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            conversation.sendPart(FILE, conversation.next().span(FILE.length));
            conversation.next();
            conversation.send("HTTP/1.1 2");
        })) {
            readAll(origin);
            assertThat(fixture.read(origin.url("/v"), Span.from(0)).outcome()).isInstanceOf(SourceFailure.Broken.class);
            assertThat(origin.requests()).hasSize(2);
        }
    }

    @Test
    void cancellingAShortRestKeepsIt() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(ScriptedOrigin.file(FILE))) {
            Collector probe = Collector.readHead(fixture.origin(origin.url("/v")), new Span(0, 0), fixture.loop());
            assertThat(probe.head().total()).hasValue(FILE.length);
            settle();
            readAll(origin);
            assertThat(origin.connections()).isEqualTo(1);
            assertThat(probe.violations()).isEmpty();
        }
    }

    @Test
    void aShortRestThatDoesNotComeIsNotWaitedForLong() throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            conversation.send(Conversation.partHead(FILE, conversation.next().span(FILE.length)));
            conversation.awaitEnd();
            ended.countDown();
        })) {
            Collector.readHead(fixture.origin(origin.url("/v")), new Span(0, 9), fixture.loop())
                    .head();
            await().atMost(Duration.ofSeconds(2)).until(() -> ended.getCount() == 0);
        }
    }

    @Test
    void errorAnswersAreReadAwayAndTheConnectionKept() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            conversation.next();
            conversation.send("HTTP/1.1 503 x\r\nContent-Length: 4\r\n\r\nbusy");
            ScriptedOrigin.file(FILE).play(conversation);
        })) {
            assertThat(fixture.read(origin.url("/v"), Span.from(0)).outcome())
                    .isEqualTo(new SourceFailure.BadStatus(503));
            settle();
            readAll(origin);
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void closingTheClientClosesIdleOnes() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(ScriptedOrigin.file(FILE))) {
            readAll(origin);
            assertThat(origin.openConnections()).isEqualTo(1);
            fixture.client().close();
            await().until(() -> origin.openConnections() == 0);
        }
    }
}
