package dev.weir.extract.ytdlp;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from a signed address when it stops working. */
final class UrlExpiry {
    /** Names, in lower case, of parameters that hold seconds since 1970, as googlevideo, Akamai, CloudFront, Bilibili and others sign. */
    private static final Set<String> EPOCH =
            Set.of("expire", "expires", "exp", "deadline", "x-expires", "token_expires", "validto");

    /** Instagram's and Facebook's CDN writes seconds since 1970 in hexadecimal. */
    private static final String HEX_EPOCH = "oe";

    /** Akamai puts several fields into one parameter: `hdnts=st=1~exp=2~acl=/*~hmac=3`. */
    private static final Pattern AKAMAI_FIELD = Pattern.compile("(?:^|~)exp=(\\d{9,11})(?:~|$)");

    private static final Set<String> SIGNED_DURATION = Set.of("x-amz-expires", "x-goog-expires");
    private static final Set<String> SIGNED_AT = Set.of("x-amz-date", "x-goog-date");
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    /** Googlevideo sometimes writes its parameters as pairs of path segments. */
    private static final Pattern PATH_EXPIRE = Pattern.compile("/expire/(\\d{9,11})(?:/|$)");

    /** Anything further away is not an end worth knowing, or not a time at all. */
    private static final Duration FURTHEST = Duration.ofDays(400);

    /** A time this long past is somebody's counter rather than the end of an address just handed out. */
    private static final Duration LONG_PAST = Duration.ofDays(1);

    private UrlExpiry() {}

    /** The earliest end the address names, or null where it names none that makes sense at {@code now}. */
    static @Nullable Instant of(URI url, Instant now) {
        Earliest earliest = new Earliest(now);
        Map<String, String> parameters = parameters(url.getRawQuery());
        parameters.forEach((name, value) -> {
            if (EPOCH.contains(name)) {
                earliest.offerEpoch(value, 10);
            } else if (name.equals(HEX_EPOCH)) {
                earliest.offerEpoch(value, 16);
            } else {
                var field = AKAMAI_FIELD.matcher(value);
                if (field.find()) {
                    earliest.offerEpoch(field.group(1), 10);
                }
            }
        });
        earliest.offer(signedEnd(parameters));
        String path = url.getRawPath();
        var segment = PATH_EXPIRE.matcher(path == null ? "" : path);
        if (segment.find()) {
            earliest.offerEpoch(segment.group(1), 10);
        }
        return earliest.found;
    }

    private static @Nullable Instant signedEnd(Map<String, String> parameters) {
        String at = first(parameters, SIGNED_AT);
        Long seconds = number(first(parameters, SIGNED_DURATION), 10);
        if (at == null || seconds == null || seconds > FURTHEST.toSeconds()) {
            return null;
        }
        try {
            return LocalDateTime.parse(at, BASIC).toInstant(ZoneOffset.UTC).plusSeconds(seconds);
        } catch (DateTimeException e) {
            return null; // not the date its name promises: then there is no end to know
        }
    }

    private static @Nullable String first(Map<String, String> parameters, Set<String> names) {
        return names.stream()
                .filter(parameters::containsKey)
                .map(parameters::get)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> found = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    found.put(
                            pair.substring(0, equals).toLowerCase(java.util.Locale.ROOT),
                            decode(pair.substring(equals + 1)));
                }
            }
        }
        return found;
    }

    private static String decode(String value) {
        try {
            return java.net.URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value; // badly encoded: as it stands
        }
    }

    private static @Nullable Long number(@Nullable String text, int radix) {
        if (text == null || text.isEmpty() || text.length() > 15 || text.charAt(0) == '-' || text.charAt(0) == '+') {
            return null;
        }
        try {
            return Long.valueOf(text, radix);
        } catch (NumberFormatException e) {
            return null; // a word, or a fraction: not seconds
        }
    }

    private static final class Earliest {
        private final Instant now;
        private @Nullable Instant found;

        Earliest(Instant now) {
            this.now = now;
        }

        void offerEpoch(String text, int radix) {
            Long seconds = number(text, radix);
            if (seconds != null && seconds < 100_000_000_000L) {
                offer(Instant.ofEpochSecond(seconds));
            }
        }

        void offer(@Nullable Instant end) {
            if (end != null
                    && end.isAfter(now.minus(LONG_PAST))
                    && end.isBefore(now.plus(FURTHEST))
                    && (found == null || end.isBefore(found))) {
                found = end;
            }
        }
    }
}
