package dev.weir.video;

import dev.weir.video.SitePage.NoVideo;
import dev.weir.video.SitePage.Video;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Twitch: digits are a recording, `clip:` and a slug a clip, and any other name a channel that is live now. */
final class Twitch implements Site {
    private static final String CLIP = "clip:";
    private static final Pattern RECORDING = Pattern.compile("\\d{1,18}");
    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,99}");
    private static final Pattern CHANNEL = Pattern.compile("[a-z0-9][a-z0-9_]{0,24}");
    private static final Set<String> RECORDING_PATHS = Set.of("v", "video");
    private static final Set<String> HOSTS_OF_CHANNELS =
            Set.of("twitch.tv", "www.twitch.tv", "m.twitch.tv", "go.twitch.tv");

    /** Pages of the site itself, where a channel's name would stand. */
    private static final Set<String> RESERVED = Set.of(
            "clip",
            "clips",
            "directory",
            "downloads",
            "drops",
            "inventory",
            "jobs",
            "login",
            "p",
            "search",
            "settings",
            "signup",
            "store",
            "subscriptions",
            "turbo",
            "videos",
            "wallet");

    /** Whether a name belongs to the site itself. */
    static boolean isReserved(String name) {
        return RESERVED.contains(name) || name.equals("collections");
    }

    @Override
    public String name() {
        return "twitch";
    }

    @Override
    public String idForm() {
        return "the digits of a recording, clip: and a clip's slug, or the name of a channel";
    }

    @Override
    public @Nullable String canonical(String id) {
        if (id.startsWith(CLIP)) {
            return SLUG.matcher(id.substring(CLIP.length())).matches() ? id : null;
        }
        String name = id.toLowerCase(Locale.ROOT);
        return CHANNEL.matcher(name).matches() && !RESERVED.contains(name) ? name : null;
    }

    @Override
    public URI page(String id) {
        if (id.startsWith(CLIP)) {
            return Site.https("clips.twitch.tv", "/" + id.substring(CLIP.length()));
        }
        return Site.https("www.twitch.tv", RECORDING.matcher(id).matches() ? "/videos/" + id : "/" + id);
    }

    @Override
    public boolean owns(String host) {
        return Site.within(host, "twitch.tv");
    }

    @Override
    public SitePage read(PageAddress address) {
        List<String> segments = address.segments();
        String first = Site.at(segments, 0);
        if (address.host().equals("clips.twitch.tv")) {
            return segments.size() == 1 && !first.equals("embed") ? new Video(CLIP + first) : new NoVideo();
        }
        if (!HOSTS_OF_CHANNELS.contains(address.host())) {
            return new NoVideo();
        }
        return switch (segments.size()) {
            case 1 -> RESERVED.contains(first) ? new NoVideo() : new Video(first);
            case 2 -> below(first, segments.get(1));
            case 3 -> ofChannel(segments.get(1), segments.get(2));
            default -> new NoVideo();
        };
    }

    private static SitePage below(String kind, String id) {
        return switch (kind) {
            case "videos" -> recording(id);
            case "clip" -> new Video(CLIP + id);
            default -> new NoVideo();
        };
    }

    private static SitePage ofChannel(String kind, String id) {
        if (RECORDING_PATHS.contains(kind)) {
            return recording(id);
        }
        return kind.equals("clip") ? new Video(CLIP + id) : new NoVideo();
    }

    private static SitePage recording(String id) {
        return RECORDING.matcher(id).matches() ? new Video(id) : new NoVideo();
    }
}
