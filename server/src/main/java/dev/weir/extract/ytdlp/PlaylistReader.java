package dev.weir.extract.ytdlp;

import dev.weir.video.Playlist;
import dev.weir.video.PlaylistEntry;
import dev.weir.video.PlaylistRef;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;

/** Turns a worker's compact data into a {@link Playlist}. */
final class PlaylistReader {
    private PlaylistReader() {}

    /** @throws ClassCastException where a field has another type than the protocol says */
    static Playlist read(PlaylistRef ref, JsonObject list) {
        List<PlaylistEntry> entries = list.getJsonArray("entries").stream()
                .map(JsonObject.class::cast)
                .map(PlaylistReader::entry)
                .toList();
        URI page = VideoInfoReader.address(list.getString("webpage_url"));
        return new Playlist(
                list.getString("id", ref.id()),
                list.getString("title"),
                list.getString("description"),
                list.getString("uploader"),
                page == null ? ref.page() : page,
                ref.platform(),
                list.getLong("count"),
                list.getInteger("first"),
                entries,
                list.getBoolean("whole"));
    }

    private static PlaylistEntry entry(JsonObject entry) {
        return new PlaylistEntry(
                entry.getString("id"),
                entry.getString("title"),
                entry.getDouble("duration"),
                entry.getString("uploader"),
                VideoInfoReader.address(entry.getString("webpage_url")));
    }
}
