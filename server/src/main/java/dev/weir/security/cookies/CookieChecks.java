package dev.weir.security.cookies;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes cookies of what a file says, or nothing of what could not stand in a Cookie field or would break the file's lines. */
final class CookieChecks {
    private static final int MAX_VALUE = 8192;
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e&&[^;=,\"\\\\]]{1,256}");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?(?:\\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?)+");
    private static final int MAX_DOMAIN = 253;
    private static final int MAX_PATH = 1024;
    private static final long LAST_SECOND = 253_402_300_799L;

    private CookieChecks() {}

    /**
     * @param domain in any case, perhaps with a leading dot
     * @param expires seconds since 1970; zero or less, or no number, for a cookie of the session
     */
    static @Nullable Cookie cookie(
            String name,
            String value,
            String domain,
            boolean hostOnly,
            String path,
            boolean secure,
            boolean httpOnly,
            double expires) {
        boolean dotted = domain.startsWith(".");
        String host = (dotted ? domain.substring(1) : domain).toLowerCase(Locale.ROOT);
        boolean fit = NAME.matcher(name).matches()
                && isPlain(value, MAX_VALUE)
                && host.length() <= MAX_DOMAIN
                && DOMAIN.matcher(host).matches()
                && isPlain(path, MAX_PATH)
                && (path.isEmpty() || path.startsWith("/"));
        return fit
                ? new Cookie(
                        name,
                        value,
                        host,
                        hostOnly && !dotted,
                        path.isEmpty() ? "/" : path,
                        secure,
                        httpOnly,
                        instant(expires))
                : null;
    }

    private static boolean isPlain(String text, int most) {
        return text.length() <= most && text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != ';');
    }

    /** Some exports count in milliseconds or microseconds. */
    private static @Nullable Instant instant(double expires) {
        if (!(expires > 0) || Double.isInfinite(expires)) {
            return null;
        }
        double seconds = expires;
        while (seconds > LAST_SECOND) {
            seconds /= 1000;
        }
        return Instant.ofEpochSecond((long) seconds);
    }
}
