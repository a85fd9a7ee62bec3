package dev.weir.video;

import dev.weir.video.SitePage.NoVideo;
import dev.weir.video.SitePage.Unnamed;
import dev.weir.video.SitePage.Video;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A site whose page addresses are a prefix and an id.
 *
 * @param id what ids look like
 * @param host of the page
 * @param prefix of the page's path
 * @param domains every host at or below these belongs to the site
 * @param paths the paths that lead to a video, with its id in the first group
 */
record TemplateSite(
        String name, String idForm, Pattern id, String host, String prefix, Set<String> domains, Pattern paths)
        implements Site {

    /** Popular ones only: for every other site the page's address serves. */
    static final List<TemplateSite> ALL = List.of(
            new TemplateSite(
                    "vimeo",
                    "digits",
                    Pattern.compile("\\d{1,12}"),
                    "vimeo.com",
                    "/",
                    Set.of("vimeo.com"),
                    Pattern.compile("/(?:video/)?(\\d+)/?")),
            new TemplateSite(
                    "dailymotion",
                    "x or k and letters or digits",
                    Pattern.compile("[xk][A-Za-z0-9]{1,19}"),
                    "www.dailymotion.com",
                    "/video/",
                    Set.of("dailymotion.com", "dai.ly"),
                    Pattern.compile("/(?:(?:embed/)?video/)?([xk][A-Za-z0-9]+)/?")),
            new TemplateSite(
                    "tiktok",
                    "digits",
                    Pattern.compile("\\d{1,20}"),
                    "www.tiktok.com",
                    "/@_/video/",
                    Set.of("tiktok.com"),
                    Pattern.compile("/@[\\w.-]*/video/(\\d+)/?")),
            new TemplateSite(
                    "niconico",
                    "two letters and digits, or digits",
                    Pattern.compile("(?:[a-z]{2})?\\d{1,12}"),
                    "www.nicovideo.jp",
                    "/watch/",
                    Set.of("nicovideo.jp", "nico.ms"),
                    Pattern.compile("/(?:watch/|shorts/)?((?:[a-z]{2})?\\d+)/?")),
            new TemplateSite(
                    "streamable",
                    "letters and digits",
                    Pattern.compile("[A-Za-z0-9]{1,20}"),
                    "streamable.com",
                    "/",
                    Set.of("streamable.com"),
                    Pattern.compile("/(?:[es]/)?([A-Za-z0-9]+)/?")));

    @Override
    public @Nullable String canonical(String given) {
        return id.matcher(given).matches() ? given : null;
    }

    @Override
    public URI page(String canonical) {
        return Site.https(host, prefix + canonical);
    }

    @Override
    public boolean owns(String asked) {
        return domains.stream().anyMatch(domain -> Site.within(asked, domain));
    }

    @Override
    public SitePage read(PageAddress address) {
        String path = address.uri().getRawPath();
        Matcher matcher = paths.matcher(path);
        boolean secret = address.parameter("h") != null;
        if (matcher.matches() && !secret) {
            return new Video(matcher.group(1));
        }
        return path.equals("/") ? new NoVideo() : new Unnamed();
    }
}
