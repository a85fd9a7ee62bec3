package dev.weir.security.egress;

import java.util.concurrent.CompletableFuture;

/** Says which way a connection to a host may go, if any. */
public interface EgressGuard {

    /**
     * Resolves the host once and checks every address against the policy; the route names the checked address, which is the one to dial.
     * Does not block; the future may complete on another thread, and is complete already where the answer is fresh in memory.
     *
     * @param host a name or an address literal, as it stands in a URL (IPv6 without brackets)
     * @param port 1 to 65535
     * @return a route, or fails with {@link EgressRefused}, or {@link java.net.UnknownHostException}
     */
    CompletableFuture<EgressRoute> admit(String host, int port);
}
