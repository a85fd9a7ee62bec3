package dev.weir.video;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Makes the path or the query of an address somebody typed fit RFC 3986, keeping every escape that is right already. */
final class PercentEncoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED = "-._~";
    private static final String PATH = UNRESERVED + "!$&'()*+,;=:@/";
    private static final String QUERY = PATH + "?[]";

    private PercentEncoding() {}

    /** Escapes of unreserved characters are undone (RFC 3986 section 6.2.2.2), the others written in upper case. */
    static String path(String text) {
        return encode(text, PATH, true);
    }

    /** Leaves escapes exactly as they are, since signatures may cover them. */
    static String query(String text) {
        return encode(text, QUERY, false);
    }

    private static String encode(String text, String allowed, boolean normalizeEscapes) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (c == '%' && isEscape(text, i)) {
                appendEscape(out, text, i, normalizeEscapes);
                i += 3;
                continue;
            }
            if (isAlphanumeric(c) || (c < 0x80 && allowed.indexOf(c) >= 0)) {
                out.append((char) c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    HEX.toHexDigits(out.append('%'), b);
                }
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static void appendEscape(StringBuilder out, String text, int at, boolean normalize) {
        int value = HexFormat.fromHexDigits(text, at + 1, at + 3);
        if (value < 0x20 || value == 0x7f) {
            throw PageAddress.refused("The page address holds control characters.");
        }
        if (!normalize) {
            out.append(text, at, at + 3);
        } else if (isAlphanumeric(value) || UNRESERVED.indexOf(value) >= 0) {
            out.append((char) value);
        } else {
            HEX.toHexDigits(out.append('%'), (byte) value);
        }
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
