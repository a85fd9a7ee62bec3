package dev.weir.video;

import java.net.URI;

/**
 * A list of videos somebody asks for, already validated.
 *
 * @param platform lower case, or `generic`
 * @param id the site's id in its one canonical form; the page address for lists without one
 * @param page the address of the list's page, built by {@link Playlists}
 */
public record PlaylistRef(String platform, String id, URI page) {}
