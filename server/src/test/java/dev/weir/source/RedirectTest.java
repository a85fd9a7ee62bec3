package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.video.Access;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private static final byte[] FILE = SourceFixture.bytes(50_000, 4);

    private SourceFixture fixture;

    @BeforeEach
    void open() {
        fixture = new SourceFixture(EpollIoHandler.newFactory(), Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @AfterEach
    void everythingIsReleased() {
        fixture.close();
    }

    /** `/n` redirects to `/n-1`, and `/0` is the file. */
    private static ScriptedOrigin.Script countdown(int status) {
        return conversation -> {
            for (OriginRequest request = conversation.next(); request != null; request = conversation.next()) {
                int left = Integer.parseInt(request.target().substring(1));
                if (left == 0) {
                    conversation.sendPart(FILE, request.span(FILE.length));
                } else {
                    conversation.sendStatus(status, "Location: /" + (left - 1) + "\r\n");
                }
            }
        };
    }

    private static ScriptedOrigin.Script to(String location) {
        return conversation -> {
            while (conversation.next() != null) {
                conversation.sendStatus(302, "Location: " + location + "\r\n");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void isFollowedWithTheSameRange(int status) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(countdown(status))) {
            Collector read = fixture.read(origin.url("/1"), new Span(5, 9));
            assertThat(read.outcome()).isEqualTo("end");
            assertThat(origin.requests())
                    .extracting(request -> request.line() + " " + request.header("range"))
                    .containsExactly("GET /1 HTTP/1.1 bytes=5-9", "GET /0 HTTP/1.1 bytes=5-9");
            assertThat(origin.connections())
                    .as("the connection serves the next hop")
                    .isEqualTo(1);
        }
    }

    @Test
    void fiveAreFollowedAndSixAreNot() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(countdown(302))) {
            assertThat(fixture.read(origin.url("/5"), Span.from(0)).outcome()).isEqualTo("end");
            assertThat(fixture.read(origin.url("/6"), Span.from(0)).outcome())
                    .isEqualTo(new SourceFailure.BadRedirect());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://h/x", "file:///etc/passwd", "data:video/mp4,x", "http:///x", "http://[", "javascript:1"})
    void toWhereNoMediaCanBeIsBad(String location) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(to(location))) {
            assertThat(fixture.read(origin.url("/"), Span.from(0)).outcome())
                    .isEqualTo(new SourceFailure.BadRedirect());
        }
    }

    @Test
    void withoutALocationIsBad() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
            conversation.next();
            conversation.sendStatus(302);
        })) {
            assertThat(fixture.read(origin.url("/"), Span.from(0)).outcome())
                    .isEqualTo(new SourceFailure.BadRedirect());
        }
    }

    @Test
    void everyHopPassesTheGuard() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(to("http://metadata.refused/latest"))) {
            assertThat(fixture.read(origin.url("/"), Span.from(0)).outcome())
                    .isEqualTo(new SourceFailure.AddressRefused());
            assertThat(fixture.admitted()).containsExactly("localhost", "metadata.refused");
        }
    }

    @Test
    void aGuardThatTakesItsTimeIsWaitedFor() throws IOException {
        try (ScriptedOrigin file = ScriptedOrigin.plain(ScriptedOrigin.file(FILE));
                ScriptedOrigin origin = ScriptedOrigin.plain(to("http://cdn.slow:" + file.port() + "/v"))) {
            assertThat(fixture.read(origin.url("/"), Span.from(0)).outcome()).isEqualTo("end");
        }
    }

    @Test
    void otherHostsGetTheirOwnCookiesAndNoSecrets() throws IOException {
        Access access = new Access(
                Map.of("User-Agent", "Mozilla", "Authorization", "secret"),
                "a=1; Domain=localhost; Path=/; b=2; Domain=.example.com; Path=/",
                0);
        try (ScriptedOrigin file = ScriptedOrigin.plain(ScriptedOrigin.file(FILE));
                ScriptedOrigin origin = ScriptedOrigin.plain(to("http://cdn.example.com:" + file.port() + "/v"))) {
            Collector read = Collector.read(fixture.origin(origin.url("/"), access), Span.from(0), fixture.loop());
            assertThat(read.outcome()).isEqualTo("end");
            OriginRequest first = origin.requests().getFirst();
            assertThat(first.header("cookie")).isEqualTo("a=1");
            assertThat(first.header("authorization")).isEqualTo("secret");
            OriginRequest second = file.requests().getFirst();
            assertThat(second.header("cookie")).isEqualTo("b=2");
            assertThat(second.headers()).doesNotContainKey("authorization").containsEntry("user-agent", "Mozilla");
            assertThat(second.header("host")).isEqualTo("cdn.example.com:" + file.port());
        }
    }

    @Test
    void ifRangeGoesAlong() throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.plain(countdown(302))) {
            ByteSource source = fixture.origin(origin.url("/1")).ifUnchanged("\"v1\"");
            assertThat(Collector.read(source, Span.from(5), fixture.loop()).outcome())
                    .isEqualTo("end");
            assertThat(origin.requests())
                    .extracting(request -> request.header("if-range"))
                    .containsExactly("\"v1\"", "\"v1\"");
        }
    }
}
