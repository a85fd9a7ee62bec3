package dev.weir.video;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Twitch: a channel's recordings by its name, its clips, and collections. */
final class TwitchLists implements ListSite {
    private static final Pattern CHANNEL = Pattern.compile("[a-z0-9][a-z0-9_]{0,24}");
    private static final Pattern COLLECTION = Pattern.compile("collection:[A-Za-z0-9_-]{1,64}");
    private static final String CLIPS_OF = "clips:";
    private static final String HOST = "www.twitch.tv";
    private static final int BEFORE_ID = "collection:".length();

    @Override
    public String name() {
        return "twitch";
    }

    @Override
    public String idForm() {
        return "the name of a channel, clips: and such a name, or collection: and its id";
    }

    @Override
    public @Nullable String canonical(String id) {
        if (COLLECTION.matcher(id).matches()) {
            return id;
        }
        String lower = id.toLowerCase(Locale.ROOT);
        String channel = lower.startsWith(CLIPS_OF) ? lower.substring(CLIPS_OF.length()) : lower;
        return CHANNEL.matcher(channel).matches() && !Twitch.isReserved(channel) ? lower : null;
    }

    @Override
    public URI page(String id) {
        if (id.startsWith(CLIPS_OF)) {
            return Site.https(HOST, "/" + id.substring(CLIPS_OF.length()) + "/clips", "range=all");
        }
        return COLLECTION.matcher(id).matches()
                ? Site.https(HOST, "/collections/" + id.substring(BEFORE_ID))
                : Site.https(HOST, "/" + id + "/videos", "filter=all");
    }

    @Override
    public @Nullable String read(PageAddress address) {
        List<String> segments = address.segments();
        String first = Site.at(segments, 0);
        if (segments.size() == 1) {
            return Twitch.isReserved(first) ? null : first;
        }
        if (segments.size() != 2) {
            return null;
        }
        String second = segments.get(1);
        return switch (second) {
            case "videos", "profile" -> isAll(address.parameter("filter")) ? first : null;
            case "clips" -> isAll(address.parameter("range")) ? CLIPS_OF + first : null;
            default -> first.equals("collections") ? "collection:" + second : null;
        };
    }

    private static boolean isAll(@Nullable String choice) {
        return choice == null || choice.equals("all");
    }
}
