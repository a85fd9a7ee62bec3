package dev.weir.extract.ytdlp;

import dev.weir.video.Failure;
import dev.weir.video.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a worker's error means: by the guard's mark, then exception classes, then the status of the site's answer, then yt-dlp's words.
 */
final class ErrorClassifier {
    /** Queries of addresses may be signed. */
    private static final Pattern QUERY = Pattern.compile("(?<=\\S)\\?[^\\s'\")]*=[^\\s'\")]*");

    private static final Duration SOONEST = Duration.ofSeconds(5);
    private static final Duration LATEST = Duration.ofHours(6);

    private static final String NOT_A_PLAYLIST = "NotAPlaylist";

    private static final Map<String, Reason> BY_CLASS = Map.of(
            "NotAVideo",
            Reason.UNSUPPORTED_URL,
            NOT_A_PLAYLIST,
            Reason.UNSUPPORTED_URL,
            "UnsupportedError",
            Reason.UNSUPPORTED_URL,
            "GeoRestrictedError",
            Reason.GEO_RESTRICTED,
            "UserNotLive",
            Reason.NOT_LIVE_YET,
            "MemoryError",
            Reason.EXTRACTOR_BROKEN,
            "AnswerTooLong",
            Reason.EXTRACTOR_BROKEN);

    private static final Map<Integer, Reason> BY_STATUS = Map.of(
            401, Reason.LOGIN_REQUIRED,
            404, Reason.NOT_FOUND,
            407, Reason.EXTRACTOR_BROKEN, // the guard proxy did not know the secret
            408, Reason.UPSTREAM_TIMEOUT,
            410, Reason.REMOVED,
            412, Reason.UPSTREAM_RATE_LIMITED,
            429, Reason.UPSTREAM_RATE_LIMITED,
            451, Reason.GEO_RESTRICTED,
            504, Reason.UPSTREAM_TIMEOUT);

    private static final Map<String, Reason> BY_AVAILABILITY = Map.of(
            "private", Reason.PRIVATE,
            "premium_only", Reason.MEMBERS_ONLY,
            "subscriber_only", Reason.MEMBERS_ONLY,
            "needs_auth", Reason.LOGIN_REQUIRED);

    /** In this order: a refused connection is a transport error, too. */
    private static final List<Map.Entry<String, Reason>> BY_CAUSE = List.of(
            Map.entry("TimeoutError", Reason.UPSTREAM_TIMEOUT),
            Map.entry("ReadTimeoutError", Reason.UPSTREAM_TIMEOUT),
            Map.entry("ConnectTimeoutError", Reason.UPSTREAM_TIMEOUT),
            Map.entry("TransportError", Reason.UPSTREAM_FAILED),
            Map.entry("IncompleteRead", Reason.UPSTREAM_FAILED),
            Map.entry("SSLError", Reason.UPSTREAM_FAILED),
            Map.entry("CertificateVerifyError", Reason.UPSTREAM_FAILED),
            Map.entry("ProxyError", Reason.UPSTREAM_FAILED),
            Map.entry("HTTPError", Reason.UPSTREAM_FAILED),
            Map.entry("RequestError", Reason.UPSTREAM_FAILED));

    private final InstantSource clock;

    ErrorClassifier(InstantSource clock) {
        this.clock = clock;
    }

    Failure classify(WorkerError error) {
        Reason reason = reason(error);
        Failure failure = FailureSentences.of(reason, error.classes().contains("NotAVideo"));
        Duration retryAfter = retryAfter(reason, error.release());
        return new Failure(reason, failure.message(), failure.detail(), retryAfter, words(error));
    }

    /** As {@link #classify}, in sentences that speak of a list. */
    Failure classifyList(WorkerError error) {
        Failure failure = classify(error);
        Failure sentence = error.classes().contains(NOT_A_PLAYLIST)
                ? FailureSentences.ONE_VIDEO
                : FailureSentences.ofList(failure);
        return new Failure(
                failure.reason(),
                sentence.message(),
                sentence.detail(),
                failure.retryAfter(),
                failure.extractorWords());
    }

    private static @Nullable String words(WorkerError error) {
        return error.message().isEmpty() ? null : QUERY.matcher(error.message()).replaceAll("?...");
    }

    private static Reason reason(WorkerError error) {
        if (error.egressRefused()) {
            return Reason.ADDRESS_REFUSED;
        }
        Reason known = byClass(error);
        if (known == null) {
            known = byStanding(error);
        }
        if (known == null && error.httpStatus() != null) {
            known = byStatus(error, error.httpStatus());
        }
        if (known == null) {
            known = byWords(error);
        }
        if (known == null) {
            known = byCause(error);
        }
        if (known == null) {
            known = error.expected() ? Reason.UPSTREAM_FAILED : Reason.EXTRACTOR_BROKEN;
        }
        return known;
    }

    private static @Nullable Reason byClass(WorkerError error) {
        return error.classes().stream()
                .filter(BY_CLASS::containsKey)
                .map(BY_CLASS::get)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Reason byStanding(WorkerError error) {
        if ("is_upcoming".equals(error.liveStatus())) {
            return Reason.NOT_LIVE_YET;
        }
        if (error.drm()) {
            return Reason.DRM_PROTECTED;
        }
        // The words tell an age limit from other reasons to sign in.
        Reason worded = error.availability() == null ? null : byWords(error);
        return worded != null ? worded : BY_AVAILABILITY.get(String.valueOf(error.availability()));
    }

    private static @Nullable Reason byStatus(WorkerError error, int status) {
        if (status == 403) {
            // Refused for one of many reasons: the words may know it.
            Reason worded = byWords(error);
            return worded != null ? worded : Reason.UPSTREAM_FAILED;
        }
        return BY_STATUS.getOrDefault(status, status >= 500 ? Reason.UPSTREAM_FAILED : null);
    }

    private static @Nullable Reason byWords(WorkerError error) {
        return Stream.concat(Stream.of(error.message()), error.warnings().reversed().stream())
                .map(KnownWords::reasonIn)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Reason byCause(WorkerError error) {
        List<String> names =
                Stream.concat(error.classes().stream(), error.causes().stream()).toList();
        return BY_CAUSE.stream()
                .filter(entry -> names.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Duration retryAfter(Reason reason, @Nullable Instant release) {
        return switch (reason) {
            case NOT_LIVE_YET -> release == null ? Duration.ofMinutes(1) : until(release);
            case BOT_CHECK -> Duration.ofMinutes(5);
            case UPSTREAM_RATE_LIMITED -> Duration.ofMinutes(2);
            case OVERLOADED -> SOONEST;
            case UNSUPPORTED_URL,
                    INVALID_PARAMETER,
                    UNAUTHORIZED,
                    FORBIDDEN,
                    ADDRESS_REFUSED,
                    NO_SUCH_ROUTE,
                    METHOD_NOT_ALLOWED,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    RANGE_NOT_SATISFIABLE,
                    RATE_LIMITED,
                    LOGIN_REQUIRED,
                    PRIVATE,
                    MEMBERS_ONLY,
                    AGE_RESTRICTED,
                    NOT_FOUND,
                    NO_SUCH_FORMAT,
                    REMOVED,
                    DRM_PROTECTED,
                    GEO_RESTRICTED,
                    EXTRACTOR_BROKEN,
                    UPSTREAM_FAILED,
                    UNSUPPORTED_MEDIA,
                    UPSTREAM_TIMEOUT,
                    STORAGE_FULL,
                    INTERNAL -> null;
        };
    }

    private Duration until(Instant release) {
        Duration left = Duration.between(clock.instant(), release);
        if (left.compareTo(SOONEST) < 0) {
            return SOONEST;
        }
        return left.compareTo(LATEST) > 0 ? LATEST : left;
    }
}
