package dev.weir.limit;

import java.net.InetAddress;
import java.util.HexFormat;

/** Whose uses are counted together where a client has no key: one IPv4 address, or the /64 that one site has of IPv6 (RFC 6177 section 2). */
public final class ClientNetwork {
    private static final int PREFIX_BYTES = 8;

    private ClientNetwork() {}

    /**
     * The network's name.
     *
     * @param address a literal in its usual notation; anything else stands for itself
     */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int zone = address.indexOf('%');
        try {
            byte[] bytes = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone))
                    .getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(PREFIX_BYTES, bytes.length)) + "/64";
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
