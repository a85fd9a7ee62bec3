package dev.weir.telemetry;

import dev.weir.video.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One request that changed something, or was refused.
 *
 * @param action what it was about, in snake case
 * @param client the address of whoever asked, behind the trusted proxies
 * @param keyId names the API key, null without one
 * @param path as it was sent, without the query; logged as {@link Redaction#place} has it
 * @param status of the answer, 0 where the client left before one began
 * @param reason of a failure
 */
public record AuditEntry(
        String action,
        String requestId,
        String client,
        @Nullable String keyId,
        String method,
        String path,
        int status,
        @Nullable Reason reason) {

    boolean isRefusal() {
        return reason == Reason.UNAUTHORIZED || reason == Reason.FORBIDDEN || reason == Reason.RATE_LIMITED;
    }

    /** `done`, `refused`, `failed` or, where nobody waited for the answer, `abandoned`. */
    String outcome() {
        if (reason == null) {
            return status == 0 ? "abandoned" : status < 400 ? "done" : "failed";
        }
        return isRefusal() ? "refused" : "failed";
    }
}
