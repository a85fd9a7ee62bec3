package dev.weir.http.conditional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.conditional.Preconditions.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {
    private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37Z");
    private static final Validators CURRENT =
            new Validators(new EntityTag("now", false), MODIFIED, MODIFIED.plusSeconds(3600));
    private static final Validators UNDATED = new Validators(new EntityTag("now", false), null, MODIFIED);

    /** B: a second before the file's date, S: the same, A: a second after; `-` for an absent field. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            nullValues = "-",
            value = {
                // If-Match | If-Unmodified-Since | If-None-Match | If-Modified-Since | If-Range
                "- | - | - | - | - | PROCEED",
                // If-Match compares strongly
                "\"now\" | - | - | - | - | PROCEED",
                "\"old\", \"now\" | - | - | - | - | PROCEED",
                "* | - | - | - | - | PROCEED",
                "\"old\" | - | - | - | - | FAILED",
                "W/\"now\" | - | - | - | - | FAILED",
                "junk | - | - | - | - | FAILED",
                // If-Unmodified-Since counts only without If-Match
                "- | B | - | - | - | FAILED",
                "- | S | - | - | - | PROCEED",
                "- | A | - | - | - | PROCEED",
                "- | junk | - | - | - | PROCEED",
                "\"now\" | B | - | - | - | PROCEED",
                "\"old\" | A | - | - | - | FAILED",
                // If-None-Match compares weakly
                "- | - | \"now\" | - | - | NOT_MODIFIED",
                "- | - | W/\"now\" | - | - | NOT_MODIFIED",
                "- | - | \"old\", W/\"now\" | - | - | NOT_MODIFIED",
                "- | - | * | - | - | NOT_MODIFIED",
                "- | - | \"old\" | - | - | PROCEED",
                "- | - | junk | - | - | PROCEED",
                // If-Modified-Since counts only without If-None-Match
                "- | - | - | B | - | PROCEED",
                "- | - | - | S | - | NOT_MODIFIED",
                "- | - | - | A | - | NOT_MODIFIED",
                "- | - | - | junk | - | PROCEED",
                "- | - | \"old\" | A | - | PROCEED",
                "- | - | \"now\" | B | - | NOT_MODIFIED",
                // the first two come before the next two, and all before If-Range
                "\"old\" | - | \"now\" | - | - | FAILED",
                "\"now\" | - | \"now\" | - | - | NOT_MODIFIED",
                "- | B | \"now\" | - | - | FAILED",
                "- | - | \"now\" | - | \"old\" | NOT_MODIFIED",
                "\"old\" | - | - | - | \"now\" | FAILED",
                // If-Range: a strong tag, or exactly the date
                "- | - | - | - | \"now\" | PROCEED",
                "- | - | - | - | \"old\" | IGNORE_RANGE",
                "- | - | - | - | W/\"now\" | IGNORE_RANGE",
                "- | - | - | - | \"old\", \"now\" | IGNORE_RANGE",
                "- | - | - | - | * | IGNORE_RANGE",
                "- | - | - | - | B | IGNORE_RANGE",
                "- | - | - | - | S | PROCEED",
                "- | - | - | - | A | IGNORE_RANGE",
                "- | - | - | - | junk | IGNORE_RANGE",
                "\"now\" | - | \"old\" | - | \"now\" | PROCEED",
            })
    void followsTheOrderOfTheRfc(
            @Nullable String ifMatch,
            @Nullable String ifUnmodifiedSince,
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince,
            @Nullable String ifRange,
            Outcome expected) {
        Preconditions fields =
                new Preconditions(ifMatch, date(ifUnmodifiedSince), ifNoneMatch, date(ifModifiedSince), date(ifRange));
        assertThat(fields.evaluate(CURRENT)).isEqualTo(expected);
    }

    @Test
    void datesMeanNothingForAFileWithoutOne() {
        assertThat(new Preconditions(null, DATE, null, DATE, null).evaluate(UNDATED))
                .isEqualTo(Outcome.PROCEED);
        assertThat(new Preconditions(null, null, null, null, DATE).evaluate(UNDATED))
                .isEqualTo(Outcome.IGNORE_RANGE);
    }

    @Test
    void aDateThatMayStillCoverAnotherChangeIsTooWeakForARange() {
        Validators fresh = new Validators(new EntityTag("now", false), MODIFIED, MODIFIED.plusSeconds(59));
        assertThat(new Preconditions(null, null, null, null, DATE).evaluate(fresh))
                .isEqualTo(Outcome.IGNORE_RANGE);
    }

    private static @Nullable String date(@Nullable String field) {
        return switch (field) {
            case null -> null;
            case "B" -> "Sun, 06 Nov 1994 08:49:36 GMT";
            case "S" -> DATE;
            case "A" -> "Sunday, 06-Nov-94 08:49:38 GMT";
            default -> field;
        };
    }
}
