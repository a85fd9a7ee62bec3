package dev.weir.source;

import io.netty.util.NetUtil;
import java.time.Instant;

/**
 * One cookie and where it may go (RFC 6265 section 5.4).
 *
 * @param domain lower case, without a leading dot
 * @param hostOnly whether hosts below the domain do not get it
 * @param expires {@link Instant#MAX} for a cookie of the session
 */
record ScopedCookie(
        String name, String value, String domain, boolean hostOnly, String path, boolean secure, Instant expires) {

    boolean goesTo(Endpoint endpoint, String requestPath, Instant now) {
        return (endpoint.tls() || !secure)
                && now.isBefore(expires)
                && domainMatches(endpoint.host())
                && pathMatches(requestPath);
    }

    private boolean domainMatches(String host) {
        // Python's cookie jar, where the notation comes from, writes `localhost` as `localhost.local`.
        if (host.equals(domain) || (host.indexOf('.') < 0 && domain.equals(host + ".local"))) {
            return true;
        }
        // A domain of one label is nobody's: it would match the whole of a top-level domain.
        return !hostOnly
                && domain.indexOf('.') > 0
                && host.endsWith("." + domain)
                && !NetUtil.isValidIpV4Address(host)
                && !NetUtil.isValidIpV6Address(host);
    }

    private boolean pathMatches(String requestPath) {
        boolean below = path.endsWith("/") || requestPath.startsWith(path + "/");
        return requestPath.equals(path) || (below && requestPath.startsWith(path));
    }
}
