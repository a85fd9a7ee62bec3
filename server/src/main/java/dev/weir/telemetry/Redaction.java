package dev.weir.telemetry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of texts what must not be logged: credentials, signatures and queries of addresses. */
public final class Redaction {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,15}://[^\\s\"'<>|\\\\^`{}]+");
    /** The begin of an address inside a path, encoded up to twice, its slashes perhaps merged. */
    private static final Pattern EMBEDDED = Pattern.compile("(?i)[a-z][a-z0-9+.-]{0,15}(?::|%3a|%253a)(?:/|%2f|%252f)");

    private static final Pattern BEGIN = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,15}):/+");
    private static final int DECODINGS = 2;
    private static final int PATH_SHOWN = 32;

    /** Our own parameters whose values hold nothing private; every other value is hidden. */
    private static final Set<String> SHOWN = Set.of(
            "quality",
            "format",
            "mode",
            "download",
            "audio_only",
            "codec",
            "audio_lang",
            "start",
            "player",
            "country",
            "bandwidth",
            "device",
            "platform",
            "video_id",
            "proxy",
            "no_cache",
            "limit",
            "offset",
            "width",
            "height",
            "autoplay",
            "controls",
            "theme");

    private Redaction() {}

    /** An absolute address as `scheme://host:port/begin-of-path`, what was dropped shown as `...`. */
    public static String url(String url) {
        int authority = url.indexOf("://");
        if (authority < 0) {
            return "...";
        }
        authority += 3;
        int end = authority;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        // Whatever stands before the last @ may be a password that was not percent-encoded.
        int host = url.lastIndexOf('@', end - 1) + 1;
        String shown = url.substring(0, authority) + url.substring(Math.max(host, authority), end);
        return shown + path(url.substring(end));
    }

    /** A text with every address in it as {@link #url} has it; the same text where it holds none. */
    public static String text(String text) {
        if (text.indexOf("://") < 0) {
            return text;
        }
        return ADDRESS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(url(found.group())));
    }

    /** A request target of ours: page addresses in it as {@link #url} has them, values of unknown parameters hidden. */
    public static String target(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (path.indexOf(':') >= 0 || path.indexOf('%') >= 0) {
            Matcher embedded = EMBEDDED.matcher(path);
            if (embedded.find()) {
                // The query after a bare page address belongs to that address.
                return path.substring(0, embedded.start())
                        + page(path.substring(embedded.start()) + (query < 0 ? "" : "?"));
            }
        }
        return query < 0 ? path : path + query(target.substring(query + 1));
    }

    /** The path of a request of ours; of a page address in it nothing past its host. */
    public static String place(String path) {
        String shown = target(path);
        int page = shown.indexOf("://");
        int end = page < 0 ? -1 : shown.indexOf('/', page + 3);
        return end < 0 ? shown : shown.substring(0, end) + "/...";
    }

    private static String path(String rest) {
        int query = rest.indexOf('?');
        int fragment = rest.indexOf('#');
        int end = Math.min(query < 0 ? rest.length() : query, fragment < 0 ? rest.length() : fragment);
        int segment = rest.indexOf('/', 1);
        int shown = Math.min(Math.min(end, PATH_SHOWN), segment < 0 ? rest.length() : segment + 1);
        return shown == rest.length() ? rest : rest.substring(0, shown) + "...";
    }

    private static String query(String query) {
        StringBuilder shown = new StringBuilder(query.length() + 1);
        char separator = '?';
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            shown.append(separator).append(equals < 0 ? "..." : name);
            separator = '&';
            if (equals >= 0) {
                shown.append('=').append(value(name, parameter.substring(equals + 1)));
            }
        }
        return shown.toString();
    }

    private static String value(String name, String value) {
        if (SHOWN.contains(name)) {
            return value;
        }
        return name.equals("url") ? page(value) : "...";
    }

    /** A page address, encoded or not, some of its slashes perhaps merged. */
    private static String page(String text) {
        String page = text;
        try {
            for (int i = 0; i < DECODINGS && page.indexOf('%') >= 0; i++) {
                page = URLDecoder.decode(page, StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException e) {
            return "...";
        }
        Matcher begin = BEGIN.matcher(page);
        return begin.lookingAt()
                ? url(begin.group(1).toLowerCase(Locale.ROOT) + "://" + page.substring(begin.end()))
                : "...";
    }
}
