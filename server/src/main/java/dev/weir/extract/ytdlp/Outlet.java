package dev.weir.extract.ytdlp;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How extractions reach the world.
 *
 * @param proxy the guard proxy's address with its secret, such as `http://name:secret@127.0.0.1:4000`, or null to go straight
 * @param caFile PEM certificates trusted besides certifi's, or null
 */
public record Outlet(@Nullable String proxy, @Nullable Path caFile) {
    /** Straight out, trusting the usual certificates. */
    public static final Outlet DIRECT = new Outlet(null, null);

    /** Hides the secret. */
    @Override
    public String toString() {
        return "Outlet[proxy=" + (proxy == null ? "none" : "set") + ", caFile=" + (caFile == null ? "none" : "set")
                + "]";
    }
}
