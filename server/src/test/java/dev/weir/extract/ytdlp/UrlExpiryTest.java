package dev.weir.extract.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlExpiryTest {
    /** 1767225600 seconds since 1970. */
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://r1.googlevideo.com/videoplayback?expire=1767247200&ip=0 | 2026-01-01T06:00:00Z",
                "https://r1.googlevideo.com/videoplayback/id/1/expire/1767247200/ip/0 | 2026-01-01T06:00:00Z",
                "https://upos.bilivideo.com/a.m4s?e=x&deadline=1767232800 | 2026-01-01T02:00:00Z",
                "https://d.cloudfront.net/a.mp4?Expires=1767229200&Signature=x | 2026-01-01T01:00:00Z",
                "https://scontent.cdninstagram.com/a.mp4?oe=6955CA10 | 2026-01-01T01:12:48Z",
                "https://x/a.mp4?hdnts=st=1767225000~exp=1767229200~acl=/*~hmac=a | 2026-01-01T01:00:00Z",
                "https://x/a.mp4?hdnts=st%3D1767225000~exp%3D1767229200~acl | 2026-01-01T01:00:00Z",
                "https://b.s3.amazonaws.com/a?X-Amz-Date=20260101T000000Z&X-Amz-Expires=900 | 2026-01-01T00:15:00Z",
                "https://storage.googleapis.com/a?X-Goog-Date=20251231T235900Z&X-Goog-Expires=120 | 2026-01-01T00:01:00Z",
                "https://x/a?expires=1767247200&exp=1767229200 | 2026-01-01T01:00:00Z",
                "https://x/a?expire=1767225000 | 2025-12-31T23:50:00Z"
            })
    void readsTheEnd(String url, Instant end) {
        assertThat(UrlExpiry.of(URI.create(url), NOW)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://x/a.mp4",
                "https://x/a.mp4?expires=3600",
                "https://x/a.mp4?expires=never",
                "https://x/a.mp4?expires=-1767229200",
                "https://x/a.mp4?expires=",
                "https://x/a.mp4?expires=1767229200000",
                "https://x/a.mp4?expires=99999999999999999999",
                "https://x/a.mp4?expire=4102444800",
                "https://x/a.mp4?X-Amz-Expires=900",
                "https://x/a.mp4?X-Amz-Date=yesterday&X-Amz-Expires=900",
                "https://x/a.mp4?X-Amz-Date=20269901T000000Z&X-Amz-Expires=900",
                "https://x/a.mp4?oe=zz",
                "https://x/a.mp4?&&=&expire"
            })
    void takesNothingElseForATime(String url) {
        assertThat(UrlExpiry.of(URI.create(url), NOW)).isNull();
    }

    @Test
    void aHugeSignedDurationDoesNotOverflow() {
        URI url = URI.create("https://x/a?X-Amz-Date=20260101T000000Z&X-Amz-Expires=999999999999999");
        assertThat(UrlExpiry.of(url, NOW)).isNull();
    }
}
