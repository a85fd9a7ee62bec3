package dev.weir.security.cookies;

import java.util.Locale;

/** What is known of a platform's cookies. */
public enum CookieState {
    ABSENT("There are none."),
    UNUSABLE("The file cannot be used."),
    INCOMPLETE("They are not those of somebody who is signed in."),
    VALID("They are complete and have not expired."),
    EXPIRING("They expire within a week."),
    EXPIRED("They have expired."),
    REJECTED("The site did not accept them at their last use.");

    private final String sentence;

    CookieState(String sentence) {
        this.sentence = sentence;
    }

    /** For a person. */
    public String sentence() {
        return sentence;
    }

    /** Whether they are worth anything at the site, as far as is known. */
    public boolean valid() {
        return this == VALID || this == EXPIRING;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
