package dev.weir.video;

import dev.weir.video.SitePage.NoVideo;
import dev.weir.video.SitePage.Unnamed;
import dev.weir.video.SitePage.Video;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Instagram: posts, reels and IGTV share one kind of short code. */
final class Instagram implements Site {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,63}");
    private static final Set<String> POSTS = Set.of("p", "reel", "reels", "tv");

    @Override
    public String name() {
        return "instagram";
    }

    @Override
    public String idForm() {
        return "the short code of a post or reel: letters, digits, hyphens and underscores";
    }

    @Override
    public @Nullable String canonical(String id) {
        return ID.matcher(id).matches() ? id : null;
    }

    @Override
    public URI page(String id) {
        return Site.https("www.instagram.com", "/p/" + id + "/");
    }

    @Override
    public boolean owns(String host) {
        return Site.within(host, "instagram.com") || Site.within(host, "instagr.am");
    }

    @Override
    public SitePage read(PageAddress address) {
        List<String> segments = address.segments();
        String first = Site.at(segments, 0);
        if (first.equals("stories") && segments.size() == 3) {
            return new Unnamed();
        }
        int post = POSTS.contains(first) ? 0 : 1;
        String code = Site.at(segments, post + 1);
        boolean named = POSTS.contains(Site.at(segments, post)) && !code.isEmpty();
        return named && !first.equals("share") && !code.equals("audio") ? new Video(code) : new NoVideo();
    }
}
