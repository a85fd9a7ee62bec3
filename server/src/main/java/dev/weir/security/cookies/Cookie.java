package dev.weir.security.cookies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cookie of a browser (RFC 6265 section 5.3). Its value is a secret: it is stored and sent to its site, never shown.
 *
 * @param domain lower case, without a leading dot
 * @param hostOnly whether the site meant no host below the domain
 * @param path begins with a slash
 * @param expires null for a cookie of the browser's session
 */
public record Cookie(
        String name,
        String value,
        String domain,
        boolean hostOnly,
        String path,
        boolean secure,
        boolean httpOnly,
        @Nullable Instant expires) {

    boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** Whether a host is the cookie's domain or lies below it; the extractor's cookie jar takes no notice of {@link #hostOnly}, either. */
    boolean reaches(String host) {
        return within(host, domain);
    }

    static boolean within(String host, String domain) {
        return host.endsWith(domain)
                && (host.length() == domain.length() || host.charAt(host.length() - domain.length() - 1) == '.');
    }

    /** Hides the value. */
    @Override
    public String toString() {
        return "Cookie[" + name + " of " + domain + "]";
    }
}
