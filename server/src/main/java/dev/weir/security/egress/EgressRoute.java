package dev.weir.security.egress;

import dev.weir.config.ProxyAddress;
import java.net.InetSocketAddress;

/** A way out that the guard allowed. */
public sealed interface EgressRoute {

    /** Dial this address: it is resolved, and checked. */
    record Direct(InetSocketAddress address) implements EgressRoute {}

    /**
     * Dial the operator's proxy, and ask it for the target.
     *
     * @param proxyAddress the proxy's own address, resolved
     * @param target the host and port to ask for, unresolved unless the host is a literal or the proxy wants addresses
     */
    record ViaProxy(ProxyAddress proxy, InetSocketAddress proxyAddress, InetSocketAddress target)
            implements EgressRoute {}
}
