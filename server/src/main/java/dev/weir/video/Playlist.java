package dev.weir.video;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of videos, and some or all of its entries; null means unknown.
 *
 * @param entryCount of all entries
 * @param first the position of the first entry that is here, from 0
 * @param whole whether all entries are here
 */
public record Playlist(
        String id,
        @Nullable String title,
        @Nullable String description,
        @Nullable String uploader,
        @Nullable URI webpageUrl,
        String platform,
        @Nullable Long entryCount,
        int first,
        List<PlaylistEntry> entries,
        boolean whole) {

    public Playlist {
        entries = List.copyOf(entries);
    }

    /** The entries at and after a position, at most so many; fewer where the list ends. */
    public List<PlaylistEntry> window(int offset, int limit) {
        int from = Math.clamp((long) offset - first, 0, entries.size());
        int to = Math.clamp((long) offset - first + limit, from, entries.size());
        return entries.subList(from, to);
    }

    /** The same list with other entries, as many as there were. */
    public Playlist with(List<PlaylistEntry> others) {
        return new Playlist(id, title, description, uploader, webpageUrl, platform, entryCount, first, others, whole);
    }
}
