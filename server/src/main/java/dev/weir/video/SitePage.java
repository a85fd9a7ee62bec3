package dev.weir.video;

/** What an address of a site leads to. */
sealed interface SitePage {

    /** A video with an id, not yet checked. */
    record Video(String id) implements SitePage {}

    /** A video whose id only the site knows, such as behind a short link. */
    record Unnamed() implements SitePage {}

    /** No video: a channel's list, a search, the front page. */
    record NoVideo() implements SitePage {}
}
