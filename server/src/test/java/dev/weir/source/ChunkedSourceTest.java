package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChunkedSourceTest {
    private static final int MIB = 1024 * 1024;
    private static final byte[] FILE = SourceFixture.bytes(5 * MIB + 17, 6);

    private SourceFixture fixture;

    @BeforeEach
    void open() {
        fixture = new SourceFixture(EpollIoHandler.newFactory(), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @AfterEach
    void everythingIsReleased() {
        fixture.close();
    }

    /** As googlevideo: no open ranges, and none longer than this. */
    private static ScriptedOrigin.Script atMost(long longest) {
        return conversation -> {
            for (OriginRequest request = conversation.next(); request != null; request = conversation.next()) {
                Span span = request.span(FILE.length);
                boolean open = request.header("range").endsWith("-");
                if (open || Long.parseLong(request.header("range").split("-", 2)[1]) - span.first() >= longest) {
                    conversation.sendStatus(403);
                } else {
                    conversation.sendPart(FILE, span);
                }
            }
        };
    }

    private Collector read(ScriptedOrigin origin, long chunk, Span span) {
        return Collector.read(new ChunkedSource(fixture.origin(origin.url("/v")), chunk), span, fixture.loop());
    }

    private static void assertWhole(Collector read) {
        assertThat(read.outcome()).isEqualTo("end");
        assertThat(read.bytes()).isEqualTo(FILE);
        assertThat(read.violations()).isEmpty();
    }

    private static List<String> ranges(ScriptedOrigin origin) {
        return origin.requests().stream()
                .map(request -> request.header("range"))
                .toList();
    }

    @Test
    void asksForOneChunkAfterTheOther() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(atMost(2 * MIB))) {
            assertWhole(read(origin, 2 * MIB, Span.from(0)));
            assertThat(ranges(origin))
                    .containsExactly("bytes=0-2097151", "bytes=2097152-4194303", "bytes=4194304-" + (FILE.length - 1));
            assertThat(origin.connections()).as("one at work, one asked ahead").isLessThanOrEqualTo(2);
        }
    }

    @Test
    void asksAtOnceWhereNothingForbidsIt() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(ScriptedOrigin.file(FILE))) {
            assertWhole(read(origin, 0, Span.from(0)));
            assertThat(ranges(origin)).containsExactly("bytes=0-");
        }
    }

    @Test
    void findsBoundedChunksWhereOpenOnesAreRefused() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(atMost(100 * MIB))) {
            assertWhole(read(origin, 0, Span.from(0)));
            assertThat(ranges(origin)).startsWith("bytes=0-", "bytes=0-262143").hasSize(3);
        }
    }

    @Test
    void halvesWhatIsRefused() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(atMost(MIB))) {
            ByteSource source = new ChunkedSource(fixture.origin(origin.url("/v")), 4 * MIB);
            assertWhole(Collector.read(source, Span.from(0), fixture.loop()));
            int asked = origin.requests().size();
            assertWhole(Collector.read(source, Span.from(0), fixture.loop()));
            assertThat(origin.requests().subList(asked, origin.requests().size()))
                    .as("the next read knows what this one found out")
                    .extracting(request -> request.header("range"))
                    .startsWith("bytes=0-1048575", "bytes=1048576-2097151")
                    .hasSize(6);
        }
    }

    @Test
    void aRefusedAddressCostsTwoRequests() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(atMost(0))) {
            assertThat(read(origin, 10 * MIB, Span.from(0)).outcome()).isEqualTo(new SourceFailure.Refused(403));
            assertThat(ranges(origin)).containsExactly("bytes=0-10485759", "bytes=0-262143");
        }
    }

    @Test
    void aShortSpanIsNotTriedAgain() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(atMost(0))) {
            assertThat(read(origin, 10 * MIB, new Span(0, 1000)).outcome()).isEqualTo(new SourceFailure.Refused(403));
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void anotherFileInALaterChunkIsAChange() throws IOException {
        byte[] other = SourceFixture.bytes(FILE.length + 1, 7);
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            for (OriginRequest request = conversation.next(); request != null; request = conversation.next()) {
                byte[] file = request.header("range").startsWith("bytes=0-") ? FILE : other;
                conversation.sendPart(file, request.span(file.length));
            }
        })) {
            Collector read = read(origin, MIB, Span.from(0));
            assertThat(read.outcome()).isEqualTo(new SourceFailure.Changed());
            assertThat(read.count()).isEqualTo(MIB);
        }
    }

    @Test
    void asksNothingAheadForAReaderThatPaused() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(atMost(MIB))) {
            Collector read = Collector.read(
                    new ChunkedSource(fixture.origin(origin.url("/v")), MIB), Span.from(0), fixture.loop(), c -> {
                        if (c.count() < MIB - 300_000) {
                            c.pauseNow();
                        }
                    });
            await().until(() -> read.count() > 0);
            assertThat(origin.requests()).hasSize(1);
            while (read.count() < MIB - 300_000) {
                read.resume();
            }
            assertWhole(read);
        }
    }
}
