package dev.weir.config;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads hosts: addresses of either IP version, and names; never asks a name server. */
final class Hosts {
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-f:.]{2,45}");
    /** A last label that begins with a digit would be read as an IPv4 address in one of its odd spellings. */
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.?");

    private Hosts() {}

    /** Lower case, IPv6 without brackets. */
    static String host(String text) throws InvalidValue {
        String host = unbracketed(text.toLowerCase(Locale.ROOT));
        if (literal(host) != null || (host.length() <= 253 && NAME.matcher(host).matches())) {
            return host;
        }
        throw new InvalidValue(text, "is neither an IP address nor a host name");
    }

    /** `host:port`, IPv6 in brackets. */
    static HostPort hostPort(String text, String problem) throws InvalidValue {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.isEmpty() || (host.indexOf(':') >= 0 && !host.startsWith("["))) {
            throw new InvalidValue(text, problem);
        }
        return new HostPort(host(host), Numbers.between(1, 65535).parse(text.substring(colon + 1)));
    }

    /** The address that a literal spells, in four decimal parts or as RFC 4291 has it; null where it is none. */
    static @Nullable InetAddress literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String unbracketed(String text) {
        return text.length() > 2 && text.startsWith("[") && text.endsWith("]") && text.indexOf(':') >= 0
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
