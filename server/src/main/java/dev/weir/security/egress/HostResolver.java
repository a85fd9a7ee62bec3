package dev.weir.security.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. */
@FunctionalInterface
public interface HostResolver {

    /**
     * Asks the name service; blocks.
     *
     * @return at least one address, the preferred one first
     */
    List<InetAddress> resolve(String name) throws UnknownHostException;

    /** The machine's own resolver. */
    static HostResolver system() {
        return name -> List.of(InetAddress.getAllByName(name));
    }
}
