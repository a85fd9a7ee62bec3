package dev.weir.security.egress;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a host in a URL spells: an address, a name, or something no resolver should see. */
sealed interface HostLiteral {
    /** Letters, digits, hyphens; underscores occur in the wild. */
    Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

    /** A last label that is a number, hexadecimal too: resolvers read such names as IPv4 addresses (WHATWG URL, "ends in a number"). */
    Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");

    /** IPv4 parts with a 0 in front, which some read as octal. */
    Pattern PADDED = Pattern.compile("(.*\\.)?0[0-9].*");

    int MAX_LENGTH = 253;

    /** An address in its usual notation. */
    record Address(InetAddress address) implements HostLiteral {}

    /** @param ascii lower case, without a final dot, internationalized labels in their ASCII form (RFC 5890) */
    record Name(String ascii) implements HostLiteral {}

    /** Neither: zone identifiers, odd spellings of IPv4, empty labels. */
    record Refused() implements HostLiteral {}

    /** Never fails. */
    static HostLiteral parse(String host) {
        String text = host.toLowerCase(Locale.ROOT);
        if (text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1);
        }
        if (text.endsWith(".")) {
            text = text.substring(0, text.length() - 1);
        }
        // ASCII forms are never shorter, and converting is slow for what is long.
        if (text.length() > MAX_LENGTH) {
            return new Refused();
        }
        if (text.indexOf(':') >= 0 || NetUtil.isValidIpV4Address(text)) {
            return text.indexOf('%') >= 0
                            || (text.indexOf(':') < 0 && PADDED.matcher(text).matches())
                    ? new Refused()
                    : literal(text);
        }
        String ascii;
        try {
            ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return new Refused();
        }
        return NAME.matcher(ascii).matches() && !ENDS_IN_NUMBER.matcher(ascii).matches()
                ? new Name(ascii)
                : new Refused();
    }

    private static HostLiteral literal(String text) {
        try {
            return new Address(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return new Refused();
        }
    }
}
