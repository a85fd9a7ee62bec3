package dev.weir.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource({
        "https://rr3.googlevideo.com/videoplayback?expire=1&sig=abc,https://rr3.googlevideo.com/videoplayback...",
        "https://h.example/videoplayback/expire/17/sig/abc,https://h.example/videoplayback/...",
        "http://user:pass@h.example:8080/a,http://h.example:8080/a",
        "http://user:p@ss@h.example/a,http://h.example/a",
        "https://h.example,https://h.example",
        "https://h.example/,https://h.example/",
        "https://h.example?token=1,https://h.example...",
        "https://h.example/a#token,https://h.example/a...",
        "https://h.example/0123456789012345678901234567890123456789,https://h.example/0123456789012345678901234567890...",
        "https://[::1]:8443/a,https://[::1]:8443/a",
        "not an address,...",
    })
    void addressesKeepSchemeHostAndTheBeginningOfThePath(String url, String shown) {
        assertThat(Redaction.url(url)).isEqualTo(shown);
        assertThat(Redaction.url(shown)).isEqualTo(shown);
    }

    @Test
    void everyAddressInATextIsShortened() {
        assertThat(Redaction.text("get \"https://h/a/b?sig=x\" via socks5://u:p@proxy:1, then http://h2"))
                .isEqualTo("get \"https://h/a/...\" via socks5://proxy:1, then http://h2");
        assertThat(Redaction.text("no address: //a?b")).isEqualTo("no address: //a?b");
    }

    @ParameterizedTest
    @CsvSource({
        "/health,/health",
        "/api/v2/stream/proxy/youtube/abc?quality=720p&start=3,/api/v2/stream/proxy/youtube/abc?quality=720p&start=3",
        "/a?api_key=s3cret&quality=hd&X-Sig=s3cret,/a?api_key=...&quality=hd&X-Sig=...",
        "/a?s3cret,/a?...",
        "/a?,/a?...",
        "/a?url=https%3A%2F%2Fu%3As3cret%40h%2Fp%3Fsig%3Ds3cret,/a?url=https://h/p...",
        "/a?url=https://h/p?sig=s3cret,/a?url=https://h/p...",
        "/a?url=s3cret,/a?url=...",
        "/a?url=%zz,/a?url=...",
        "/auto/https%3A%2F%2Fh%2Fp%3Fsig%3Ds3cret,/auto/https://h/p...",
        "/auto/https://h/p?sig=s3cret&quality=hd,/auto/https://h/p...",
        "/auto/https:/h/p/s3cret,/auto/https://h/p/...",
        "/auto/HTTPS%253A%252F%252Fu:s3cret%2540h%252Fp,/auto/https://h/p",
        "/auto/HtTp://u:s3cret@h/p,/auto/http://h/p",
        "/auto/ftp://u:s3cret@h/p,/auto/ftp://h/p",
        "/a?url=https%25253A%25252F%25252Fu%25253As3cret%252540h,/a?url=...",
        "/stream/twitch/clip:slug,/stream/twitch/clip:slug",
        "/100%25/x,/100%25/x",
    })
    void targetsKeepOurOwnParametersAlone(String target, String shown) {
        assertThat(Redaction.target(target)).isEqualTo(shown).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "%",
                "http",
                "http:/",
                "https%3a%2f%2f",
                "/auto/http://",
                "/auto/https%3A%2F%2F%",
                "&=&",
                "?url="
            })
    void oddTargetsAreShownWithoutFailing(String target) {
        assertThat(Redaction.target(target)).hasSizeLessThanOrEqualTo(target.length() + 8);
    }

    @Test
    void randomTextNeverFailsAndNeverShowsWhatFollowsAQuery() {
        String[] pieces = {
            "http://",
            "https%3A%2F%2F",
            "/",
            "?",
            "#",
            "@",
            ":",
            "%",
            "%25",
            "&",
            "=",
            "url",
            "a",
            "é",
            "\ud83d",
            " ",
            "\""
        };
        Random random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            Redaction.text(text.toString());
            Redaction.target(text.toString());
            assertThat(Redaction.url("https://h/p?" + text + "S3cret")).doesNotContain("S3cret");
            assertThat(Redaction.target("/p?key=" + text.toString().replace('&', '+') + "S3cret"))
                    .doesNotContain("S3cret");
        }
    }
}
