package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshingSourceTest {
    private static final byte[] FILE = SourceFixture.bytes(3_000_000, 8);
    private static final int CUT = 700_000;

    private SourceFixture fixture;
    private final List<Location> stale = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void open() {
        fixture = new SourceFixture(EpollIoHandler.newFactory(), Duration.ofSeconds(1), Duration.ofMillis(400));
    }

    @AfterEach
    void everythingIsReleased() {
        fixture.close();
    }

    private ByteSource source(URI url, Relocator relocator) {
        return new RefreshingSource(
                SourceFixture.at(url), location -> new OriginSource(fixture.client(), location), relocator);
    }

    /** Finds the given address, on a thread of its own. */
    private Relocator to(URI url) {
        return location -> {
            stale.add(location);
            return CompletableFuture.supplyAsync(() -> SourceFixture.at(url));
        };
    }

    private Relocator nowhere() {
        return location -> {
            stale.add(location);
            return CompletableFuture.failedFuture(new IOException("gone"));
        };
    }

    private Collector read(URI url, Relocator relocator) {
        return Collector.read(source(url, relocator), Span.from(0), fixture.loop());
    }

    private static void assertWhole(Collector read) {
        assertThat(read.outcome()).isEqualTo("end");
        assertThat(read.bytes()).isEqualTo(FILE);
        assertThat(read.violations()).isEmpty();
    }

    /** `/old` breaks off after some bytes and is refused from then on, `/new` is the file. */
    private static ScriptedOrigin.Script expiring(byte[] fresh) {
        AtomicInteger asked = new AtomicInteger();
        return conversation -> {
            for (OriginRequest request = conversation.next(); request != null; request = conversation.next()) {
                if (request.target().startsWith("/new")) {
                    conversation.sendPart(fresh, request.span(fresh.length));
                } else if (asked.incrementAndGet() == 1) {
                    conversation.send(Conversation.partHead(FILE, request.span(FILE.length)));
                    conversation.send(FILE, 0, CUT);
                    conversation.close();
                    return;
                } else {
                    conversation.sendStatus(403);
                }
            }
        };
    }

    @Test
    void goesOnAtTheSameByteOfANewAddress() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(expiring(FILE))) {
            assertWhole(read(origin.url("/old"), to(origin.url("/new"))));
            assertThat(origin.requests())
                    .extracting(request -> request.target() + " " + request.header("range"))
                    .containsExactly("/old bytes=0-", "/old bytes=" + CUT + "-", "/new bytes=" + CUT + "-");
            assertThat(stale).containsExactly(SourceFixture.at(origin.url("/old")));
        }
    }

    @Test
    void laterReadsStartAtTheNewAddress() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(expiring(FILE))) {
            ByteSource source = source(origin.url("/old"), to(origin.url("/new")));
            assertWhole(Collector.read(source, Span.from(0), fixture.loop()));
            assertWhole(Collector.read(source, Span.from(0), fixture.loop()));
            assertThat(origin.requests().getLast().target()).isEqualTo("/new");
            assertThat(stale).hasSize(1);
        }
    }

    @Test
    void aRefusalAtTheStartIsMendedToo() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            for (OriginRequest request = conversation.next(); request != null; request = conversation.next()) {
                if (request.target().equals("/new")) {
                    conversation.sendPart(FILE, request.span(FILE.length));
                } else {
                    conversation.sendStatus(410);
                }
            }
        })) {
            assertWhole(read(origin.url("/old"), to(origin.url("/new"))));
        }
    }

    @Test
    void anotherLengthBehindTheNewAddressIsAChange() throws IOException {
        byte[] other = SourceFixture.bytes(FILE.length + 1, 9);
        try (ScriptedOrigin origin = ScriptedOrigin.plain(expiring(other))) {
            Collector read = read(origin.url("/old"), to(origin.url("/new")));
            assertThat(read.outcome()).isEqualTo(new SourceFailure.Changed());
            assertThat(read.count()).isEqualTo(CUT);
        }
    }

    @Test
    void anotherTimeOfModificationInTheNewAddressIsAChange() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(expiring(FILE))) {
            Collector read = read(origin.url("/old?lmt=1"), to(origin.url("/new?lmt=2")));
            assertThat(read.outcome()).isEqualTo(new SourceFailure.Changed());
            assertWhole(read(origin.url("/new?lmt=2"), nowhere()));
        }
    }

    @Test
    void anotherEntityTagIsAChange() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            OriginRequest request = conversation.next();
            String head = Conversation.partHead(FILE, request.span(FILE.length));
            conversation.send(head.replace("\"v1\"", "\"v" + asked.incrementAndGet() + "\""));
            conversation.send(FILE, 0, CUT);
        })) {
            assertThat(read(origin.url("/v"), nowhere()).outcome()).isEqualTo(new SourceFailure.Changed());
        }
    }

    @Test
    void aFileThatBecameShorterIsAChange() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            OriginRequest request = conversation.next();
            if (asked.incrementAndGet() == 1) {
                conversation.send(Conversation.partHead(FILE, request.span(FILE.length)));
                conversation.send(FILE, 0, CUT);
            } else {
                conversation.sendStatus(416, "Content-Range: bytes */1000\r\n");
            }
        })) {
            assertThat(read(origin.url("/v"), nowhere()).outcome()).isEqualTo(new SourceFailure.Changed());
        }
    }

    @Test
    void staysRefusedWhereThereIsNoNewAddress() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(expiring(FILE))) {
            Collector read = read(origin.url("/old"), nowhere());
            assertThat(read.outcome()).isEqualTo(new SourceFailure.Refused(403));
            assertThat(read.bytes()).hasSize(CUT);
        }
    }

    @Test
    void asksForNewAddressesTwiceAtMostWithoutProgress() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            while (conversation.next() != null) {
                conversation.sendStatus(403);
            }
        })) {
            assertThat(read(origin.url("/a"), to(origin.url("/b"))).outcome())
                    .isEqualTo(new SourceFailure.Refused(403));
            assertThat(stale).hasSize(2);
        }
    }

    @Test
    void resumesAsOftenAsThereIsProgress() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            Span span = conversation.next().span(FILE.length);
            conversation.send(Conversation.partHead(FILE, span));
            conversation.send(FILE, (int) span.first(), (int) Math.min(300_000, span.length()));
        })) {
            assertWhole(read(origin.url("/v"), nowhere()));
            assertThat(origin.requests()).hasSize(10);
        }
    }

    @Test
    void givesUpWithoutProgress() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            Span span = conversation.next().span(FILE.length);
            conversation.send(Conversation.partHead(FILE, span));
            conversation.send(FILE, (int) span.first(), 1000);
        })) {
            Collector read = read(origin.url("/v"), nowhere());
            assertThat(read.outcome()).isInstanceOf(SourceFailure.Broken.class);
            assertThat(read.bytes()).hasSize(3000);
            assertThat(FILE).startsWith(read.bytes());
        }
    }

    @Test
    void serverErrorsAndSilenceMidWayAreResumedToo() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            OriginRequest request = conversation.next();
            Span span = request.span(FILE.length);
            switch (asked.incrementAndGet()) {
                case 1 -> {
                    conversation.send(Conversation.partHead(FILE, span));
                    conversation.send(FILE, 0, CUT);
                    conversation.awaitEnd();
                }
                case 2 -> conversation.sendStatus(503);
                default -> conversation.sendPart(FILE, span);
            }
        })) {
            assertWhole(read(origin.url("/v"), nowhere()));
        }
    }

    @Test
    void failuresBeforeTheHeadAreNotTriedAgain() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            conversation.next();
            conversation.sendStatus(503);
        })) {
            assertThat(read(origin.url("/v"), nowhere()).outcome()).isEqualTo(new SourceFailure.BadStatus(503));
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void whatHasNoRangesIsNotResumed() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            conversation.next();
            conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
        })) {
            assertThat(read(origin.url("/v"), nowhere()).outcome()).isInstanceOf(SourceFailure.Broken.class);
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void anOriginThatGaveUpAPausedReaderIsAskedAgainOnResume() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            Span span = conversation.next().span(FILE.length);
            conversation.send(Conversation.partHead(FILE, span));
            conversation.send(FILE, (int) span.first(), 5000);
            conversation.reset();
        })) {
            Collector read = Collector.read(
                    source(origin.url("/v"), nowhere()), new Span(0, 49_999), fixture.loop(), Collector::pauseNow);
            for (int requests = 1; !read.isDone(); requests++) {
                int expected = requests;
                await().until(() ->
                        read.isDone() || (origin.requests().size() == expected && origin.openConnections() == 0));
                read.resume();
            }
            assertThat(read.violations()).isEmpty();
            assertThat(FILE).startsWith(read.bytes());
        }
    }

    @Test
    void cancellingWhileAnAddressIsSoughtIsTheEndOfIt() throws IOException {
        CompletableFuture<Location> search = new CompletableFuture<>();
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            conversation.next();
            conversation.sendStatus(403);
        })) {
            Collector read = read(origin.url("/v"), location -> {
                stale.add(location);
                return search;
            });
            await().until(() -> stale.size() == 1);
            read.cancel();
            search.complete(SourceFixture.at(origin.url("/v")));
            fixture.loop().submit(() -> {}).syncUninterruptibly();
            assertThat(origin.requests()).hasSize(1);
            assertThat(read.violations()).isEmpty();
        }
    }
}
