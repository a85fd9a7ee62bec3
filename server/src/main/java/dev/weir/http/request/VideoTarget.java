package dev.weir.http.request;

/**
 * The video a request target names, not yet validated.
 *
 * @param platform the segment before the id, `auto` where a page address stands in its place
 * @param id the site's id or a page address, decoded once; never empty
 * @param parameters our own parameters, each at most once, and others nobody reads
 */
public record VideoTarget(String platform, String id, Query parameters) {}
