package dev.weir.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One key of API_KEYS, of which nothing but hashes is kept.
 *
 * @param id names the key in logs and budgets, the same on every server: 12 hexadecimal digits
 * @param hash SHA-256 of the key, 64 hexadecimal digits
 * @param limit requests in one window, 0 where the general limit holds
 */
public record ApiKey(String id, String hash, int limit) {
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{8,512}");
    private static final Pattern LIMIT = Pattern.compile(";limit=([0-9]{1,10})");
    private static final String LIMIT_WORD = ";limit";
    private static final int MOST = 1_000_000_000;
    private static final int ID_LENGTH = 12;

    /** Reads `secret` or `secret;limit=500`. */
    static ApiKey parse(String text) throws InvalidValue {
        int end = text.indexOf(LIMIT_WORD);
        if (end < 0) {
            return of(text, 0);
        }
        Matcher limit = LIMIT.matcher(text.substring(end));
        if (!limit.matches()) {
            throw new InvalidValue(text, "holds a key whose limit is not written as ;limit=500");
        }
        return of(text.substring(0, end), limit(limit.group(1)));
    }

    private static ApiKey of(String secret, int limit) throws InvalidValue {
        Words.matching(SECRET, secret, "holds a key that is not 8 to 512 visible ASCII characters");
        // The id is shown to operators, so it is not the beginning of what keys are compared by.
        return new ApiKey(sha256("weir key id " + secret).substring(0, ID_LENGTH), sha256(secret), limit);
    }

    private static int limit(String digits) throws InvalidValue {
        try {
            return Numbers.between(1, MOST).parse(digits);
        } catch (InvalidValue e) {
            throw new InvalidValue(digits, "holds a key whose limit is not a whole number from 1 to " + MOST);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Without the hash, from which a weak key could be guessed. */
    @Override
    public String toString() {
        return "ApiKey[" + id + ", limit=" + limit + "]";
    }
}
