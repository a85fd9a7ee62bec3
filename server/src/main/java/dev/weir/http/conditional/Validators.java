package dev.weir.http.conditional;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What tells one version of a file from the next.
 *
 * @param tag the current strong entity tag
 * @param lastModified to the second, or null where nobody knows
 * @param now when the request is answered
 */
public record Validators(EntityTag tag, @Nullable Instant lastModified, Instant now) {
    private static final Duration SETTLED = Duration.ofMinutes(1);

    /** Whether the date is certain to differ for different bytes (RFC 9110 section 8.8.2.2). */
    boolean isStrong(Instant modified) {
        return !modified.plus(SETTLED).isAfter(now);
    }
}
