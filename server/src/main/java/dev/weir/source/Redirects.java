package dev.weir.source;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads Location fields (RFC 9110 section 10.2.2) as leniently as browsers do. */
final class Redirects {

    /** Legal in no URI, yet met in the wild. */
    private static final String ILLEGAL = " \"<>\\^`{|}";

    private Redirects() {}

    /** The address to go to, without a fragment; null where the field makes none. */
    static @Nullable URI resolve(URI base, String location) {
        try {
            URI target = base.resolve(URI.create(escape(location.strip())));
            String text = target.toString();
            int fragment = text.indexOf('#');
            return fragment < 0 ? target : URI.create(text.substring(0, fragment));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String escape(String location) {
        StringBuilder escaped = new StringBuilder(location.length() + 16);
        for (int i = 0; i < location.length(); i++) {
            char c = location.charAt(i);
            // Each char is one octet here: header fields are read as ISO 8859-1.
            if (c > 0x7e || ILLEGAL.indexOf(c) >= 0) {
                escaped.append('%').append(String.format("%02X", (int) c & 0xff));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
