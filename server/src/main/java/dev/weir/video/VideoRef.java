package dev.weir.video;

import java.net.URI;

/**
 * A video somebody asks for, already validated: a page address of a known platform and its id make equal references.
 *
 * @param platform lower case: `youtube`, ..., the name of another extractor, or `generic`
 * @param id the site's id in its one canonical form; for `generic`, and for pages that do not name an id, the page address
 * @param page the address of the page, built by {@link Platforms}
 */
public record VideoRef(String platform, String id, URI page) {

    /** Unique among all videos: `platform:id`. */
    public String key() {
        return platform + ":" + id;
    }
}
