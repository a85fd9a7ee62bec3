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

    /** Hides the credentials. */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
