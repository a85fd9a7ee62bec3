package dev.weir.video;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why something could not be done, in words safe to show to anybody: never a path, a cookie or a signed address.
 *
 * @param message one sentence for a person
 * @param detail a second sentence: which parameter, or what to do
 * @param retryAfter when another try makes sense, or null where none does
 * @param extractorWords what the extractor itself said, shown only when the operator allows it
 */
public record Failure(
        Reason reason,
        String message,
        String detail,
        @Nullable Duration retryAfter,
        @Nullable String extractorWords) {

    public static Failure of(Reason reason, String message, String detail) {
        return new Failure(reason, message, detail, null, null);
    }

    public Failure retryAfter(Duration delay) {
        return new Failure(reason, message, detail, delay, extractorWords);
    }

    /** The same failure as something to throw. */
    public FailureException toException() {
        return new FailureException(this);
    }
}
