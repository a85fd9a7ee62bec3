package dev.weir.security.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which client addresses are let in.
 *
 * @param allowed IP_ALLOWLIST: where it is not empty, nobody else
 * @param blocked IP_BLOCKLIST: goes before it
 */
public record AddressRules(AddressSet allowed, AddressSet blocked) {

    /** What the rules say of one address. */
    public enum Verdict {
        LET_IN,
        BLOCKED,
        NOT_ALLOWED
    }

    /** @param client null where the address is not known; nobody can say then that it is not a blocked one */
    public Verdict judge(@Nullable InetAddress client) {
        if (client == null) {
            return Verdict.NOT_ALLOWED;
        }
        if (blocked.contains(client)) {
            return Verdict.BLOCKED;
        }
        return allowed.isEmpty() || allowed.contains(client) ? Verdict.LET_IN : Verdict.NOT_ALLOWED;
    }
}
