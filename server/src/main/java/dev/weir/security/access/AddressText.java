package dev.weir.security.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Reads the address of a peer or client as the server's own layers write it. */
public final class AddressText {
    private AddressText() {}

    /** The address, an IPv4 one also where it is written as mapped (RFC 4291 section 2.5.5.2); null where the text is none. */
    public static @Nullable InetAddress parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        // The interface of a link-local address says nothing about whose it is, and may not exist here.
        int zone = text.indexOf('%');
        try {
            return InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
