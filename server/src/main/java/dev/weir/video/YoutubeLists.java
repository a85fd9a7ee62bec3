package dev.weir.video;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** YouTube: playlists by their prefix, and channels by number or handle, which stand for their videos. */
final class YoutubeLists implements ListSite {
    /** Not those of whoever is signed in: watch later and liked videos have no number after the prefix. */
    private static final Pattern PLAYLIST =
            Pattern.compile("(?:PL|EC|UU|FL|LL|RD|UL|TL|PU|OLAK5uy_)[A-Za-z0-9_-]{10,150}");

    private static final Pattern CHANNEL = Pattern.compile("UC[A-Za-z0-9_-]{22}");
    private static final Pattern HANDLE = Pattern.compile("@[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
    private static final Set<String> PLAIN_TABS = Set.of("", "videos", "featured");

    @Override
    public String name() {
        return "youtube";
    }

    @Override
    public String idForm() {
        return "a playlist's (PL, UU, OLAK5uy_, ... and more), a channel's (UC and 22 more) or a handle (@name)";
    }

    @Override
    public @Nullable String canonical(String id) {
        boolean known = PLAYLIST.matcher(id).matches()
                || CHANNEL.matcher(id).matches()
                || HANDLE.matcher(id).matches();
        return known ? id : null;
    }

    @Override
    public URI page(String id) {
        if (id.startsWith("@")) {
            return Site.https("www.youtube.com", "/" + id + "/videos");
        }
        return CHANNEL.matcher(id).matches()
                ? Site.https("www.youtube.com", "/channel/" + id + "/videos")
                : Site.https("www.youtube.com", "/playlist", "list=" + id);
    }

    @Override
    public @Nullable String read(PageAddress address) {
        String list = address.parameter("list");
        if (list != null) {
            return list;
        }
        List<String> segments = address.segments();
        String first = Site.at(segments, 0);
        if (first.startsWith("@") && segments.size() <= 2 && PLAIN_TABS.contains(Site.at(segments, 1))) {
            return first;
        }
        boolean channel = first.equals("channel") && segments.size() <= 3 && PLAIN_TABS.contains(Site.at(segments, 2));
        return channel ? Site.at(segments, 1) : null;
    }
}
