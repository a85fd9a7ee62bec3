package dev.weir.source;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server that an address names.
 *
 * @param host lower case; an IPv6 literal without brackets
 */
record Endpoint(boolean tls, String host, int port) {

    /** Java's own parser knows no host with an underscore, which real ones have. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{0,5}))?");

    /** Null where media cannot be: another scheme, no host, no such port. */
    static @Nullable Endpoint of(URI url) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        if (!tls && !"http".equalsIgnoreCase(url.getScheme())) {
            return null;
        }
        String authority = url.getRawAuthority();
        Matcher parts = AUTHORITY.matcher(authority == null ? "" : authority);
        if (!parts.matches()) {
            return null;
        }
        String host = parts.group(1);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        String digits = parts.group(2);
        int port = digits == null || digits.isEmpty() ? (tls ? 443 : 80) : Integer.parseInt(digits);
        return port < 1 || port > 65535 ? null : new Endpoint(tls, host.toLowerCase(Locale.ROOT), port);
    }

    /** The value of a Host field (RFC 9110 section 7.2): the port only where it is not the scheme's own. */
    String hostHeader() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    /** Whether what was meant for `first` may be shown to this one, too: the same host, and nothing sent in the clear that was not before. */
    boolean maySeeSecretsOf(Endpoint first) {
        return host.equals(first.host) && (tls || !first.tls);
    }
}
