package dev.weir.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names one request in logs and answers (X-Request-ID); unique, but no secret. */
public final class RequestId {
    private static final int MAX_LENGTH = 128;
    private static final HexFormat HEX = HexFormat.of();

    private RequestId() {}

    /** Whether a name that a client gave may be taken over: 1 to 128 of `[A-Za-z0-9._-]`. */
    public static boolean isValid(String given) {
        if (given.isEmpty() || given.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < given.length(); i++) {
            if (!isAllowed(given.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A new one: 128 random bits as 32 hexadecimal digits. */
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
