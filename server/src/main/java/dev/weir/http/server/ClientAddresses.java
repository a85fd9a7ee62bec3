package dev.weir.http.server;

import dev.weir.config.CidrBlock;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;

/**
 * Finds the client behind the reverse proxies that the operator trusts. Forwarding headers of anybody else mean nothing, and those of a trusted proxy
 * are read from the right, as far as the trust goes.
 */
final class ClientAddresses {
    private final List<CidrBlock> trusted;

    /** @param trusted TRUSTED_PROXIES */
    ClientAddresses(List<CidrBlock> trusted) {
        this.trusted = trusted;
    }

    /** The client's address, in its one usual notation. */
    String clientOf(HttpServerRequest request) {
        String peer = peer(request);
        if (!isTrusted(peer)) {
            return peer;
        }
        return clientOf(peer, String.join(",", request.headers().getAll("X-Forwarded-For")));
    }

    /**
     * Each hop wrote the address of whoever spoke to it; the last of them is as good as the peer's word, one before it as good as that hop's own.
     *
     * @param peer a trusted one
     * @param forwarded all lines of the field, in their order
     */
    private String clientOf(String peer, String forwarded) {
        String client = peer;
        int end = forwarded.length();
        while (end > 0) {
            int comma = forwarded.lastIndexOf(',', end - 1);
            InetAddress hop = ForwardedHop.address(forwarded.substring(comma + 1, end));
            if (hop == null) {
                return client;
            }
            client = hop.getHostAddress();
            if (!isTrusted(hop)) {
                return client;
            }
            end = comma;
        }
        return client;
    }

    /** Whether the client speaks TLS, to us or to the proxy nearest to us. */
    boolean isSecure(HttpServerRequest request) {
        return request.isSSL()
                || (!trusted.isEmpty()
                        && isTrusted(peer(request))
                        && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")));
    }

    private static String peer(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        return address == null ? "unknown" : address;
    }

    private boolean isTrusted(String peer) {
        if (trusted.isEmpty()) {
            return false;
        }
        InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(peer);
        return parsed != null && isTrusted(parsed);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }
}
