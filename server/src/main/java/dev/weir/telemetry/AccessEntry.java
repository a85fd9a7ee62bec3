package dev.weir.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * One finished request, for the access log.
 *
 * @param target the request target as it was received; logged as {@link Redaction#target} has it
 * @param status of the answer, 0 where the client left before one began
 * @param bytes of the body that were sent
 * @param nanos from the request's head to the end of the answer
 * @param client the address of whoever asked, behind the trusted proxies
 * @param platform of the video asked for
 * @param reason of a failure, by its wire name
 */
public record AccessEntry(
        String method,
        String target,
        int status,
        long bytes,
        long nanos,
        String requestId,
        String client,
        @Nullable String userAgent,
        @Nullable String platform,
        @Nullable String reason) {

    /** With three decimals. */
    double millis() {
        return Math.round(nanos / 1e3) / 1e3;
    }

    /** One readable line without anything private. */
    @Override
    public String toString() {
        return client + " " + method + " " + Redaction.target(target) + " " + status + " " + bytes + "B " + millis()
                + "ms " + requestId + (reason == null ? "" : " " + reason);
    }
}
