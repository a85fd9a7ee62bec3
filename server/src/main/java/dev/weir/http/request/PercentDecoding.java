package dev.weir.http.request;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Undoes percent-encoding (RFC 3986 section 2.1), once and strictly: what is no UTF-8 is refused rather than guessed at. */
final class PercentDecoding {

    private PercentDecoding() {}

    /** @throws FailureException `invalid_parameter` for incomplete escapes, bytes that are no UTF-8, and control characters */
    static String path(String raw) {
        return decode(raw, false);
    }

    /** As {@link #path}, with a plus sign for a space, as forms write it. */
    static String query(String raw) {
        return decode(raw, true);
    }

    private static String decode(String raw, boolean plusIsSpace) {
        if (isPlain(raw, plusIsSpace)) {
            return raw;
        }
        byte[] bytes = new byte[3 * raw.length()];
        int length = 0;
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) escape(raw, i);
                i += 3;
                continue;
            }
            if (c == '+' && plusIsSpace) {
                bytes[length++] = ' ';
            } else {
                bytes[length++] = octet(c);
            }
            i++;
        }
        return checked(text(bytes, length));
    }

    private static boolean isPlain(String raw, boolean plusIsSpace) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= 0x20 || c >= 0x7f || c == '%' || (c == '+' && plusIsSpace)) {
                return false;
            }
        }
        return true;
    }

    private static int escape(String raw, int at) {
        if (at + 2 >= raw.length()
                || !HexFormat.isHexDigit(raw.charAt(at + 1))
                || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
            throw malformed();
        }
        return HexFormat.fromHexDigits(raw, at + 1, at + 3);
    }

    /** The server hands bytes of the request line over as ISO 8859-1; clients that do not encode send UTF-8. */
    private static byte octet(char c) {
        if (c > 0xff) {
            throw malformed();
        }
        return (byte) c;
    }

    private static String text(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static String checked(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "The address of the request holds control characters.",
                            "Leave out line breaks, tabs and NUL.")
                    .toException();
        }
        return text;
    }

    private static FailureException malformed() {
        return Failure.of(
                        Reason.INVALID_PARAMETER,
                        "The address of the request is not percent-encoded correctly.",
                        "Encode it as UTF-8, a percent sign itself as %25.")
                .toException();
    }
}
