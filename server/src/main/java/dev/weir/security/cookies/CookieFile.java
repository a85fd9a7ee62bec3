package dev.weir.security.cookies;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site's file as it was read.
 *
 * @param cookies those of the site itself
 * @param problem one sentence, where it cannot be used
 */
record CookieFile(
        FileVersion version, List<Cookie> cookies, @Nullable String problem) {
    static CookieFile unusable(FileVersion version, String problem) {
        return new CookieFile(version, List.of(), problem);
    }

    /** Hides what is in it. */
    @Override
    public String toString() {
        return "CookieFile[" + cookies.size() + " cookies]";
    }
}
