package dev.weir.http.document;

import dev.weir.video.Reason;

/** Which operation failed, or which filter refused, as the `code` of a failure document. */
public enum ErrorCode {
    HEALTH_CHECK_FAILED,
    /** A video has no stream to give: until a format is chosen. */
    STREAM_URL_FAILED,
    /** A chosen format could not be sent. */
    STREAMING_FAILED,
    VIDEO_INFO_FAILED,
    INVALID_REQUEST,
    AUTH_STATUS_FAILED,
    JOB_FAILED,
    VALIDATION_ERROR,
    RATE_LIMIT_EXCEEDED,
    API_KEY_MISSING,
    API_KEY_INVALID,
    IP_BLOCKED,
    IP_NOT_ALLOWED,
    URL_TOO_LONG,
    QUERY_TOO_LONG,
    HEADERS_TOO_LARGE,
    BODY_TOO_LARGE,
    NOT_FOUND,
    METHOD_NOT_ALLOWED;

    /** The HTTP status of a failure: what its reason says, unless the filter's own is more exact (RFC 9110 section 15.5.15, RFC 6585 section 5). */
    public int status(Reason reason) {
        return switch (this) {
            case URL_TOO_LONG, QUERY_TOO_LONG -> 414;
            case HEADERS_TOO_LARGE -> 431;
            case HEALTH_CHECK_FAILED,
                    STREAM_URL_FAILED,
                    STREAMING_FAILED,
                    VIDEO_INFO_FAILED,
                    INVALID_REQUEST,
                    AUTH_STATUS_FAILED,
                    JOB_FAILED,
                    VALIDATION_ERROR,
                    RATE_LIMIT_EXCEEDED,
                    API_KEY_MISSING,
                    API_KEY_INVALID,
                    IP_BLOCKED,
                    IP_NOT_ALLOWED,
                    BODY_TOO_LARGE,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED -> reason.status();
        };
    }
}
