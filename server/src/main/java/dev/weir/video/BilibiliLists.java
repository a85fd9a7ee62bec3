package dev.weir.video;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bilibili: a user's uploads by number, favourites (ml), seasons of series (ss, md), and a user's collections and series. */
final class BilibiliLists implements ListSite {
    private static final Pattern USER = Pattern.compile("\\d{1,18}");
    private static final Pattern PREFIXED = Pattern.compile("(?i:ml|ss|md)\\d{1,18}");
    private static final Pattern OF_USER = Pattern.compile("(collection|series):(\\d{1,18}):(\\d{1,18})");
    private static final String SPACE = "space.bilibili.com";
    private static final String WWW = "www.bilibili.com";

    @Override
    public String name() {
        return "bilibili";
    }

    @Override
    public String idForm() {
        return "the digits of a user's number, ml, ss or md and digits, or collection:USER:NUMBER and series:USER:NUMBER";
    }

    @Override
    public @Nullable String canonical(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        boolean known = USER.matcher(lower).matches()
                || PREFIXED.matcher(lower).matches()
                || OF_USER.matcher(lower).matches();
        return known ? lower : null;
    }

    @Override
    public URI page(String id) {
        Matcher ofUser = OF_USER.matcher(id);
        if (ofUser.matches()) {
            String type = ofUser.group(1).equals("series") ? "series" : "season";
            return Site.https(SPACE, "/" + ofUser.group(2) + "/lists/" + ofUser.group(3), "type=" + type);
        }
        if (id.startsWith("ml")) {
            return Site.https(WWW, "/medialist/detail/" + id);
        }
        if (id.startsWith("ss")) {
            return Site.https(WWW, "/bangumi/play/" + id);
        }
        return id.startsWith("md") ? Site.https(WWW, "/bangumi/media/" + id) : Site.https(SPACE, "/" + id + "/video");
    }

    @Override
    public @Nullable String read(PageAddress address) {
        List<String> segments = address.segments();
        String first = Site.at(segments, 0);
        String last = segments.isEmpty() ? "" : segments.getLast();
        if (address.host().equals(SPACE)) {
            return ofSpace(address, segments, first);
        }
        boolean series = first.equals("bangumi") && (last.startsWith("ss") || last.startsWith("md"));
        boolean favourites = (first.equals("medialist") || first.equals("list")) && last.startsWith("ml");
        return series || favourites ? last : null;
    }

    private static @Nullable String ofSpace(PageAddress address, List<String> segments, String user) {
        String second = Site.at(segments, 1);
        if (second.equals("lists") && segments.size() == 3) {
            String type = "series".equals(address.parameter("type")) ? "series" : "collection";
            return type + ":" + user + ":" + segments.get(2);
        }
        boolean uploads = segments.size() == 1 || second.equals("video") || second.equals("upload");
        return uploads && !user.isEmpty() ? user : null;
    }
}
