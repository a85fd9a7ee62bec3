package dev.weir.security.egress;

import dev.weir.config.CidrBlock;
import dev.weir.config.EgressRule;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be dialled: those that anybody on the internet can reach (the special-purpose address registries of RFC 6890 say which cannot
 * be), and those that the operator names.
 */
public final class AddressPolicy {
    private static final List<CidrBlock> REFUSED = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Everything below ::/32 is unspecified, loopback, or carries an IPv4 address in an obsolete way.
                    "::/32",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "100:0:0:1::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(AddressPolicy::block)
            .toList();

    private final List<EgressRule> allow;

    /** @param allow EGRESS_ALLOW */
    public AddressPolicy(List<EgressRule> allow) {
        this.allow = List.copyOf(allow);
    }

    /** Whether the operator named this host and port, whatever it resolves to; the host is lower case. */
    boolean names(String host, int port) {
        return allow.stream()
                .anyMatch(rule -> rule instanceof EgressRule.Endpoint endpoint
                        && endpoint.port() == port
                        && endpoint.host().equals(host));
    }

    /** Whether the address may be dialled at that port. */
    boolean permits(InetAddress address, int port) {
        return isPublic(address) || allow.stream().anyMatch(rule -> allows(rule, address, port));
    }

    /** Whether the address is one of the public internet; an IPv4 address inside an IPv6 one never is. */
    static boolean isPublic(InetAddress address) {
        return REFUSED.stream().noneMatch(block -> block.contains(address));
    }

    private static boolean allows(EgressRule rule, InetAddress address, int port) {
        return switch (rule) {
            case EgressRule.Network network -> new CidrBlock(network.base(), network.prefixLength()).contains(address);
            case EgressRule.Endpoint endpoint ->
                endpoint.port() == port
                        && HostLiteral.parse(endpoint.host()) instanceof HostLiteral.Address literal
                        && Arrays.equals(literal.address().getAddress(), address.getAddress());
        };
    }

    private static CidrBlock block(String text) {
        int slash = text.indexOf('/');
        return new CidrBlock(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }
}
