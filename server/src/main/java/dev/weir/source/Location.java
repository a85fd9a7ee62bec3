package dev.weir.source;

import dev.weir.video.Access;
import java.net.URI;

/** Where a file is to be had now, and what its origin wants to see. */
public record Location(URI url, Access access) {

    /** Hides the address, which may be signed. */
    @Override
    public String toString() {
        return "Location[" + url.getHost() + "]";
    }
}
