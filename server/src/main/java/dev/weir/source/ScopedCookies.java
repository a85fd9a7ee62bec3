package dev.weir.source;

import io.netty.handler.codec.DateFormatter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cookies in yt-dlp's notation: Set-Cookie's, but any number of them in one string, with quoted values where needed. */
final class ScopedCookies {
    private final List<ScopedCookie> cookies;

    private ScopedCookies(List<ScopedCookie> cookies) {
        this.cookies = cookies;
    }

    /**
     * What is malformed is left out, as yt-dlp does.
     *
     * @param host where cookies go that name no domain
     */
    static ScopedCookies parse(String text, String host) {
        List<ScopedCookie> cookies = new ArrayList<>();
        Draft draft = null;
        for (String pair : split(text)) {
            int equals = pair.indexOf('=');
            String name = (equals < 0 ? pair : pair.substring(0, equals)).strip();
            String value =
                    equals < 0 ? null : unquote(pair.substring(equals + 1).strip());
            if (draft != null && draft.takeAttribute(name.toLowerCase(Locale.ROOT), value)) {
                continue;
            }
            add(draft, cookies);
            draft = value == null || !isName(name) || !isValue(value) ? null : new Draft(name, value, host);
        }
        add(draft, cookies);
        // The longest paths first, and otherwise as given.
        cookies.sort(
                Comparator.comparingInt((ScopedCookie c) -> c.path().length()).reversed());
        return new ScopedCookies(List.copyOf(cookies));
    }

    /** The value of the Cookie field for a request, or null where no cookie goes there. */
    @Nullable
    String headerFor(Endpoint endpoint, String path, Instant now) {
        String header = cookies.stream()
                .filter(cookie -> cookie.goesTo(endpoint, path, now))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
        return header.isEmpty() ? null : header;
    }

    private static void add(@Nullable Draft draft, List<ScopedCookie> cookies) {
        if (draft != null && !draft.bad) {
            cookies.add(draft.finish());
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.charAt(0) != '$'
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "()<>@,;\\\"/[]?={}".indexOf(c) < 0);
    }

    private static boolean isValue(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != ';');
    }

    /** At semicolons, but not at those inside quotes. */
    private static List<String> split(String text) {
        List<String> pairs = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                pairs.add(text.substring(start, i));
                start = i + 1;
            }
        }
        pairs.add(text.substring(start));
        return pairs;
    }

    /** Undoes the quoting of Python's http.cookies: `\"`, and three octal digits for an octet. */
    private static String unquote(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        int end = value.length() - 1;
        for (int i = 1; i < end; i++) {
            char c = value.charAt(i);
            if (c != '\\' || i + 1 == end) {
                plain.append(c);
            } else if (i + 3 < end && value.substring(i + 1, i + 4).matches("[0-3][0-7][0-7]")) {
                plain.append((char) Integer.parseInt(value.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                plain.append(value.charAt(++i));
            }
        }
        return plain.toString();
    }

    /** A cookie whose attributes are still being read. */
    private static final class Draft {
        private final String name;
        private final String value;
        private String domain;
        private boolean hostOnly = true;
        private String path = "/";
        private boolean secure;
        private Instant expires = Instant.MAX;
        private boolean bad;

        Draft(String name, String value, String host) {
            this.name = name;
            this.value = value;
            this.domain = host;
        }

        boolean takeAttribute(String attribute, @Nullable String given) {
            switch (attribute) {
                case "domain" -> domain(given == null ? "" : given.toLowerCase(Locale.ROOT));
                case "path" -> path = given != null && given.startsWith("/") ? given : "/";
                case "secure" -> secure = true;
                case "expires" -> expires = expiry(given == null ? "" : given);
                case "max-age" -> expires = "0".equals(given) ? Instant.MIN : expires;
                case "httponly", "version", "comment", "samesite", "" -> {}
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void domain(String given) {
            String bare = given.startsWith(".") ? given.substring(1) : given;
            bad |= !isValue(bare);
            if (!bare.isEmpty()) {
                domain = bare;
                hostOnly = false;
            }
        }

        private static Instant expiry(String given) {
            if (given.matches("\\d{1,15}(\\.\\d+)?")) {
                int point = given.indexOf('.');
                return Instant.ofEpochSecond(Long.parseLong(point < 0 ? given : given.substring(0, point)));
            }
            Date date = DateFormatter.parseHttpDate(given);
            return date == null ? Instant.MAX : date.toInstant();
        }

        ScopedCookie finish() {
            return new ScopedCookie(name, value, domain, hostOnly, path, secure, expires);
        }
    }
}
