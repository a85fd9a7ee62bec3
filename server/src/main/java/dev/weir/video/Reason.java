package dev.weir.video;

import java.util.Locale;

/** Why a request failed, as the `reason` of a failure document names it, with the HTTP status (RFC 9110 section 15) it is answered with. */
public enum Reason {
    UNSUPPORTED_URL(400, Blame.CALLER),
    INVALID_PARAMETER(400, Blame.CALLER),
    UNAUTHORIZED(401, Blame.CALLER),
    FORBIDDEN(403, Blame.CALLER),
    ADDRESS_REFUSED(403, Blame.CALLER),
    NO_SUCH_ROUTE(404, Blame.CALLER),
    METHOD_NOT_ALLOWED(405, Blame.CALLER),
    PRECONDITION_FAILED(412, Blame.CALLER),
    TOO_LARGE(413, Blame.CALLER),
    RANGE_NOT_SATISFIABLE(416, Blame.CALLER),
    RATE_LIMITED(429, Blame.CALLER),
    LOGIN_REQUIRED(403, Blame.VIDEO),
    PRIVATE(403, Blame.VIDEO),
    MEMBERS_ONLY(403, Blame.VIDEO),
    AGE_RESTRICTED(403, Blame.VIDEO),
    NOT_FOUND(404, Blame.VIDEO),
    NO_SUCH_FORMAT(404, Blame.VIDEO),
    NOT_LIVE_YET(409, Blame.VIDEO),
    REMOVED(410, Blame.VIDEO),
    DRM_PROTECTED(422, Blame.VIDEO),
    GEO_RESTRICTED(451, Blame.VIDEO),
    BOT_CHECK(503, Blame.UPSTREAM),
    UPSTREAM_RATE_LIMITED(503, Blame.UPSTREAM),
    EXTRACTOR_BROKEN(502, Blame.UPSTREAM),
    UPSTREAM_FAILED(502, Blame.UPSTREAM),
    UNSUPPORTED_MEDIA(502, Blame.UPSTREAM),
    UPSTREAM_TIMEOUT(504, Blame.UPSTREAM),
    OVERLOADED(503, Blame.SERVER),
    STORAGE_FULL(507, Blame.SERVER),
    INTERNAL(500, Blame.SERVER);

    /** Whose doing a failure is. */
    public enum Blame {
        /** The request asks for what cannot be. */
        CALLER,
        /** The video itself is not to be had, or not so. */
        VIDEO,
        /** The site, or the way to it, failed. */
        UPSTREAM,
        /** This server failed. */
        SERVER
    }

    private final int status;
    private final Blame blame;
    private final String wireName = name().toLowerCase(Locale.ROOT);

    Reason(int status, Blame blame) {
        this.status = status;
        this.blame = blame;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    public Blame blame() {
        return blame;
    }

    /** The name in failure documents and metrics: lower case, with underscores. */
    public String wireName() {
        return wireName;
    }
}
