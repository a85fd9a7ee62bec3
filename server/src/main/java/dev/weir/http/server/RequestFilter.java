package dev.weir.http.server;

import dev.weir.http.RequestId;
import dev.weir.http.RequestScope;
import dev.weir.http.header.SecurityHeaders;
import dev.weir.telemetry.AccessEntry;
import dev.weir.telemetry.AccessLog;
import dev.weir.telemetry.RequestMetrics;
import dev.weir.video.Reason;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** The first filter: names the request, adds the headers that every answer carries, counts it and logs it when it is over. */
final class RequestFilter implements Handler<RoutingContext> {
    private final ClientAddresses addresses;
    private final SecurityHeaders security;
    private final RequestMetrics metrics;
    private final AccessLog log;
    private final AuditTrail audit;

    RequestFilter(
            ClientAddresses addresses,
            SecurityHeaders security,
            RequestMetrics metrics,
            AccessLog log,
            AuditTrail audit) {
        this.addresses = addresses;
        this.security = security;
        this.metrics = metrics;
        this.log = log;
        this.audit = audit;
    }

    @Override
    public void handle(RoutingContext ctx) {
        begin(ctx);
        ctx.next();
    }

    /** The request's scope, made now where the router failed the request before any filter saw it. */
    RequestScope scopeOf(RoutingContext ctx) {
        return RequestScope.isAttached(ctx) ? RequestScope.of(ctx) : begin(ctx);
    }

    private RequestScope begin(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        HttpServerResponse response = ctx.response();
        String given = request.getHeader("X-Request-ID");
        RequestScope scope = new RequestScope(
                given != null && RequestId.isValid(given) ? given : RequestId.next(),
                addresses.clientOf(request),
                addresses.isSecure(request));
        scope.attach(ctx);
        response.headersEndHandler(v -> addHeaders(scope, response));
        ctx.addEndHandler(ended -> {
            long nanos = scope.elapsedNanos();
            // A client that left before the answer's head saw no status.
            int status = response.headWritten() ? response.getStatusCode() : 0;
            metrics.record(scope.route(), methodLabel(request), status, nanos);
            audit.ended(scope, request, status);
            if (log.enabled()) {
                log.write(entry(scope, request, status, response.bytesWritten(), nanos));
            }
        });
        return scope;
    }

    private void addHeaders(RequestScope scope, HttpServerResponse response) {
        long micros = scope.elapsedNanos() / 1_000;
        response.putHeader("X-Request-ID", scope.requestId());
        response.putHeader("X-Response-Time", micros / 1_000 + "." + threeDigits(micros % 1_000) + "ms");
        response.putHeader("X-Process-Time", micros / 1_000_000 + "." + sixDigits(micros % 1_000_000));
        security.apply(scope.kind(), scope.secure(), response::putHeader);
    }

    private static AccessEntry entry(
            RequestScope scope, HttpServerRequest request, int status, long bytes, long nanos) {
        Reason reason = scope.reason();
        return new AccessEntry(
                request.method().name(),
                request.uri(),
                status,
                bytes,
                nanos,
                scope.requestId(),
                scope.client(),
                request.getHeader("User-Agent"),
                scope.platform(),
                reason == null ? null : reason.wireName());
    }

    /** Only methods of the standard: anybody can invent one, and each would be a new series. */
    private static String methodLabel(HttpServerRequest request) {
        String name = request.method().name();
        return switch (name) {
            case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH" -> name;
            default -> "other";
        };
    }

    private static String threeDigits(long number) {
        return number < 10 ? "00" + number : number < 100 ? "0" + number : Long.toString(number);
    }

    private static String sixDigits(long number) {
        return threeDigits(number / 1_000) + threeDigits(number % 1_000);
    }
}
