package dev.weir.http.document;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** One segment of a path, percent-encoded (RFC 3986 section 2.1). */
public final class PathSegment {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PathSegment() {}

    /** Leaves unreserved characters alone, and encodes all others, so that no router takes one for its own. */
    public static String encode(String text) {
        // A segment of dots alone would be removed from the path.
        boolean dots = text.equals(".") || text.equals("..");
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet) && !dots) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '.'
                || octet == '_'
                || octet == '~';
    }
}
