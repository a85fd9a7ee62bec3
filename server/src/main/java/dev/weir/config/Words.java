package dev.weir.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads booleans, countries, platforms, heights, field names and field values. */
final class Words {
    /** A token of RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    private static final Pattern FIELD_VALUE = Pattern.compile("[\\x20-\\x7e]{1,4000}");
    private static final Pattern PLATFORM = Pattern.compile("\\*|[a-z0-9][a-z0-9_.:+-]{0,63}");
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Set<String> QUALITY_WORDS =
            Set.of("best", "highest", "auto", "worst", "lowest", "bestvideo", "bestaudio");
    private static final Set<String> REFERRER_POLICIES = Set.of(
            "no-referrer",
            "no-referrer-when-downgrade",
            "same-origin",
            "origin",
            "strict-origin",
            "origin-when-cross-origin",
            "strict-origin-when-cross-origin",
            "unsafe-url");

    private Words() {}

    static boolean bool(String text) throws InvalidValue {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw new InvalidValue(text, "is neither true nor false (true, 1, yes, false, 0, no)");
        };
    }

    /** Upper case. */
    static String country(String text) throws InvalidValue {
        String country = text.toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(country)) {
            throw new InvalidValue(text, "is not a country code of two letters (ISO 3166-1)");
        }
        return country;
    }

    /** Lower case, with aliases resolved. */
    static String platform(String text) throws InvalidValue {
        String platform = text.toLowerCase(Locale.ROOT);
        if (!PLATFORM.matcher(platform).matches() || platform.equals("auto")) {
            throw new InvalidValue(text, "is not the name of a platform");
        }
        return platform.equals("x") ? "twitter" : platform;
    }

    /** A height in lines; 0 for the words that name none. */
    static int height(String text) throws InvalidValue {
        String quality = text.toLowerCase(Locale.ROOT);
        if (QUALITY_WORDS.contains(quality)) {
            return 0;
        }
        String digits = switch (quality) {
            case "4k" -> "2160";
            case "hd" -> "720";
            case "sd" -> "480";
            default -> quality.endsWith("p") ? quality.substring(0, quality.length() - 1) : quality;
        };
        try {
            return Numbers.between(1, 8640).parse(digits);
        } catch (InvalidValue e) {
            throw new InvalidValue(text, "is not a height such as 1080p");
        }
    }

    static String token(String text) throws InvalidValue {
        return matching(TOKEN, text, "is not a name of letters, digits and hyphens");
    }

    /** Printable ASCII, so that no line break gets into a response's head. */
    static String fieldValue(String text) throws InvalidValue {
        return matching(FIELD_VALUE, text, "is not printable ASCII on one line");
    }

    static String referrerPolicy(String text) throws InvalidValue {
        if (!REFERRER_POLICIES.contains(text)) {
            throw new InvalidValue(text, "is not a referrer policy");
        }
        return text;
    }

    static String matching(Pattern pattern, String text, String problem) throws InvalidValue {
        if (!pattern.matcher(text).matches()) {
            throw new InvalidValue(text, problem);
        }
        return text;
    }
}
