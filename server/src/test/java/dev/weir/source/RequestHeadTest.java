package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.video.Access;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestHeadTest {
    private static final URI FIRST = URI.create("https://a.example/v?x=1");

    private static FullHttpRequest request(Access access, Span span, URI url) {
        Fetch fetch = new Fetch(new Location(FIRST, access), span, null);
        return new RequestHead(fetch, Endpoint.of(FIRST)).to(url, Endpoint.of(url), SourceFixture.NOW);
    }

    private static Access headers(String... pairs) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put(pairs[i], pairs[i + 1]);
        }
        return new Access(headers, null, 0);
    }

    @Test
    void isARangedGetOfTheTarget() {
        FullHttpRequest request = request(Access.NONE, new Span(5, 9), FIRST);
        assertThat(request.method().name()).isEqualTo("GET");
        assertThat(request.uri()).isEqualTo("/v?x=1");
        assertThat(request.headers().entries())
                .extracting(Map.Entry::getKey, Map.Entry::getValue)
                .map(Object::toString)
                .containsExactlyInAnyOrder(
                        "(\"host\", \"a.example\")",
                        "(\"accept-encoding\", \"identity\")",
                        "(\"range\", \"bytes=5-9\")");
        assertThat(request(Access.NONE, Span.from(7), FIRST).headers().get("range"))
                .isEqualTo("bytes=7-");
        assertThat(request(Access.NONE, Span.from(0), URI.create("https://a.example"))
                        .uri())
                .isEqualTo("/");
        assertThat(request(Access.NONE, Span.from(0), URI.create("https://a.example/\u00fc"))
                        .uri())
                .isEqualTo("/%C3%BC");
    }

    @Test
    void sendsWhatTheSiteWantsToSee() {
        Access access =
                headers("User-Agent", "Mozilla", "Referer", "https://site/", "X-Site", "1", "Authorization", "s");
        HttpHeaders sent = request(access, Span.from(0), FIRST).headers();
        access.headers().forEach((name, value) -> assertThat(sent.get(name)).isEqualTo(value));
        assertThat(request(headers("X-Site", " 1 "), Span.from(0), FIRST)
                        .headers()
                        .get("X-Site"))
                .isEqualTo("1");
    }

    @Test
    void saysNothingThatIsNotTheSitesToSay() {
        Access access = headers(
                "Host",
                "evil",
                "Content-Length",
                "5",
                "Transfer-Encoding",
                "chunked",
                "Connection",
                "close",
                "Proxy-Authorization",
                "x",
                "Range",
                "bytes=0-1",
                "COOKIE",
                "a=b",
                "Accept-Encoding",
                "gzip",
                "If-Range",
                "x",
                "Upgrade",
                "h2c");
        FullHttpRequest request = request(access, Span.from(0), FIRST);
        assertThat(request.headers().names()).containsExactlyInAnyOrder("host", "accept-encoding", "range");
        assertThat(request.headers().get("host")).isEqualTo("a.example");
    }

    @Test
    void otherHostsSeeOnlyWhatIsHarmless() {
        Access access =
                headers("User-Agent", "Mozilla", "Authorization", "s", "X-Token", "s", "Referer", "https://site/");
        assertThat(request(access, Span.from(0), URI.create("https://b.example/"))
                        .headers()
                        .names())
                .containsExactlyInAnyOrder("host", "accept-encoding", "range", "User-Agent", "Referer");
        assertThat(request(access, Span.from(0), URI.create("http://a.example/"))
                        .headers()
                        .contains("Authorization"))
                .isFalse();
    }

    @Test
    void cookiesAreRebuiltForEachHost() {
        Access access =
                new Access(Map.of(), "a=1; Domain=.a.example; Path=/; b=2; Domain=b.example; Path=/x; Secure", 0);
        assertThat(request(access, Span.from(0), FIRST).headers().get("cookie")).isEqualTo("a=1");
        assertThat(request(access, Span.from(0), URI.create("https://b.example/x"))
                        .headers()
                        .get("cookie"))
                .isEqualTo("b=2");
        assertThat(request(access, Span.from(0), URI.create("http://b.example/x"))
                        .headers()
                        .get("cookie"))
                .isNull();
    }

    @Test
    void fieldsThatWouldSplitTheRequestAreRejected() {
        assertThatThrownBy(() -> request(headers("X-A", "1\r\nX-B: 2"), Span.from(0), FIRST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request(headers("X-A: 1\r\nX-B", "2"), Span.from(0), FIRST))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
