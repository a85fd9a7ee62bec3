package dev.weir.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;

/** The names by which the server knows scripts it has seen: their SHA-1, worked out once for each of the few there are. */
final class Digests {
    private final ConcurrentHashMap<Script, String> known = new ConcurrentHashMap<>();

    String of(Script script) {
        return known.computeIfAbsent(script, Digests::digest);
    }

    private static String digest(Script script) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(script.source().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
