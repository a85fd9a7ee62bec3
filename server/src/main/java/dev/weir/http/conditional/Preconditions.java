package dev.weir.http.conditional;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The conditional fields of a GET or HEAD request, as they came; null where the field is absent (RFC 9110 section 13.1).
 */
public record Preconditions(
        @Nullable String ifMatch,
        @Nullable String ifUnmodifiedSince,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String ifRange) {

    public static final Preconditions NONE = new Preconditions(null, null, null, null, null);

    /** What the fields ask for. */
    public enum Outcome {
        /** Answer as if there were no conditions; a Range counts. */
        PROCEED,
        /** Answer with the whole file, whatever Range says. */
        IGNORE_RANGE,
        /** 304. */
        NOT_MODIFIED,
        /** 412. */
        FAILED
    }

    /** Evaluates the fields in the order of RFC 9110 section 13.2.2; dates that are none are as good as absent. */
    public Outcome evaluate(Validators current) {
        if (ifMatch != null) {
            if (!EntityTags.parse(ifMatch).matchStrongly(current.tag())) {
                return Outcome.FAILED;
            }
        } else if (ifUnmodifiedSince != null && modifiedSince(ifUnmodifiedSince, current, false)) {
            return Outcome.FAILED;
        }
        if (ifNoneMatch != null) {
            if (EntityTags.parse(ifNoneMatch).matchWeakly(current.tag())) {
                return Outcome.NOT_MODIFIED;
            }
        } else if (ifModifiedSince != null && !modifiedSince(ifModifiedSince, current, true)) {
            return Outcome.NOT_MODIFIED;
        }
        return (ifRange == null || isCurrent(ifRange.strip(), current)) ? Outcome.PROCEED : Outcome.IGNORE_RANGE;
    }

    private static boolean modifiedSince(String field, Validators current, boolean otherwise) {
        Instant modified = current.lastModified();
        Instant since = HttpDate.parse(field.strip(), current.now());
        return (modified == null || since == null) ? otherwise : modified.isAfter(since);
    }

    /** A tag has to match strongly, a date to the second (RFC 9110 section 13.1.5). */
    private static boolean isCurrent(String validator, Validators current) {
        if (validator.startsWith("\"") || validator.startsWith("W/")) {
            return EntityTags.parse(validator) instanceof EntityTags.Listed(var tags)
                    && tags.size() == 1
                    && tags.getFirst().matchesStrongly(current.tag());
        }
        Instant modified = current.lastModified();
        return modified != null
                && current.isStrong(modified)
                && modified.equals(HttpDate.parse(validator, current.now()));
    }
}
