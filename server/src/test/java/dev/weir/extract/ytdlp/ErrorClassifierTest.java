package dev.weir.extract.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorClassifierTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ErrorClassifier classifier = new ErrorClassifier(InstantSource.fixed(NOW));

    private static JsonObject error(String... classes) {
        return new JsonObject()
                .put("classes", new JsonArray(java.util.List.of(classes)))
                .put("expected", true)
                .put("message", "Words");
    }

    private static JsonObject extractorError(String message) {
        return error("ExtractorError", "YoutubeDLError", "Exception").put("message", message);
    }

    private Failure classify(JsonObject error) {
        return classifier.classify(WorkerError.of(error));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // YouTube
                "Private video. Sign in if you've been granted access to this video. Use --cookies | PRIVATE",
                "This video is private | PRIVATE",
                "Join this channel to get access to members-only content like this video | MEMBERS_ONLY",
                "This video is available to this channel's members on level: Gold (or any higher level) | MEMBERS_ONLY",
                "This video requires payment to watch | MEMBERS_ONLY",
                "Sign in to confirm your age. This video may be inappropriate for some users. Use --cookies | AGE_RESTRICTED",
                "Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies | BOT_CHECK",
                "Sign in to confirm you're not a bot | BOT_CHECK",
                "All player responses are invalid. Your IP is likely being blocked by Youtube | BOT_CHECK",
                "Video unavailable. YouTube is requiring a captcha challenge before playback | BOT_CHECK",
                "This content isn't available, try again later. The current session has been rate-limited | UPSTREAM_RATE_LIMITED",
                "Video unavailable. This video has been removed by the uploader | REMOVED",
                "Video unavailable. This video is no longer available because the YouTube account associated with this video has been terminated. | REMOVED",
                "This video has been removed for violating YouTube's Community Guidelines | REMOVED",
                "Video unavailable. This video is no longer available due to a copyright claim by X | REMOVED",
                "Video unavailable | NOT_FOUND",
                "This video is unavailable | NOT_FOUND",
                "Video unavailable. This video is not available | NOT_FOUND",
                "This video isn't available anymore | NOT_FOUND",
                "Video unavailable. The uploader has not made this video available in your country | GEO_RESTRICTED",
                "This video is not available in your country | GEO_RESTRICTED",
                "Premieres in 2 hours | NOT_LIVE_YET",
                "This live event will begin in a few moments. | NOT_LIVE_YET",
                "Premiere will begin shortly | NOT_LIVE_YET",
                "This video is DRM protected | DRM_PROTECTED",
                "YouTube said: The playlist does not exist. | NOT_FOUND",
                // Bilibili
                "You have exceeded the rate limit. Try again later | UPSTREAM_RATE_LIMITED",
                "Request is blocked by server (412), please wait and try later. | UPSTREAM_RATE_LIMITED",
                "Request is rejected by server (352) | BOT_CHECK",
                "This video is for premium members only. Use --cookies | MEMBERS_ONLY",
                "This is a supporter-only video: 充电专属 | MEMBERS_ONLY",
                "This video may be deleted or geo-restricted. You might want to try a VPN | NOT_FOUND",
                "Streamer is not live | NOT_LIVE_YET",
                // Twitter
                "NSFW tweet requires authentication. Use --cookies | AGE_RESTRICTED",
                "You are not authorized to view this protected tweet. Use --cookies | PRIVATE",
                "Requested tweet is unavailable | NOT_FOUND",
                "Suspended | REMOVED",
                "No video could be found in this tweet | NOT_FOUND",
                "This live broadcast has not yet started | NOT_LIVE_YET",
                "Twitter Space not started yet | NOT_LIVE_YET",
                "Broadcast no longer exists | REMOVED",
                // Instagram
                "The webpage request was redirected to the login page. You have exceeded the rate-limit for accessing posts anonymously | UPSTREAM_RATE_LIMITED",
                "This content is only available for registered users who follow this account | PRIVATE",
                "Instagram sent an empty media response. Check if this post is accessible | LOGIN_REQUIRED",
                "There is no video in this post | NOT_FOUND",
                "You need to log in to access this content. Use --cookies | LOGIN_REQUIRED",
                // Twitch
                "You must be logged into an account that has access to this subscriber-only content. Use --cookies | MEMBERS_ONLY",
                "Video 123 does not exist | NOT_FOUND",
                "This clip is no longer available | REMOVED",
                "The channel is not currently live | NOT_LIVE_YET",
                // any
                "This video is only available for registered users. Use --cookies | LOGIN_REQUIRED",
                "This video is not available from your location due to geo restriction | GEO_RESTRICTED",
                "Got HTTP Error 403 caused by Cloudflare anti-bot challenge; try again with --extractor-args | BOT_CHECK",
                "Unable to download webpage: The read operation timed out | UPSTREAM_TIMEOUT",
                "The site made a joke | UPSTREAM_FAILED"
            })
    void knowsTheWords(String message, Reason reason) {
        assertThat(classify(extractorError(message)).reason()).isEqualTo(reason);
        assertThat(classify(extractorError("No video formats found!")
                                .put("warnings", new JsonArray().add("WARNING: [x] id: " + message)))
                        .reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "GeoRestrictedError, GEO_RESTRICTED",
        "UserNotLive, NOT_LIVE_YET",
        "UnsupportedError, UNSUPPORTED_URL",
        "NotAVideo, UNSUPPORTED_URL",
        "MemoryError, EXTRACTOR_BROKEN",
        "AnswerTooLong, EXTRACTOR_BROKEN"
    })
    void classesComeBeforeWords(String name, Reason reason) {
        JsonObject error =
                error(name, "ExtractorError").put("message", "Private video").put("http_status", 404);
        assertThat(classify(error).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "401, LOGIN_REQUIRED",
        "403, UPSTREAM_FAILED",
        "404, NOT_FOUND",
        "407, EXTRACTOR_BROKEN",
        "410, REMOVED",
        "412, UPSTREAM_RATE_LIMITED",
        "418, UPSTREAM_FAILED",
        "429, UPSTREAM_RATE_LIMITED",
        "451, GEO_RESTRICTED",
        "500, UPSTREAM_FAILED",
        "503, UPSTREAM_FAILED",
        "504, UPSTREAM_TIMEOUT"
    })
    void statusesComeBeforeWords(int status, Reason reason) {
        JsonObject error = extractorError("Unable to download webpage: HTTP Error " + status)
                .put("http_status", status)
                .put("causes", new JsonArray().add("HTTPError"));
        assertThat(classify(error).reason()).isEqualTo(reason);
    }

    @Test
    void aRefusalOfTheGuardComesFirst() {
        JsonObject error = error("UnsupportedError").put("http_status", 403).put("egress_refused", true);
        assertThat(classify(error).reason()).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(classify(extractorError("OSError('Tunnel connection failed: 403 Weir-Egress: refused')"))
                        .reason())
                .isEqualTo(Reason.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "ReadTimeoutError, UPSTREAM_TIMEOUT",
        "ConnectTimeoutError, UPSTREAM_TIMEOUT",
        "TimeoutError, UPSTREAM_TIMEOUT",
        "NewConnectionError, UPSTREAM_FAILED",
        "CertificateVerifyError, UPSTREAM_FAILED"
    })
    void theTransportIsTheSites(String cause, Reason reason) {
        JsonObject error = extractorError("Unable to download webpage")
                .put("expected", false)
                .put("causes", new JsonArray().add("TransportError").add(cause));
        assertThat(classify(error).reason()).isEqualTo(reason);
    }

    @Test
    void whatYtDlpDidNotExpectIsItsOwnFault() {
        assertThat(classify(extractorError("Unable to extract initial state").put("expected", false))
                        .reason())
                .isEqualTo(Reason.EXTRACTOR_BROKEN);
        assertThat(classify(error("KeyError", "LookupError").put("expected", false))
                        .reason())
                .isEqualTo(Reason.EXTRACTOR_BROKEN);
    }

    @Test
    void aVideoWithoutFormatsSaysWhy() {
        assertThat(classify(error("NoFormats").put("drm", true)).reason()).isEqualTo(Reason.DRM_PROTECTED);
        assertThat(classify(error("NoFormats").put("availability", "private")).reason())
                .isEqualTo(Reason.PRIVATE);
        assertThat(classify(error("NoFormats").put("availability", "subscriber_only"))
                        .reason())
                .isEqualTo(Reason.MEMBERS_ONLY);
        assertThat(classify(error("NoFormats")
                                .put("availability", "needs_auth")
                                .put("message", "Sign in to confirm your age"))
                        .reason())
                .isEqualTo(Reason.AGE_RESTRICTED);
    }

    @ParameterizedTest
    @CsvSource({"600, 600", "1, 5", "-50, 5", "999999, 21600"})
    void whatIsToComeIsAskedForAgainWhenItBegins(long begins, long seconds) {
        Failure failure = classify(error("NoFormats")
                .put("live_status", "is_upcoming")
                .put("release_timestamp", NOW.getEpochSecond() + begins));
        assertThat(failure.reason()).isEqualTo(Reason.NOT_LIVE_YET);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void onlyWhatPassesIsWorthAnotherTry() {
        assertThat(classify(error("UserNotLive")).retryAfter()).isPositive();
        assertThat(classify(extractorError("confirm you're not a bot")).retryAfter())
                .isPositive();
        assertThat(classify(extractorError("rate limit")).retryAfter()).isPositive();
        assertThat(classify(extractorError("Private video")).retryAfter()).isNull();
    }

    @Test
    void theExtractorsWordsStayApartAndLoseTheirSignatures() {
        Failure failure =
                classify(extractorError("Unable to download https://cdn.example/v.mp4?sig=secret&e=1 (sorry)"));
        assertThat(failure.extractorWords()).isEqualTo("Unable to download https://cdn.example/v.mp4?... (sorry)");
        assertThat(failure.message() + failure.detail()).doesNotContain("cdn.example");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasItsSentences(Reason reason) {
        Failure failure = FailureSentences.of(reason, false);
        assertThat(failure.message()).endsWith(".").doesNotContain("\n");
        assertThat(failure.detail()).endsWith(".");
    }
}
