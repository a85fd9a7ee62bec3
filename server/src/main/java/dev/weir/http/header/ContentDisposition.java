package dev.weir.http.header;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How a browser treats a file, and what it calls it (RFC 6266). */
public enum ContentDisposition {
    /** Shown in the page. */
    INLINE("inline"),
    /** Kept as a file. */
    ATTACHMENT("attachment");

    private static final String ATTR_CHARS = "!#$&+-.^_`|~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String type;

    ContentDisposition(String type) {
        this.type = type;
    }

    /** The value of the field: the name in ASCII, and where that says less, in UTF-8 too (RFC 8187). */
    public String with(FileName name) {
        String unicode = name.unicode();
        String ascii = name.ascii();
        String value = type + "; filename=\"" + ascii + '"';
        return ascii.equals(unicode) ? value : value + "; filename*=UTF-8''" + encode(unicode);
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() * 3);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isAttrChar(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isAttrChar(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || (octet > 0 && ATTR_CHARS.indexOf(octet) >= 0);
    }
}
