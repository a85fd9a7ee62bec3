package dev.weir.config;

import java.net.InetAddress;

/** One exception in EGRESS_ALLOW. */
public sealed interface EgressRule {

    /** `host:port`: matches the name asked for, or, where it is a literal, the address dialled. */
    record Endpoint(String host, int port) implements EgressRule {}

    /** A CIDR (RFC 4632) of addresses, any port. */
    record Network(InetAddress base, int prefixLength) implements EgressRule {}
}
