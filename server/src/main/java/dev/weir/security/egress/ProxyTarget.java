package dev.weir.security.egress;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request to a proxy wants to go (RFC 9112 section 3.2).
 *
 * @param host as it stands in the request, IPv6 without brackets
 * @param path in origin-form, or null for a tunnel
 */
record ProxyTarget(String host, int port, @Nullable String path) {
    private static final int HTTP_PORT = 80;
    private static final List<String> HOP_BY_HOP = List.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade");

    /** RFC 3986 without user information, and more lenient than {@link java.net.URI}: hosts with underscores and unescaped brackets occur. */
    private static final Pattern ABSOLUTE = Pattern.compile(
            "http://(?<host>\\[[^\\]/?#@]*\\]|[^:/?#@\\[\\]]+)(:(?<port>[0-9]{0,5}))?(?<path>(/[^?#]*)?)(?<query>\\?[^#]*)?(#.*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    /** Null where the target is in neither of the forms for proxies. */
    static @Nullable ProxyTarget of(HttpRequest request) {
        return request.method().equals(HttpMethod.CONNECT) ? tunnel(request.uri()) : absolute(request.uri());
    }

    boolean isTunnel() {
        return path == null;
    }

    /** The request as the origin gets it: its own form of target, no fields meant for the proxy, one request a connection. */
    HttpRequest forOrigin(HttpRequest request) {
        HttpRequest forwarded =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), path == null ? "/" : path);
        forwarded.headers().set(request.headers());
        dropHopByHop(forwarded.headers());
        boolean literal = host.indexOf(':') >= 0;
        String authority = (literal ? "[" + host + "]" : host) + (port == HTTP_PORT ? "" : ":" + port);
        forwarded.headers().set(HttpHeaderNames.HOST, authority).set(HttpHeaderNames.CONNECTION, "close");
        return forwarded;
    }

    /** RFC 9110 section 7.6.1: also what Connection itself names. */
    static void dropHopByHop(HttpHeaders headers) {
        for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : value.split(",", -1)) {
                String field = name.strip().toLowerCase(Locale.ROOT);
                // Framing is for the codec to keep, whatever a client says of it.
                if (!field.isEmpty() && !field.equals("transfer-encoding") && !field.equals("content-length")) {
                    headers.remove(field);
                }
            }
        }
        HOP_BY_HOP.forEach(headers::remove);
    }

    private static @Nullable ProxyTarget tunnel(String authority) {
        int colon = authority.lastIndexOf(':');
        if (colon < 1 || !PORT.matcher(authority.substring(colon + 1)).matches()) {
            return null;
        }
        return new ProxyTarget(
                unbracketed(authority.substring(0, colon)), Integer.parseInt(authority.substring(colon + 1)), null);
    }

    private static @Nullable ProxyTarget absolute(String uri) {
        Matcher parts = ABSOLUTE.matcher(uri);
        if (!parts.matches()) {
            return null;
        }
        String port = parts.group("port");
        String path = parts.group("path");
        String query = parts.group("query");
        return new ProxyTarget(
                unbracketed(parts.group("host")),
                port == null || port.isEmpty() ? HTTP_PORT : Integer.parseInt(port),
                (path.isEmpty() ? "/" : path) + (query == null ? "" : query));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
