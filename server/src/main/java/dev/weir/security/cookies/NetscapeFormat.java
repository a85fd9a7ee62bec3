package dev.weir.security.cookies;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of `cookies.txt` as Netscape wrote them and curl and yt-dlp read them: seven fields, separated by tabs. */
final class NetscapeFormat {
    private static final String HEADER = "# Netscape HTTP Cookie File\n# Kept by Weir. Replace it as a whole.\n\n";
    private static final String HTTP_ONLY = "#HttpOnly_";
    private static final int FIELDS = 7;
    private static final Pattern SPACES = Pattern.compile("[ \\t]+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(?:\\.\\d{0,9})?");

    private NetscapeFormat() {}

    static CookieText.Cookies read(String text) {
        List<Cookie> cookies = new ArrayList<>();
        int malformed = 0;
        for (String raw : text.split("\n", -1)) {
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            boolean httpOnly = line.startsWith(HTTP_ONLY);
            String entry = httpOnly ? line.substring(HTTP_ONLY.length()) : line;
            if (entry.isBlank() || (!httpOnly && entry.startsWith("#"))) {
                continue;
            }
            Cookie cookie = cookie(fields(entry), httpOnly);
            if (cookie == null) {
                malformed++;
            } else {
                cookies.add(cookie);
            }
        }
        return new CookieText.Cookies(cookies, malformed);
    }

    /** Tabs that became spaces on the way, as they do when a text is copied from a terminal, are still fields. */
    private static String[] fields(String entry) {
        return entry.indexOf('\t') >= 0 ? entry.split("\t", -1) : SPACES.split(entry.strip());
    }

    private static @Nullable Cookie cookie(String[] fields, boolean httpOnly) {
        if (fields.length != FIELDS) {
            return null;
        }
        String expires = fields[4].strip();
        if (!expires.isEmpty() && !NUMBER.matcher(expires).matches()) {
            return null;
        }
        return CookieChecks.cookie(
                fields[5],
                fields[6],
                fields[0].strip(),
                !fields[1].strip().equalsIgnoreCase("TRUE"),
                fields[2],
                fields[3].strip().equalsIgnoreCase("TRUE"),
                httpOnly,
                expires.isEmpty() ? 0 : Double.parseDouble(expires));
    }

    static String write(List<Cookie> cookies) {
        StringBuilder text = new StringBuilder(HEADER);
        for (Cookie cookie : cookies) {
            text.append(cookie.httpOnly() ? HTTP_ONLY : "")
                    .append(cookie.hostOnly() ? "" : ".")
                    .append(cookie.domain())
                    .append(cookie.hostOnly() ? "\tFALSE\t" : "\tTRUE\t")
                    .append(cookie.path())
                    .append(cookie.secure() ? "\tTRUE\t" : "\tFALSE\t")
                    .append(cookie.expires() == null ? 0 : cookie.expires().getEpochSecond())
                    .append('\t')
                    .append(cookie.name())
                    .append('\t')
                    .append(cookie.value())
                    .append('\n');
        }
        return text.toString();
    }
}
