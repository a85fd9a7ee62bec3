package dev.weir.http.server;

import dev.weir.security.access.AddressSet;
import dev.weir.security.access.AddressText;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a program that somebody at this machine runs from all that only looks like one: what a proxy on this machine passes on, and what a page in a
 * browser on this machine sends.
 */
final class LocalCallers {
    private static final String LOCALHOST = "localhost";

    private final AddressSet proxies;

    /** @param proxies TRUSTED_PROXIES: where one is on this machine, a connection from it may be anybody's */
    LocalCallers(AddressSet proxies) {
        this.proxies = proxies;
    }

    boolean isOne(HttpServerRequest request) {
        InetAddress peer = AddressText.parse(request.remoteAddress().hostAddress());
        return peer != null
                && peer.isLoopbackAddress()
                && !proxies.contains(peer)
                && !Forwarding.isDeclared(request)
                && !request.headers().contains("Origin")
                // Some proxies add no header at all, but speak the older version.
                && request.version() == HttpVersion.HTTP_1_1
                // Only proxies are asked in absolute form (RFC 9112 section 3.2.2).
                && request.uri().startsWith("/")
                && namesThisMachine(request.headers().getAll("Host"));
    }

    /** A name of somebody else's that leads here is how a page of theirs gets to talk to this server (DNS rebinding). */
    private static boolean namesThisMachine(List<String> hosts) {
        if (hosts.size() != 1) {
            return false;
        }
        String host = withoutPort(hosts.getFirst());
        if (host == null) {
            return false;
        }
        if (host.equalsIgnoreCase(LOCALHOST)) {
            return true;
        }
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
        return address != null && address.isLoopbackAddress();
    }

    private static @Nullable String withoutPort(String host) {
        int end = host.startsWith("[")
                ? host.indexOf(']') + 1
                : host.indexOf(':') < 0 ? host.length() : host.indexOf(':');
        String port = host.substring(end);
        return port.isEmpty() || port.matches(":[0-9]{0,5}") ? host.substring(0, end) : null;
    }
}
