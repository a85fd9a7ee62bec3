package dev.weir.http.server;

import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.telemetry.AuditEntry;
import dev.weir.telemetry.AuditLog;
import dev.weir.video.Reason;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Decides which finished requests belong into the audit log: what was changed, and who was refused. */
final class AuditTrail {
    private final AuditLog log;

    AuditTrail(AuditLog log) {
        this.log = log;
    }

    /** @param status of the answer, 0 where the client left before one began */
    void ended(RequestScope scope, HttpServerRequest request, int status) {
        String action = action(scope);
        if (action == null || !log.enabled()) {
            return;
        }
        String path = request.path();
        log.write(new AuditEntry(
                action,
                scope.requestId(),
                scope.client(),
                scope.keyId(),
                request.method().name(),
                path == null ? "" : path,
                status,
                scope.reason()));
    }

    private static @Nullable String action(RequestScope scope) {
        Reason reason = scope.reason();
        if (reason == Reason.UNAUTHORIZED) {
            return "auth_failure";
        }
        if (reason == Reason.RATE_LIMITED) {
            return "rate_limited";
        }
        if (reason == Reason.FORBIDDEN) {
            ErrorCode code = scope.operation();
            return code == ErrorCode.IP_BLOCKED || code == ErrorCode.IP_NOT_ALLOWED ? "ip_blocked" : "forbidden";
        }
        return scope.change();
    }
}
