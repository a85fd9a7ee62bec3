package dev.weir.security.cookies;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a file of cookies turned out to be, told by its content alone. */
sealed interface CookieText {
    /** A file may hold the cookies of all sites of a browser, but not more than this, in bytes. */
    int MAX_BYTES = 1 << 20;

    /** @param malformed how many entries were left out because they are no cookies */
    record Cookies(List<Cookie> cookies, int malformed) implements CookieText {
        public Cookies {
            cookies = List.copyOf(cookies);
        }
    }

    /**
     * It holds no cookies.
     *
     * @param message one sentence for a person
     * @param detail what to do
     */
    record Refused(String message, String detail) implements CookieText {}

    static CookieText read(byte[] file) {
        if (file.length > MAX_BYTES) {
            return new Refused(
                    "The cookie file is too large.", "Export the cookies of one site only; 1 MiB is read at most.");
        }
        String text = text(file);
        if (text == null) {
            return new Refused(
                    "That is not a text file.",
                    "Export the cookies as Netscape cookies.txt or as JSON, in UTF-8; a browser's own database is of no use.");
        }
        String start = text.strip();
        if (start.isEmpty()) {
            return new Refused("The cookie file is empty.", "Export the cookies while you are signed in at the site.");
        }
        CookieText read = ofKind(start, text);
        return read instanceof Cookies(List<Cookie> cookies, int malformed) && cookies.isEmpty()
                ? nothingIn(start, malformed)
                : read;
    }

    private static CookieText ofKind(String start, String text) {
        String begin = start.substring(0, Math.min(start.length(), 64)).toLowerCase(Locale.ROOT);
        return switch (begin.charAt(0)) {
            case '<' ->
                new Refused(
                        "That is a web page, not a cookie file.",
                        "Export the site's cookies with a browser extension, as Netscape cookies.txt or as JSON.");
            case '{', '[' -> JsonFormat.read(text);
            default ->
                begin.startsWith("--") && text.contains("Content-Disposition:")
                        ? new Refused(
                                "That is a form, not a cookie file.",
                                "Send the file itself as the request's body, with curl: --data-binary @cookies.txt.")
                        : NetscapeFormat.read(text);
        };
    }

    private static Refused nothingIn(String start, int malformed) {
        if (malformed == 0) {
            return new Refused("The file holds no cookies.", "Export the cookies while you are signed in at the site.");
        }
        boolean header = start.indexOf('\n') < 0 && start.indexOf('=') > 0;
        return header
                ? new Refused(
                        "That is a Cookie header, which does not say where its cookies belong.",
                        "Export the cookies as Netscape cookies.txt or as JSON.")
                : new Refused(
                        "Nothing in the file is a cookie.",
                        "It is read as Netscape cookies.txt, seven fields separated by tabs, or as a JSON array with name, value and"
                                + " domain.");
    }

    /** The text without a byte order mark, or null where it is no UTF-8, or holds what no text holds. */
    private static @Nullable String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            boolean binary = text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
            return binary ? null : text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
