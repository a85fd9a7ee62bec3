package dev.weir.config;

import org.jspecify.annotations.Nullable;

/** The forward proxy named by YTDLP_PROXY. */
public record ProxyAddress(
        Scheme scheme,
        String host,
        int port,
        @Nullable String username,
        @Nullable String password) {

    /** How the proxy is spoken to. */
    public enum Scheme {
        HTTP,
        HTTPS,
        /** Version 5 (RFC 1928); names are resolved here. */
        SOCKS5,
        /** Version 5; names are resolved by the proxy. */
        SOCKS5H
    }

    static ProxyAddress parse(String text) throws InvalidValue {
        ServiceAddress address = ServiceAddress.parse(text);
        Scheme scheme = switch (address.scheme()) {
            case "http" -> Scheme.HTTP;
            case "https" -> Scheme.HTTPS;
            case "socks5" -> Scheme.SOCKS5;
            case "socks5h" -> Scheme.SOCKS5H;
            default -> throw new InvalidValue(text, "does not begin with http://, https://, socks5:// or socks5h://");
        };
        if (!address.path().isEmpty()) {
            throw new InvalidValue(text, "has a path, which a proxy's address has not");
        }
        int port = switch (scheme) {
            case HTTP -> address.portOr(80);
            case HTTPS -> address.portOr(443);
            case SOCKS5, SOCKS5H -> address.portOr(1080);
        };
        return new ProxyAddress(scheme, address.host(), port, address.username(), address.password());
    }

    /** Hides the credentials. */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
