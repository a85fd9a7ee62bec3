package dev.weir.video;

import dev.weir.video.SitePage.NoVideo;
import dev.weir.video.SitePage.Unnamed;
import dev.weir.video.SitePage.Video;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bilibili: videos by BV or av number, perhaps one part of several, and episodes (ep) and seasons (ss) of series. */
final class Bilibili implements Site {
    private static final String PART = "(?:_p([1-9]\\d{0,3}))?";
    private static final Pattern BV = Pattern.compile("[bB][vV]([A-Za-z0-9]{10})" + PART);
    private static final Pattern AV = Pattern.compile("[aA][vV](\\d{1,18})" + PART);
    private static final Pattern SERIES = Pattern.compile("(?i:ep|ss)\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");
    private static final Pattern ROOM = Pattern.compile("\\d{1,18}");

    @Override
    public String name() {
        return "bilibili";
    }

    @Override
    public String idForm() {
        return "BV and ten letters or digits, with _p and a number for one part, or av, ep or ss and digits";
    }

    @Override
    public @Nullable String canonical(String id) {
        Matcher bv = BV.matcher(id);
        if (bv.matches()) {
            return "BV" + id.substring(2);
        }
        if (AV.matcher(id).matches()) {
            return "av" + id.substring(2);
        }
        return SERIES.matcher(id).matches() ? id.toLowerCase(Locale.ROOT) : null;
    }

    @Override
    public URI page(String id) {
        if (id.startsWith("ep") || id.startsWith("ss")) {
            return Site.https("www.bilibili.com", "/bangumi/play/" + id);
        }
        int part = id.indexOf("_p");
        return part < 0
                ? Site.https("www.bilibili.com", "/video/" + id)
                : Site.https("www.bilibili.com", "/video/" + id.substring(0, part), "p=" + id.substring(part + 2));
    }

    @Override
    public boolean owns(String host) {
        return Site.within(host, "bilibili.com") || Site.within(host, "b23.tv");
    }

    @Override
    public SitePage read(PageAddress address) {
        List<String> segments = address.segments();
        String first = Site.at(segments, 0);
        if (Site.within(address.host(), "b23.tv")) {
            return shortLink(address, first);
        }
        if (address.host().equals("live.bilibili.com")) {
            String room = first.equals("blanc") ? Site.at(segments, 1) : first;
            return ROOM.matcher(room).matches() ? new Unnamed() : new NoVideo();
        }
        if (first.equals("video") && segments.size() > 1) {
            return video(segments.get(1), address);
        }
        if (first.equals("bangumi") && Site.at(segments, 1).equals("play") && segments.size() > 2) {
            return new Video(segments.get(2));
        }
        String bvid = address.parameter("bvid");
        return bvid == null ? new NoVideo() : video(bvid, address);
    }

    private SitePage shortLink(PageAddress address, String first) {
        if (first.isEmpty()) {
            return new NoVideo();
        }
        return canonical(first) == null ? new Unnamed() : video(first, address);
    }

    private static SitePage video(String id, PageAddress address) {
        String part = address.parameter("p");
        boolean parted = part != null
                && NUMBER.matcher(part).matches()
                && !SERIES.matcher(id).matches();
        return new Video(parted ? id + "_p" + part : id);
    }
}
