package dev.weir.video;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The address of a page, read as forgivingly as browsers do and written in one normal form (RFC 3986 section 6): scheme and host in lower
 * case and ASCII, no default port, no fragment, no dot segments, everything else percent-encoded where it must be.
 *
 * @param uri http or https; its host is never null and it carries no credentials
 */
public record PageAddress(URI uri) {
    /** The longest address taken, in characters, before and after encoding. */
    public static final int MAX_LENGTH = 8192;

    private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30}):(.*)");
    private static final Pattern WITHOUT_SCHEME =
            Pattern.compile("(?://)?(?:[\\p{L}\\p{N}_-]{1,63}\\.){1,10}\\p{L}[\\p{L}\\p{N}-]{1,62}\\.?(?::\\d{1,5})?/");

    /**
     * Reads what somebody typed or pasted; without a scheme it is https.
     *
     * @throws FailureException `unsupported_url` for another scheme, credentials, no valid host, or control characters; `invalid_parameter`
     *     for what is no address at all or longer than {@value #MAX_LENGTH} characters
     */
    public static PageAddress parse(String text) {
        String address = strip(text);
        requireReasonable(address);
        if (WITHOUT_SCHEME.matcher(address).lookingAt()) {
            return new PageAddress(
                    NormalAddress.of("https", address.startsWith("//") ? address.substring(2) : address));
        }
        Matcher scheme = WITH_SCHEME.matcher(address);
        if (!scheme.matches()) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "That is not the address of a page.",
                            "Pass a full address such as https://www.youtube.com/watch?v=dQw4w9WgXcQ.")
                    .toException();
        }
        boolean secure = scheme.group(1).equalsIgnoreCase("https");
        if (!secure && !scheme.group(1).equalsIgnoreCase("http")) {
            throw refused("Only http and https addresses can be opened.");
        }
        if (!scheme.group(2).startsWith("//")) {
            throw refused("The page address names no host.");
        }
        return new PageAddress(
                NormalAddress.of(secure ? "https" : "http", scheme.group(2).substring(2)));
    }

    /** Whether a text that could also be an id is meant as an address. */
    static boolean isMeant(String text) {
        String address = strip(text);
        int colon = address.indexOf(':');
        return WITHOUT_SCHEME.matcher(address).lookingAt()
                || (colon > 0 && colon + 1 < address.length() && "/\\".indexOf(address.charAt(colon + 1)) >= 0);
    }

    private static void requireReasonable(String address) {
        if (address.length() > MAX_LENGTH) {
            throw tooLong();
        }
        boolean unfit = address.codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        });
        if (unfit) {
            throw refused("The page address holds control characters.");
        }
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    static FailureException tooLong() {
        return Failure.of(
                        Reason.INVALID_PARAMETER,
                        "The page address is too long.",
                        "At most " + MAX_LENGTH + " characters are read.")
                .toException();
    }

    static FailureException refused(String message) {
        return Failure.of(
                        Reason.UNSUPPORTED_URL,
                        message,
                        "Pass an http or https address without credentials, such as https://www.youtube.com/watch?v=dQw4w9WgXcQ.")
                .toException();
    }

    public String host() {
        return uri.getHost();
    }

    /** The path's segments as they stand in the address, empty ones left out. */
    public List<String> segments() {
        return Stream.of(uri.getRawPath().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** The first value of a query parameter, decoded as forms are, or null. */
    public @Nullable String parameter(String name) {
        String query = uri.getRawQuery();
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name) && pair.startsWith("=", name.length())) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
