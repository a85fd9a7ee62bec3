package dev.weir.security.egress;

/** Thrown where the policy forbids a connection; the message names the host, never what it resolved to. */
public final class EgressRefused extends Exception {
    public EgressRefused(String host) {
        super("connections to " + host + " are not allowed", null, false, false);
    }
}
