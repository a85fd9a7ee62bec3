package dev.weir.source;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whether two answers are about the same bytes. */
final class SameFile {
    private static final Pattern LMT = Pattern.compile("(?:^|&)lmt=([^&]+)");

    private SameFile() {}

    /** The same total, and the same strong entity tag (RFC 9110 section 8.8.3) where both have one. */
    static boolean agree(SourceHead one, SourceHead other) {
        return one.ranged() == other.ranged() && one.total().equals(other.total()) && sameTag(one.etag(), other.etag());
    }

    private static boolean sameTag(@Nullable String one, @Nullable String other) {
        return one == null || other == null || isWeak(one) || isWeak(other) || one.equals(other);
    }

    private static boolean isWeak(String etag) {
        return !etag.startsWith("\"");
    }

    /** False where both addresses say when the file was last modified (`lmt`, as googlevideo does) and say different times. */
    static boolean mayAgree(Location one, Location other) {
        String here = lmt(one.url());
        String there = lmt(other.url());
        return here == null || there == null || here.equals(there);
    }

    private static @Nullable String lmt(URI url) {
        Matcher lmt = LMT.matcher(url.getRawQuery() == null ? "" : url.getRawQuery());
        return lmt.find() ? lmt.group(1) : null;
    }
}
