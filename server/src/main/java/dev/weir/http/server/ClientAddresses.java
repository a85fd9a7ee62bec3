package dev.weir.http.server;

import dev.weir.config.CidrBlock;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null) {
            return peer;
        }
        String[] hops = forwarded.split(",", -1);
        String client = peer;
        for (int i = hops.length - 1; i >= 0; i--) {
            InetAddress hop = literal(hops[i].strip());
            if (hop == null) {
                break;
            }
            client = hop.getHostAddress();
            if (!isTrusted(client)) {
                break;
            }
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

    private boolean isTrusted(String address) {
        if (trusted.isEmpty()) {
            return false;
        }
        InetAddress parsed = literal(address);
        return parsed != null && trusted.stream().anyMatch(block -> block.contains(parsed));
    }

    private static @Nullable InetAddress literal(String text) {
        return NetUtil.createInetAddressFromIpAddressString(text);
    }
}
