package dev.weir.extract.ytdlp;

import dev.weir.video.Failure;
import dev.weir.video.Reason;
import java.util.Map;

/** Our own words for what extraction can fail with; the extractor's may hold addresses. */
final class FailureSentences {
    static final Failure ONE_VIDEO = say(
            Reason.UNSUPPORTED_URL,
            "The address leads to one video, not to a list.",
            "Ask for it below /api/v2/videos.");

    private static final Map<Reason, Failure> OF_LISTS = Map.of(
            Reason.NOT_FOUND,
            say(Reason.NOT_FOUND, "There is no such list.", "Check the id or the address."),
            Reason.REMOVED,
            say(Reason.REMOVED, "The list was removed.", "It will not come back under this address."),
            Reason.PRIVATE,
            say(Reason.PRIVATE, "The list is private.", "Only its owner can see it."),
            Reason.LOGIN_REQUIRED,
            say(
                    Reason.LOGIN_REQUIRED,
                    "The site shows this list to signed-in users only.",
                    "The operator can add cookies of the site."));

    private FailureSentences() {}

    /** The same failure in words that speak of a list, where those for a video would not fit. */
    static Failure ofList(Failure failure) {
        return OF_LISTS.getOrDefault(failure.reason(), failure);
    }

    /** @param list whether the address leads to a list of videos, or to none, rather than being unknown */
    static Failure of(Reason reason, boolean list) {
        return switch (reason) {
            case UNSUPPORTED_URL ->
                list
                        ? say(
                                reason,
                                "The address does not lead to one video.",
                                "Give the address of a video's own page; lists are read below /api/v2/playlists.")
                        : say(
                                reason,
                                "No extractor takes this address.",
                                "Check it, or ask the operator which sites are allowed.");
            case ADDRESS_REFUSED ->
                say(
                        reason,
                        "The page wants a connection that this server does not make.",
                        "EGRESS_ALLOW names the exceptions.");
            case LOGIN_REQUIRED ->
                say(
                        reason,
                        "The site shows this video to signed-in users only.",
                        "The operator can add cookies of the site.");
            case PRIVATE -> say(reason, "The video is private.", "Only those whom its owner invited can watch it.");
            case MEMBERS_ONLY ->
                say(reason, "The video is for paying members only.", "The operator can add cookies of a member.");
            case AGE_RESTRICTED ->
                say(
                        reason,
                        "The site wants to know the viewer's age before it shows this video.",
                        "The operator can add cookies of an adult's account.");
            case NOT_FOUND -> say(reason, "There is no such video.", "Check the id or the address.");
            case REMOVED -> say(reason, "The video was removed.", "It will not come back under this address.");
            case NOT_LIVE_YET -> say(reason, "The video is not live yet.", "Ask again when it has begun.");
            case DRM_PROTECTED -> say(reason, "The video is encrypted (DRM).", "It plays on its own site only.");
            case GEO_RESTRICTED ->
                say(
                        reason,
                        "The site does not show this video where this server is.",
                        "YTDLP_PROXY can lead through another country.");
            case BOT_CHECK ->
                say(
                        reason,
                        "The site takes this server for a robot.",
                        "Ask again later; cookies or another address help.");
            case UPSTREAM_RATE_LIMITED ->
                say(reason, "The site wants fewer requests from this server.", "Ask again later.");
            case NO_SUCH_FORMAT ->
                say(reason, "The site offers nothing to play here.", "Check whether it plays on the site.");
            case UPSTREAM_FAILED -> say(reason, "The site failed to answer as it should.", "Ask again in a moment.");
            case UPSTREAM_TIMEOUT -> say(reason, "The site took too long to answer.", "Ask again in a moment.");
            case OVERLOADED -> say(reason, "Too many extractions are under way.", "Ask again in a few seconds.");
            case EXTRACTOR_BROKEN ->
                say(reason, "The extractor failed on this page.", "A newer yt-dlp may know what the site changed.");
            case INVALID_PARAMETER,
                    UNAUTHORIZED,
                    FORBIDDEN,
                    NO_SUCH_ROUTE,
                    METHOD_NOT_ALLOWED,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    RANGE_NOT_SATISFIABLE,
                    RATE_LIMITED,
                    UNSUPPORTED_MEDIA,
                    STORAGE_FULL,
                    INTERNAL -> say(Reason.INTERNAL, "The server failed to look up the video.", "Its log says more.");
        };
    }

    private static Failure say(Reason reason, String message, String detail) {
        return Failure.of(reason, message, detail);
    }
}
