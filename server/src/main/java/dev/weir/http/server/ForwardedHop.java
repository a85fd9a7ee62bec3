package dev.weir.http.server;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** One entry of X-Forwarded-For. Proxies write an address, some with a port, IPv6 then in brackets (as RFC 7239 section 6 has it). */
final class ForwardedHop {
    private ForwardedHop() {}

    /** The entry's address, or null where it holds none: a name, `unknown`, nothing, or anything malformed. */
    static @Nullable InetAddress address(String entry) {
        String text = entry.strip();
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 || !isPort(text.substring(end + 1)) ? null : literal(text.substring(1, end), true);
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return literal(text, false);
        }
        if (colon == text.lastIndexOf(':')) {
            return isPort(text.substring(colon)) ? literal(text.substring(0, colon), false) : null;
        }
        return literal(text, true);
    }

    private static @Nullable InetAddress literal(String text, boolean six) {
        boolean well = six ? NetUtil.isValidIpV6Address(text) : NetUtil.isValidIpV4Address(text);
        // A zone means something only on the machine that wrote it.
        return well && text.indexOf('%') < 0 && !text.startsWith("[")
                ? NetUtil.createInetAddressFromIpAddressString(text)
                : null;
    }

    /** `:` and one to five digits, or nothing. */
    private static boolean isPort(String text) {
        if (text.isEmpty()) {
            return true;
        }
        return text.length() >= 2
                && text.length() <= 6
                && text.charAt(0) == ':'
                && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }
}
