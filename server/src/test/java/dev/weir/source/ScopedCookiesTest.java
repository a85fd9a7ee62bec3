package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopedCookiesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

    private static String header(String cookies, String url) {
        URI uri = URI.create(url);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return ScopedCookies.parse(cookies, "first.example").headerFor(Endpoint.of(uri), path, NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // Domain: RFC 6265 section 5.1.3.
                "a=1; Domain=.example.com; Path=/ | https://example.com/ | a=1",
                "a=1; Domain=.example.com; Path=/ | https://cdn.example.com/ | a=1",
                "a=1; Domain=example.com; Path=/ | https://cdn.example.com/ | a=1",
                "a=1; Domain=EXAMPLE.com; Path=/ | https://cdn.example.com/ | a=1",
                "a=1; Domain=.example.com; Path=/ | https://badexample.com/ | none",
                "a=1; Domain=.example.com; Path=/ | https://example.com.evil.net/ | none",
                "a=1; Domain=cdn.example.com; Path=/ | https://example.com/ | none",
                "a=1; Domain=.com; Path=/ | https://example.com/ | none",
                "a=1; Domain=.0.0.1; Path=/ | http://127.0.0.1/ | none",
                "a=1; Domain=127.0.0.1; Path=/ | http://127.0.0.1:8080/ | a=1",
                "a=1; Domain=localhost.local; Path=/ | http://localhost/ | a=1",
                // No domain: only the host that the extractor named.
                "a=1; Path=/ | https://first.example/ | a=1",
                "a=1; Path=/ | https://sub.first.example/ | none",
                "a=1; Path=/ | https://example.com/ | none",
                // Path: section 5.1.4.
                "a=1; Domain=h.example; Path=/v | https://h.example/v | a=1",
                "a=1; Domain=h.example; Path=/v | https://h.example/v/1 | a=1",
                "a=1; Domain=h.example; Path=/v/ | https://h.example/v/1 | a=1",
                "a=1; Domain=h.example; Path=/v | https://h.example/video | none",
                "a=1; Domain=h.example; Path=/v | https://h.example/ | none",
                // Secure, and expiry in seconds and as a date.
                "a=1; Domain=h.example; Path=/; Secure | https://h.example/ | a=1",
                "a=1; Domain=h.example; Path=/; Secure | http://h.example/ | none",
                "a=1; Domain=h.example; Path=/; Expires=1800000001 | https://h.example/ | a=1",
                "a=1; Domain=h.example; Path=/; Expires=1800000000 | https://h.example/ | none",
                "a=1; Domain=h.example; Path=/; Expires=0 | https://h.example/ | none",
                "a=1; Domain=h.example; Path=/; Expires=Wed, 21 Oct 2015 07:28:00 GMT | https://h.example/ | none",
                "a=1; Domain=h.example; Path=/; Expires=Wed, 21 Oct 2099 07:28:00 GMT | https://h.example/ | a=1",
                "a=1; Domain=h.example; Path=/; Max-Age=0 | https://h.example/ | none",
                // Several, each with its own scope; longer paths first.
                "a=1; Domain=h.example; Path=/; b=2; Domain=h.example; Path=/v; Secure | https://h.example/v | b=2; a=1",
                "a=1; Domain=h.example; Path=/; b=2; Domain=o.example; Path=/ | https://h.example/ | a=1",
                "a=1; Domain=h.example; Path=/; a=2; Domain=o.example; Path=/ | https://o.example/ | a=2",
                "a=1; Domain=h.example; Path=/; Version=1; b=2; Domain=h.example | https://h.example/ | a=1; b=2",
                // Values.
                "a=x=y=; Domain=h.example; Path=/ | https://h.example/ | a=x=y=",
                "a=; Domain=h.example; Path=/ | https://h.example/ | a=",
            })
    void goWhereTheyBelong(String cookies, String url, String expected) {
        assertThat(header(cookies, url)).isEqualTo(expected);
    }

    @Test
    void quotedValuesAreUndone() {
        assertThat(header("a=\"x y\\\"z\\054\"; Domain=h.example; Path=/", "https://h.example/"))
                .isEqualTo("a=x y\"z,");
        assertThat(header("a=\"x\\;y\"; Domain=h.example; b=2; Domain=h.example", "https://h.example/"))
                .as("a semicolon cannot stand in a Cookie field")
                .isEqualTo("b=2");
    }

    @Test
    void controlCharactersNeverLeave() {
        assertThat(header("a=1\r\nX: y; Domain=h.example; Path=/", "https://h.example/"))
                .isNull();
        assertThat(header("a=\"1\\015\\012X: y\"; Domain=h.example; Path=/", "https://h.example/"))
                .isNull();
    }

    @Test
    void aMalformedCookieTakesItsAttributesWithIt() {
        assertThat(header("b(d=1; Domain=h.example; a=2; Domain=o.example", "https://h.example/"))
                .isNull();
        assertThat(header("bad; Domain=h.example; a=2; Domain=o.example", "https://o.example/"))
                .isEqualTo("a=2");
    }

    @Test
    void noTextMakesItThrowOrLeak() {
        Random random = new Random(7);
        String alphabet = "ab=;\"\\ ,019DomainPath\r\n/.";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String sent = header(text.toString(), "https://first.example/");
            assertThat(sent == null || sent.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                    .as(text.toString())
                    .isTrue();
        }
    }
}
