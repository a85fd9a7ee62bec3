package dev.weir.extract.ytdlp;

import static dev.weir.extract.ytdlp.Extraction.order;
import static dev.weir.extract.ytdlp.Extraction.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.extract.ExtractorHealth;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real yt-dlp makes of pages, and how its failures come out. */
class YtDlpExtractorIT {
    private static YtDlpExtractor extractor;
    private static Origin origin;

    @BeforeAll
    static void start() throws Exception {
        origin = new Origin();
        extractor = Extraction.started(Extraction.settings(2, Duration.ofSeconds(20), 16));
    }

    @AfterAll
    static void stop() {
        extractor.close();
        origin.close();
    }

    private static Failure failure(VideoRef ref) {
        return catchThrowableOfType(FailureException.class, () -> extractor.extract(ref))
                .failure();
    }

    @Test
    void readsAPageWithAVideo() throws Exception {
        VideoInfo info = extractor.extract(page(origin.url("/page")));
        assertThat(info.title()).startsWith("A page");
        assertThat(info.platform()).isEqualTo("generic");
        assertThat(info.formats()).singleElement().satisfies(format -> {
            assertThat(format.url()).isEqualTo(URI.create(origin.url("/film.mp4")));
            assertThat(format.ext()).isEqualTo("mp4");
            assertThat(format.isSingleFile()).isTrue();
            assertThat(format.access().headers())
                    .containsKey("User-Agent")
                    .containsEntry("Referer", origin.url("/page"));
            assertThat(format.access().cookies()).contains("session=1").contains("Domain=127.0.0.1");
        });
    }

    @Test
    void readsALinkToMedia() throws Exception {
        VideoInfo info = extractor.extract(page(origin.url("/film.mp4")));
        assertThat(info.id()).isEqualTo("film");
        assertThat(info.formats())
                .singleElement()
                .extracting(format -> format.url().getPath())
                .isEqualTo("/film.mp4");
    }

    @Test
    void carriesOverWhatTheSiteSays() throws Exception {
        long end = InstantSource.system().instant().getEpochSecond() + 3600;
        VideoInfo info = extractor.extract(order("info", "json", """
                {"id": "v1", "title": "Title", "description": "Words", "duration": 12.5, "uploader": "Somebody",
                 "view_count": 7, "upload_date": "20260102", "thumbnail": "http://127.0.0.1/t.jpg",
                 "subtitles": {"en": [{"url": "http://127.0.0.1/en.srt", "name": "English"}, {"url": "http://127.0.0.1/en.vtt"}]},
                 "automatic_captions": {"de": [{"url": "http://127.0.0.1/de.vtt?a=1&tlang=de"}]},
                 "formats": [
                  {"format_id": "low", "url": "http://127.0.0.1/l.mp4", "height": 360, "width": 640, "vcodec": "avc1", "acodec": "mp4a",
                   "filesize_approx": 5, "tbr": 500},
                  {"format_id": "board", "url": "http://127.0.0.1/b.jpg", "vcodec": "none", "acodec": "none"},
                  {"format_id": "high", "url": "http://127.0.0.1/h.mp4?expire=%d", "height": 720, "vcodec": "avc1", "acodec": "none",
                   "filesize": 99, "fps": 30, "http_headers": {"Referer": "http://r.invalid/"}, "language": "en",
                   "language_preference": 10, "downloader_options": {"http_chunk_size": 10485760}}]}""".formatted(end)));
        assertThat(info.duration()).isEqualTo(12.5);
        assertThat(info.uploader()).isEqualTo("Somebody");
        assertThat(info.viewCount()).isEqualTo(7);
        assertThat(info.thumbnail()).isEqualTo(URI.create("http://127.0.0.1/t.jpg"));
        assertThat(info.expiresAt()).isEqualTo(java.time.Instant.ofEpochSecond(end));
        assertThat(info.captions()).singleElement().satisfies(caption -> {
            assertThat(caption.language()).isEqualTo("en");
            assertThat(caption.ext()).isEqualTo("vtt");
            assertThat(caption.auto()).isFalse();
        });
        assertThat(info.formats()).extracting(f -> f.formatId()).containsExactly("low", "high");
        assertThat(info.formats().getFirst().filesize()).isNull();
        assertThat(info.formats().getLast()).satisfies(high -> {
            assertThat(high.quality()).isEqualTo("720p");
            assertThat(high.filesize()).isEqualTo(99);
            assertThat(high.fps()).isEqualTo(30);
            assertThat(high.languagePreference()).isEqualTo(10);
            assertThat(high.hasAudio()).isFalse();
            assertThat(high.access().chunkSize()).isEqualTo(10 << 20);
            assertThat(high.access().headers()).containsEntry("Referer", "http://r.invalid/");
        });
    }

    @Test
    void aLiveTitleIsTheSitesOwn() throws Exception {
        VideoInfo info = extractor.extract(order(
                "info",
                "json",
                "{\"id\":\"l\",\"title\":\"Now\",\"is_live\":true,\"url\":\"http://127.0.0.1/l.m3u8\"}"));
        assertThat(info.live()).isTrue();
        assertThat(info.title()).isEqualTo("Now");
    }

    @Test
    void aPostOfSeveralPartsIsItsFirst() throws Exception {
        assertThat(extractor.extract(order("parts")).id()).isEqualTo("part1");
    }

    @Test
    void aListIsNotAVideo() {
        Failure failure = failure(order("list"));
        assertThat(failure.reason()).isEqualTo(Reason.UNSUPPORTED_URL);
        assertThat(failure.message()).contains("one video");
    }

    @Test
    void leadsToAnUnknownPageOnlyWhereThatIsAllowed() {
        assertThat(failure(order("elsewhere", "url", origin.url("/page"))).reason())
                .isEqualTo(Reason.UNSUPPORTED_URL);
        assertThat(failure(new VideoRef("weirtest", "x", URI.create(origin.url("/page"))))
                        .reason())
                .isEqualTo(Reason.UNSUPPORTED_URL);
        assertThat(failure(new VideoRef("youtube", "x", URI.create("http://weirtest.invalid/plain")))
                        .reason())
                .isEqualTo(Reason.UNSUPPORTED_URL);
    }

    @Test
    void refusesWhatIsNoPageAddress() {
        for (String address :
                new String[] {"file:///etc/passwd", "ytsearch:cats", "http://h/#__youtubedl_smuggle=%7B%7D"}) {
            assertThat(failure(new VideoRef("generic", "x", URI.create(address)))
                            .reason())
                    .isEqualTo(Reason.UNSUPPORTED_URL);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, NOT_FOUND",
        "410, REMOVED",
        "429, UPSTREAM_RATE_LIMITED",
        "412, UPSTREAM_RATE_LIMITED",
        "451, GEO_RESTRICTED",
        "500, UPSTREAM_FAILED",
        "403, UPSTREAM_FAILED"
    })
    void readsTheStatusOfAPage(int status, Reason reason) {
        assertThat(failure(page(origin.url("/status/" + status))).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "geo, It failed, GEO_RESTRICTED",
        "not_live, It failed, NOT_LIVE_YET",
        "unsupported, It failed, UNSUPPORTED_URL",
        "expected, It failed, UPSTREAM_FAILED",
        "expected, Private video. Sign in if you've been granted access, PRIVATE",
        "unexpected, Unable to extract player, EXTRACTOR_BROKEN",
        "bug, It failed, EXTRACTOR_BROKEN",
        "memory, It failed, EXTRACTOR_BROKEN",
        "no_formats, Join this channel to get access to members-only content, MEMBERS_ONLY",
        "no_formats, This video is DRM protected, DRM_PROTECTED"
    })
    void readsWhatAnExtractorRaises(String kind, String message, Reason reason) {
        Failure failure = failure(order("fail", "kind", kind, "message", message));
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.extractorWords()).isNotBlank();
        assertThat(failure.message() + failure.detail()).doesNotContain(message);
    }

    @Test
    void aVideoToComeSaysWhen() {
        long begins = InstantSource.system().instant().getEpochSecond() + 1000;
        Failure failure = failure(order(
                "fail",
                "kind",
                "no_formats",
                "message",
                "Premieres in 16 minutes",
                "json",
                "{\"live_status\":\"is_upcoming\",\"release_timestamp\":" + begins + "}"));
        assertThat(failure.reason()).isEqualTo(Reason.NOT_LIVE_YET);
        assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(1000));
    }

    @Test
    void aRefusedConnectionIsTheSitesFailure() {
        assertThat(failure(page("http://127.0.0.1:1/")).reason()).isEqualTo(Reason.UPSTREAM_FAILED);
    }

    @Test
    void theJavaScriptRuntimeWorksWithinTheLimitsOfAWorker() throws Exception {
        assertThat(extractor.extract(order("javascript")).title()).isEqualTo("5000000");
        assertThat(extractor.started().join().javascript()).startsWith("deno");
    }

    @Test
    void healthIsProbed() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(extractor.health()).satisfies(health -> {
                    assertThat(health.state()).isEqualTo(ExtractorHealth.State.HEALTHY);
                    assertThat(health.version()).startsWith("20");
                    assertThat(health.problem()).isNull();
                    assertThat(health.workersReady() + health.workersBusy()).isEqualTo(2);
                }));
    }

    @Test
    void nothingOfTheServersEnvironmentReachesTheExtraction() throws Exception {
        String variables = java.nio.file.Files.readString(
                        java.nio.file.Path.of("/proc/" + extractor.parentPid() + "/environ"))
                .replace((char) 0, (char) 10);
        assertThat(variables.lines().toList())
                .extracting(variable -> variable.substring(0, variable.indexOf('=')))
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "LD_LIBRARY_PATH",
                        "TZ",
                        "WEIR_EXTRACTION",
                        "PYTHONUTF8",
                        "TMPDIR",
                        "XDG_CACHE_HOME",
                        "DENO_DIR",
                        "DENO_NO_UPDATE_CHECK");
    }
}
