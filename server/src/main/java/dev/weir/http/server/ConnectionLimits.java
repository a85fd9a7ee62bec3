package dev.weir.http.server;

import dev.weir.config.LimitSettings;
import dev.weir.security.access.AddressSet;
import dev.weir.security.access.AddressText;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many connections may be open, in all and from one peer: each may hold a request head in the making, before any filter has seen it. Peers on
 * this machine and trusted proxies speak for many, and count in all only. One for all event loops.
 */
final class ConnectionLimits {
    private static final int SPARE = 1_000;
    private static final int SPARE_FOR_ONE = 300;

    /** What a connection takes of the heap besides its head, in bytes. */
    private static final int OVERHEAD = 12 * 1024;

    private final int total;
    private final int perPeer;
    private final AddressSet trusted;
    private final Map<InetAddress, Integer> open = new HashMap<>();
    private int all;

    /**
     * @param headSize the greatest head that the decoder takes, in bytes
     * @param heap what the JVM may use, in bytes: heads in the making get half of it at most
     * @param trusted TRUSTED_PROXIES
     */
    ConnectionLimits(LimitSettings limits, int headSize, long heap, AddressSet trusted) {
        long fitting = heap / 2 / (headSize + OVERHEAD);
        long wanted = limits.streams() == 0 ? Long.MAX_VALUE : (long) limits.streams() + SPARE;
        this.total = (int) Math.min(Integer.MAX_VALUE, Math.min(fitting, wanted));
        this.perPeer = limits.streamsPerClient() == 0 ? Integer.MAX_VALUE : limits.streamsPerClient() + SPARE_FOR_ONE;
        this.trusted = trusted;
    }

    /** Whether one more may be open; if so, it counts until {@link #closed}. */
    synchronized boolean opened(@Nullable String peer) {
        InetAddress address = counted(peer);
        if (all >= total || (address != null && open.getOrDefault(address, 0) >= perPeer)) {
            return false;
        }
        all++;
        if (address != null) {
            open.merge(address, 1, Integer::sum);
        }
        return true;
    }

    synchronized void closed(@Nullable String peer) {
        all--;
        InetAddress address = counted(peer);
        if (address != null) {
            open.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    private @Nullable InetAddress counted(@Nullable String peer) {
        InetAddress address = AddressText.parse(peer);
        return address == null || address.isLoopbackAddress() || trusted.contains(address) ? null : address;
    }
}
