package dev.weir.video;

import java.net.IDN;
import java.net.Inet6Address;
import java.util.Locale;
import java.util.regex.Pattern;

/** The host of an address, in the one form that every later reader takes for the same host. */
final class HostName {
    private static final int MAX_LENGTH = 253;
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");

    private HostName() {}

    /**
     * Lower case, in ASCII (RFC 3490), without the root's dot. Shorthands of IPv4 addresses, such as `127.1` or `0x7f000001`, which different
     * readers take for different hosts, are refused.
     */
    static String normalize(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (IPV6.matcher(lower).matches()) {
            return ipv6(lower);
        }
        String ascii = toAscii(lower);
        if (ascii.length() > MAX_LENGTH
                || !(NAME.matcher(ascii).matches() || IPV4.matcher(ascii).matches())) {
            throw refused();
        }
        return ascii;
    }

    private static String toAscii(String lower) {
        try {
            String ascii = IDN.toASCII(lower).toLowerCase(Locale.ROOT);
            return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static String ipv6(String bracketed) {
        try {
            Inet6Address.ofLiteral(bracketed.substring(1, bracketed.length() - 1));
            return bracketed;
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static FailureException refused() {
        return PageAddress.refused("The page address names no valid host.");
    }
}
