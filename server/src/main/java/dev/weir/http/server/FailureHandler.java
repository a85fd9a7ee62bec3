package dev.weir.http.server;

import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.FailureDocument;
import dev.weir.http.header.SecurityHeaders;
import dev.weir.telemetry.RefusalMetrics;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the client why, in the failure document; what nobody foresaw is logged and told as an internal failure. */
final class FailureHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

    private static final int EXPECTATION_FAILED = 417;

    /** What the library's body handler fails with. */
    private static final int BODY_TOO_LARGE = 413;

    private final RequestFilter requests;
    private final FailureDocument document;
    private final RefusalMetrics refusals;

    FailureHandler(RequestFilter requests, FailureDocument document, RefusalMetrics refusals) {
        this.requests = requests;
        this.document = document;
        this.refusals = refusals;
    }

    @Override
    public void handle(RoutingContext ctx) {
        RequestScope scope = requests.scopeOf(ctx);
        if (ctx.failure() instanceof HttpClosedException
                || (ctx.response().closed() && !(ctx.failure() instanceof FailureException))) {
            // Whoever asked has left, which ends what was being read or written for them.
            LOG.debug("a client left", ctx.failure());
            return;
        }
        Failure failure = failureOf(ctx, scope);
        scope.failed(failure.reason());
        ErrorCode code = codeOf(scope, failure);
        refusals.failed(code.name(), failure.reason());
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            // Part of an answer has left: only a broken connection tells the client that the rest is missing.
            var _ = response.reset();
            return;
        }
        scope.answersWith(SecurityHeaders.Kind.DATA);
        log(scope, code, failure);
        Duration retryAfter = failure.retryAfter();
        if (retryAfter != null) {
            response.putHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        response.setStatusCode(code.status(failure.reason()))
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(document.render(code, failure, scope.requestId())));
    }

    private static Failure failureOf(RoutingContext ctx, RequestScope scope) {
        if (ctx.failure() instanceof FailureException known) {
            return known.failure();
        }
        if (ctx.statusCode() == 400 || ctx.statusCode() == EXPECTATION_FAILED) {
            return Failure.of(
                    Reason.INVALID_PARAMETER, "The request cannot be read.", "Its address or a header is malformed.");
        }
        if (ctx.statusCode() == 404) {
            return Failure.of(Reason.NO_SUCH_ROUTE, "There is nothing at this address.", "A path begins with a slash.");
        }
        if (ctx.statusCode() == BODY_TOO_LARGE) {
            scope.entered(ErrorCode.BODY_TOO_LARGE);
            return Failure.of(
                    Reason.TOO_LARGE,
                    "The request's body is too large.",
                    "MAX_REQUEST_BODY_SIZE says how long one may be.");
        }
        if (scope.readsBody() && !ctx.response().headWritten()) {
            ctx.response().putHeader("Connection", "close");
            LOG.debug("a request cannot be read", ctx.failure());
            return Failure.of(Reason.INVALID_PARAMETER, "The request's body cannot be read.", "It is malformed.");
        }
        LOG.atError()
                .setCause(ctx.failure())
                .addKeyValue("request_id", scope.requestId())
                .addKeyValue("route", scope.route())
                .log("a handler failed in a way nobody foresaw");
        return Failure.of(
                Reason.INTERNAL, "The server failed to answer.", "Its log says more under this answer's request_id.");
    }

    /** Filters and the router name their own codes; a bad parameter is the validation's, whichever route found it, unless it stands in a body. */
    private static ErrorCode codeOf(RequestScope scope, Failure failure) {
        return switch (failure.reason()) {
            case NO_SUCH_ROUTE -> ErrorCode.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> ErrorCode.METHOD_NOT_ALLOWED;
            case INVALID_PARAMETER ->
                scope.operation() == ErrorCode.INVALID_REQUEST ? ErrorCode.INVALID_REQUEST : ErrorCode.VALIDATION_ERROR;
            case RATE_LIMITED -> ErrorCode.RATE_LIMIT_EXCEEDED;
            default -> scope.operation();
        };
    }

    private static void log(RequestScope scope, ErrorCode code, Failure failure) {
        var event = switch (failure.reason().blame()) {
            case CALLER, VIDEO -> LOG.atDebug();
            case UPSTREAM, SERVER -> LOG.atInfo();
        };
        event.addKeyValue("request_id", scope.requestId())
                .addKeyValue("code", code)
                .addKeyValue("reason", failure.reason().wireName())
                .log(failure.message());
    }
}
