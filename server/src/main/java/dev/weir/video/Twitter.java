package dev.weir.video;

import dev.weir.video.SitePage.NoVideo;
import dev.weir.video.SitePage.Unnamed;
import dev.weir.video.SitePage.Video;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Twitter, now X: the number of the post names its (first) video. */
final class Twitter implements Site {
    private static final Pattern ID = Pattern.compile("\\d{1,20}");
    private static final Set<String> ATTACHMENTS = Set.of("video", "photo");
    private static final Set<String> BROADCASTS = Set.of("broadcasts", "events", "spaces");

    @Override
    public String name() {
        return "twitter";
    }

    @Override
    public String idForm() {
        return "the digits of the post's number";
    }

    @Override
    public @Nullable String canonical(String id) {
        return ID.matcher(id).matches() ? id : null;
    }

    @Override
    public URI page(String id) {
        return Site.https("x.com", "/i/status/" + id);
    }

    @Override
    public boolean owns(String host) {
        return Site.within(host, "twitter.com") || Site.within(host, "x.com");
    }

    @Override
    public SitePage read(PageAddress address) {
        List<String> segments = address.segments();
        if (Site.at(segments, 0).equals("i") && BROADCASTS.contains(Site.at(segments, 1)) && segments.size() == 3) {
            return new Unnamed();
        }
        int status = segments.indexOf("status");
        boolean post = status == 1
                || (status == 2
                        && segments.get(0).equals("i")
                        && segments.get(1).equals("web"));
        if (!post || segments.size() == status + 1) {
            return new NoVideo();
        }
        String number = Site.at(segments, status + 3);
        boolean later = ATTACHMENTS.contains(Site.at(segments, status + 2)) && !number.isEmpty() && !number.equals("1");
        return later ? new Unnamed() : new Video(segments.get(status + 1));
    }
}
