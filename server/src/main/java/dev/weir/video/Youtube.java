package dev.weir.video;

import dev.weir.video.SitePage.NoVideo;
import dev.weir.video.SitePage.Unnamed;
import dev.weir.video.SitePage.Video;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** YouTube: eleven characters name a video, and many paths lead to it. */
final class Youtube implements Site {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{11}");
    private static final Set<String> VIDEO_PATHS = Set.of("shorts", "live", "embed", "v", "e", "watch");
    private static final Set<String> CHANNEL_PATHS = Set.of("c", "channel", "user");

    /** Of the length of an id, but players of lists. */
    private static final Set<String> EMBEDDED_LISTS = Set.of("videoseries", "live_stream");

    @Override
    public String name() {
        return "youtube";
    }

    @Override
    public String idForm() {
        return "eleven letters, digits, hyphens or underscores";
    }

    @Override
    public @Nullable String canonical(String id) {
        return ID.matcher(id).matches() ? id : null;
    }

    @Override
    public URI page(String id) {
        return Site.https("www.youtube.com", "/watch", "v=" + id);
    }

    @Override
    public boolean owns(String host) {
        return Site.within(host, "youtube.com")
                || Site.within(host, "youtu.be")
                || Site.within(host, "youtube-nocookie.com")
                || Site.within(host, "youtubekids.com");
    }

    @Override
    public SitePage read(PageAddress address) {
        List<String> segments = address.segments();
        String first = Site.at(segments, 0);
        String second = Site.at(segments, 1);
        if (Site.within(address.host(), "youtu.be")) {
            return first.isEmpty() ? new NoVideo() : new Video(first);
        }
        String v = address.parameter("v");
        if (first.equals("watch") && v != null) {
            return new Video(v);
        }
        if (VIDEO_PATHS.contains(first) && !second.isEmpty()) {
            return EMBEDDED_LISTS.contains(second) ? new NoVideo() : new Video(second);
        }
        boolean clip = first.equals("clip") && segments.size() == 2;
        boolean liveOfChannel = segments.size() > 1
                && segments.getLast().equals("live")
                && (first.startsWith("@") || CHANNEL_PATHS.contains(first));
        return clip || liveOfChannel ? new Unnamed() : new NoVideo();
    }
}
