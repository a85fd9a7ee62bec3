package dev.weir.security.access;

import dev.weir.config.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that are let in; how long a look-up takes says nothing of which key was nearly right. */
public final class ApiKeys {
    private final List<ApiKey> keys;
    private final byte[][] hashes;

    public ApiKeys(List<ApiKey> keys) {
        this.keys = keys;
        this.hashes =
                keys.stream().map(key -> HexFormat.of().parseHex(key.hash())).toArray(byte[][]::new);
    }

    /** The key that this text is, null where it is none. */
    public @Nullable ApiKey find(String presented) {
        byte[] hash = sha256(presented);
        ApiKey found = null;
        for (int i = 0; i < hashes.length; i++) {
            // All are compared, also after a match.
            if (MessageDigest.isEqual(hashes[i], hash)) {
                found = keys.get(i);
            }
        }
        return found;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
