package dev.weir.http.document;

import dev.weir.video.Playlist;
import dev.weir.video.PlaylistEntry;
import java.io.IOException;

/** A list of videos, or a window of its entries, as a JSON object. */
public final class PlaylistDocument {
    private static final int USUAL_BYTES = 16 << 10;

    private PlaylistDocument() {}

    /**
     * Renders some entries of a list.
     *
     * @param offset the position of the first, from 0
     * @param limit how many at most
     */
    public static byte[] render(Playlist playlist, int offset, int limit) {
        return JsonBytes.object(USUAL_BYTES, json -> {
            json.text("id", playlist.id());
            json.text("title", playlist.title());
            json.text("description", playlist.description());
            json.text("uploader", playlist.uploader());
            json.address("webpage_url", playlist.webpageUrl());
            json.text("platform", playlist.platform());
            json.integer("entry_count", playlist.entryCount());
            json.array("entries", playlist.window(offset, limit), PlaylistDocument::entry);
        });
    }

    private static void entry(JsonBytes json, PlaylistEntry entry) throws IOException {
        json.text("id", entry.id());
        json.text("title", entry.title());
        json.number("duration", entry.duration());
        json.text("uploader", entry.uploader());
        json.address("webpage_url", entry.webpageUrl());
    }
}
