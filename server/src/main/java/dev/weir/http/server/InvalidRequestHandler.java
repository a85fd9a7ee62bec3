package dev.weir.http.server;

import dev.weir.http.RequestId;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.FailureDocument;
import dev.weir.telemetry.RefusalMetrics;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what could not even be read as a request, and closes the connection, since nobody knows where the next one begins. */
final class InvalidRequestHandler implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(InvalidRequestHandler.class);

    private final FailureDocument document;
    private final RefusalMetrics refusals;

    InvalidRequestHandler(FailureDocument document, RefusalMetrics refusals) {
        this.document = document;
        this.refusals = refusals;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        ErrorCode code = switch (cause) {
            case TooLongHttpLineException ignored -> ErrorCode.URL_TOO_LONG;
            case TooLongHttpHeaderException ignored -> ErrorCode.HEADERS_TOO_LARGE;
            case null, default -> ErrorCode.VALIDATION_ERROR;
        };
        Failure failure = switch (code) {
            case URL_TOO_LONG ->
                Failure.of(Reason.TOO_LARGE, "The address is too long.", "MAX_URL_LENGTH sets the limit.");
            case HEADERS_TOO_LARGE ->
                Failure.of(Reason.TOO_LARGE, "The request's headers are too large.", "MAX_HEADER_SIZE sets the limit.");
            default ->
                Failure.of(Reason.INVALID_PARAMETER, "The request cannot be read.", "It is not well-formed HTTP.");
        };
        refusals.failed(code.name(), failure.reason());
        String requestId = RequestId.next();
        LOG.atInfo()
                .addKeyValue("request_id", requestId)
                .addKeyValue("code", code)
                .log("a request could not be read");
        request.response()
                .setStatusCode(code.status(failure.reason()))
                .putHeader("Content-Type", "application/json")
                .putHeader("X-Request-ID", requestId)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Connection", "close")
                .end(Buffer.buffer(document.render(code, failure, requestId)))
                .onComplete(done -> request.connection().close());
    }
}
