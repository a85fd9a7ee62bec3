package dev.weir.http.conditional;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * An entity tag (RFC 9110 section 8.8.3).
 *
 * @param opaque what stands between the quotes
 */
public record EntityTag(String opaque, boolean weak) {
    private static final int KEPT_BYTES = 16;

    /**
     * A strong tag that is the same on every instance and after every restart as long as all of these are.
     *
     * @param identity what names the bytes: platform, id, format, length, and whatever else changes when they do
     */
    public static EntityTag strong(List<String> identity) {
        MessageDigest digest = sha256();
        for (String part : identity) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // With its length before it, no part can lend its end to the next.
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        byte[] kept = Arrays.copyOf(digest.digest(), KEPT_BYTES);
        return new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(kept), false);
    }

    /**
     * The tag of a file.
     *
     * @param size in bytes, or -1 where it is unknown
     * @param version what the origin says of its version; empty where it says nothing
     */
    public static EntityTag ofFile(String platform, String videoId, String formatId, long size, String version) {
        return strong(List.of(platform, videoId, formatId, Long.toString(size), version));
    }

    /** Equal, and neither is weak (RFC 9110 section 8.8.3.2). */
    public boolean matchesStrongly(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /** Equal, weak or not (RFC 9110 section 8.8.3.2). */
    public boolean matchesWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /** As it stands in a header field. */
    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + '"';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
