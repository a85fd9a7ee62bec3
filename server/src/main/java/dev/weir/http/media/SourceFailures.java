package dev.weir.http.media;

import dev.weir.source.SourceFailure;
import dev.weir.source.SourceFailure.AddressRefused;
import dev.weir.source.SourceFailure.BadRedirect;
import dev.weir.source.SourceFailure.BadStatus;
import dev.weir.source.SourceFailure.Broken;
import dev.weir.source.SourceFailure.Changed;
import dev.weir.source.SourceFailure.NotMedia;
import dev.weir.source.SourceFailure.OutOfRange;
import dev.weir.source.SourceFailure.Refused;
import dev.weir.source.SourceFailure.TimedOut;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import java.time.Duration;

/** Says to the client, in its own words, why a source could not be read. */
final class SourceFailures {
    private static final String TRY_ANOTHER = "Try again, or ask for another quality.";

    private SourceFailures() {}

    static Failure describe(SourceFailure failure) {
        return switch (failure) {
            case Refused refused ->
                Failure.of(
                        Reason.UPSTREAM_FAILED,
                        "The site refuses to hand out the media, also under a new address.",
                        "It answered " + refused.status() + ". " + TRY_ANOTHER);
            case OutOfRange ignored ->
                Failure.of(
                        Reason.RANGE_NOT_SATISFIABLE,
                        "The range lies outside the file.",
                        "The Content-Range header names its length where it is known.");
            case BadStatus status -> describe(status);
            case Broken ignored -> Failure.of(Reason.UPSTREAM_FAILED, "The connection to the site broke.", TRY_ANOTHER);
            case TimedOut ignored ->
                Failure.of(Reason.UPSTREAM_TIMEOUT, "The site did not send the media in time.", TRY_ANOTHER);
            case AddressRefused ignored ->
                Failure.of(
                        Reason.ADDRESS_REFUSED,
                        "The media lies at an address this server may not connect to.",
                        "The operator can name exceptions in EGRESS_ALLOW.");
            case BadRedirect ignored ->
                Failure.of(
                        Reason.UPSTREAM_FAILED, "The site redirects the media to where it cannot be had.", TRY_ANOTHER);
            case NotMedia ignored ->
                Failure.of(
                        Reason.UPSTREAM_FAILED,
                        "The site sent something else in place of the media.",
                        "Only video, audio and images are passed on.");
            case Changed ignored ->
                Failure.of(
                        Reason.UPSTREAM_FAILED,
                        "The site replaced the media while it was being read.",
                        "Ask again from the start.");
        };
    }

    /** A short name for metrics. */
    static String kind(SourceFailure failure) {
        return switch (failure) {
            case Refused ignored -> "refused";
            case OutOfRange ignored -> "out_of_range";
            case BadStatus ignored -> "bad_status";
            case Broken ignored -> "broken";
            case TimedOut ignored -> "timed_out";
            case AddressRefused ignored -> "address_refused";
            case BadRedirect ignored -> "bad_redirect";
            case NotMedia ignored -> "not_media";
            case Changed ignored -> "changed";
        };
    }

    private static Failure describe(BadStatus status) {
        if (status.status() == 429) {
            return Failure.of(
                            Reason.UPSTREAM_RATE_LIMITED,
                            "The site limits how much may be fetched from it.",
                            "Try again in a moment.")
                    .retryAfter(Duration.ofSeconds(30));
        }
        return Failure.of(
                Reason.UPSTREAM_FAILED,
                "The site failed to hand out the media.",
                "It answered " + status.status() + ". " + TRY_ANOTHER);
    }
}
