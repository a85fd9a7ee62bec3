package dev.weir.http.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page address that stands in a path as it is, its query being that of the request.
 *
 * @param address encoded as it was sent
 * @param parameters what of the query is ours
 */
record BareAddress(String address, Query parameters) {
    /** With one slash where a proxy merged two. */
    private static final Pattern BARE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,30}:/.*");

    private static final String HOST = "[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63}){1,10}";
    private static final Pattern HOST_AND_PATH = Pattern.compile(HOST + "(?::\\d{1,5})?/.*");

    private static final Pattern ENCODED =
            Pattern.compile("(?i)[a-z][a-z0-9+.-]{0,30}(?::|%3a)(?:/|%2f).*|" + HOST + "(?:(?::|%3a)\\d{1,5})?%2f.*");

    private static final Pattern ONE_SLASH = Pattern.compile("(?i)(https?):/([^/].*)");

    /** Whether it is a page address in whatever form. */
    static boolean isAddress(String raw) {
        return isBare(raw) || isEncoded(raw);
    }

    static boolean isBare(String raw) {
        return BARE.matcher(raw).matches() || HOST_AND_PATH.matcher(raw).matches();
    }

    /** Whether the colon or the slashes that make it an address are percent-encoded: then all of it is, once. */
    static boolean isEncoded(String raw) {
        return !isBare(raw) && ENCODED.matcher(raw).matches();
    }

    /** @param own names of parameters that are not the page's even if the page has such ones, too */
    static BareAddress read(String rawPath, String rawQuery, Set<String> own) {
        List<String> ours = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&", -1)) {
            (isOurs(pair, own) ? ours : pages).add(pair);
        }
        String address = withBothSlashes(rawPath) + (pages.isEmpty() ? "" : "?" + String.join("&", pages));
        return new BareAddress(escapeOctets(address), Query.parse(String.join("&", ours)));
    }

    /** Our names are plain words, which nobody has a reason to encode. */
    private static boolean isOurs(String pair, Set<String> own) {
        int equals = pair.indexOf('=');
        return own.contains(equals < 0 ? pair : pair.substring(0, equals));
    }

    static String withBothSlashes(String address) {
        Matcher one = ONE_SLASH.matcher(address);
        return one.matches() ? one.group(1) + "://" + one.group(2) : address;
    }

    /** The server hands bytes of the request line over as ISO 8859-1; most likely they are UTF-8 that a client did not encode. */
    private static String escapeOctets(String address) {
        if (address.chars().allMatch(c -> c < 0x80)) {
            return address;
        }
        StringBuilder escaped = new StringBuilder();
        address.chars().forEach(c -> {
            if (c < 0x80 || c > 0xff) {
                escaped.append((char) c);
            } else {
                escaped.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            }
        });
        return escaped.toString();
    }
}
