package dev.weir.security.cookies;

import org.jspecify.annotations.Nullable;

/**
 * How it stands with a platform's cookies.
 *
 * @param problem one sentence, where the file cannot be used
 */
public record CookieStatus(
        CookieSite site,
        CookieState state,
        CookieReport report,
        @Nullable String problem) {
    public boolean present() {
        return state != CookieState.ABSENT;
    }
}
