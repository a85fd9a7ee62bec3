package dev.weir.http.header;

import dev.weir.video.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name under which a file can be kept on any system: no path, nothing invisible, nothing that Windows reserves, not too long.
 *
 * @param stem the name up to its extension, never empty
 * @param extension without a dot, one that media comes with, or `bin`
 */
public record FileName(String stem, String extension) {
    /** Leaves room below the usual 255 bytes for what browsers add while they download. */
    static final int MAX_BYTES = 230;

    private static final String NAMELESS = "video";
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern FOREIGN = Pattern.compile("[^ -~]+");

    /**
     * The name of a download.
     *
     * @param wished what the client asked for; blank for none
     * @param title what the video is called
     * @param container the extension of what is sent, without a dot
     */
    public static FileName of(String wished, String title, String container) {
        String lower = container.toLowerCase(Locale.ROOT);
        String extension = MediaTypes.isExtension(lower) ? lower : "bin";
        String stem = wished.isBlank() ? "" : clean(withoutExtension(wished.strip(), extension), extension);
        if (stem.isEmpty()) {
            stem = clean(title, extension);
        }
        return new FileName(stem.isEmpty() ? NAMELESS : stem, extension);
    }

    /** The whole name, in any script. */
    public String unicode() {
        return stem + '.' + extension;
    }

    /** The name for programs that know ASCII only: accents dropped, other scripts replaced. */
    String ascii() {
        String decomposed =
                MARKS.matcher(Normalizer.normalize(stem, Normalizer.Form.NFKD)).replaceAll("");
        // What is harmless in full width may not be once it is narrow: clean it again.
        String plain = clean(FOREIGN.matcher(decomposed).replaceAll("_"), extension)
                // Some programs decode what looks percent-encoded (RFC 6266 appendix D).
                .replace('%', '_');
        boolean telling = plain.chars().anyMatch(Character::isLetterOrDigit);
        return (telling ? plain : NAMELESS) + '.' + extension;
    }

    /** An extension of media is replaced, since it would lie about the container; anything else after a dot belongs to the name. */
    private static String withoutExtension(String name, String extension) {
        int dot = name.lastIndexOf('.');
        String end = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return dot >= 0 && (end.equals(extension) || MediaTypes.isExtension(end)) ? name.substring(0, dot) : name;
    }

    private static String clean(String text, String extension) {
        // Composed afterwards, since what was taken out may have stood between a letter and its accent.
        String stem = Normalizer.normalize(SafeCharacters.of(text), Normalizer.Form.NFC);
        int room = MAX_BYTES - 1 - extension.length();
        // What is left after cutting may be the name of a device.
        return fit(SafeCharacters.unreserve(fit(stem, room)), room);
    }

    private static String fit(String text, int maxBytes) {
        return SafeCharacters.trim(cut(text, maxBytes));
    }

    /** Cuts between characters. */
    private static String cut(String text, int maxBytes) {
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > maxBytes) {
                return text.substring(0, i);
            }
            i += Character.charCount(point);
        }
        return text;
    }
}
