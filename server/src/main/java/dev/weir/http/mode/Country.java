package dev.weir.http.mode;

import dev.weir.video.Failure;
import dev.weir.video.Reason;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a client is.
 *
 * @param code ISO 3166-1 alpha-2, upper case; empty where nobody knows
 */
public record Country(String code) {
    public static final Country UNKNOWN = new Country("");

    /** The fields in which the usual content delivery networks and proxies say it; the first that makes sense counts. */
    private static final List<String> FIELDS = List.of(
            "CF-IPCountry",
            "CloudFront-Viewer-Country",
            "X-Country-Code",
            "X-Geo-Country",
            "X-AppEngine-Country",
            "X-Vercel-IP-Country",
            "X-Country");

    /** Cloudflare's and App Engine's words for an address they cannot place. */
    private static final List<String> NOWHERE = List.of("XX", "ZZ");

    /**
     * Reads the `country` parameter, in any case.
     *
     * @throws dev.weir.video.FailureException INVALID_PARAMETER for anything but two letters
     */
    public static Country parse(String word) {
        if (!isCode(word)) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "This is not a country.",
                            "The parameter country takes two letters as in ISO 3166-1, such as CN.")
                    .toException();
        }
        return of(word);
    }

    /** What a request's header says; nothing in it is an error, since the client did not write it. */
    public static Country fromHeader(Function<String, @Nullable String> field) {
        for (String name : FIELDS) {
            String value = field.apply(name);
            if (value != null && isCode(value.strip())) {
                Country country = of(value.strip());
                if (!country.equals(UNKNOWN)) {
                    return country;
                }
            }
        }
        return UNKNOWN;
    }

    private static Country of(String letters) {
        String code = letters.toUpperCase(Locale.ROOT);
        return NOWHERE.contains(code) ? UNKNOWN : new Country(code);
    }

    private static boolean isCode(String word) {
        return word.length() == 2 && isLetter(word.charAt(0)) && isLetter(word.charAt(1));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
