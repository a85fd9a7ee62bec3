package dev.weir.video;

import dev.weir.video.SitePage.NoVideo;
import dev.weir.video.SitePage.Unnamed;
import dev.weir.video.SitePage.Video;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a client wrote, a platform and an id or the address of a page, into a reference to a video.
 *
 * <p>The address of a video's page gives the same reference as its platform and id. A page that leads to a video of a known site without
 * naming its id, such as a short link, keeps the site's name and has its own address for an id. Every other page is `generic`.
 */
public final class Platforms {
    /** The platform's name where only an address is given. */
    public static final String AUTO = "auto";

    private static final String LISTS = "/api/v2/playlists/";
    private static final Map<String, String> ALIASES = Map.of("x", "twitter");
    private static final Map<String, Site> SITES = sites();

    private final AllowedPlatforms allowed;

    public Platforms(AllowedPlatforms allowed) {
        this.allowed = allowed;
    }

    /**
     * @param platform a platform's name in any case, or `auto`
     * @param id the platform's id of the video, or the address of a page there; percent-decoded once
     * @throws FailureException `invalid_parameter` for a platform that is unknown or not allowed, a malformed id, or the address of another
     *     platform's page; `unsupported_url` for an address that can or may not be opened
     */
    public VideoRef ref(String platform, String id) {
        String name = canonicalName(platform);
        if (name.equals(AUTO)) {
            return page(id);
        }
        if (name.equals(AllowedPlatforms.GENERIC) && allowed.allowsOtherPages()) {
            return page(id);
        }
        Site site = allowedSite(name);
        return PageAddress.isMeant(id) ? pageOf(site, PageAddress.parse(id)) : named(site, id);
    }

    /**
     * The name that references have for a platform, whether it is allowed here or not.
     *
     * @throws FailureException `invalid_parameter` where no platform has that name
     */
    public String name(String platform) {
        String name = canonicalName(platform);
        if (!SITES.containsKey(name) && !name.equals(AllowedPlatforms.GENERIC)) {
            throw unknown();
        }
        return name;
    }

    /**
     * The video behind the address of a page.
     *
     * @throws FailureException as {@link #ref}
     */
    public VideoRef page(String url) {
        PageAddress address = PageAddress.parse(url);
        Site site = siteOf(address);
        if (site == null) {
            return other(address);
        }
        requireAllowed(site);
        return switch (site.read(address)) {
            case Video(String id) -> named(site, id);
            case Unnamed() -> new VideoRef(site.name(), address.toString(), address.uri());
            case NoVideo() -> other(address);
        };
    }

    private static VideoRef pageOf(Site site, PageAddress address) {
        if (!site.owns(address.host())) {
            throw invalid(
                    "The page address belongs to another site than the platform.",
                    "Use the platform auto for page addresses of any site.");
        }
        return switch (site.read(address)) {
            case Video(String id) -> named(site, id);
            case Unnamed() -> new VideoRef(site.name(), address.toString(), address.uri());
            case NoVideo() -> throw noVideo();
        };
    }

    private VideoRef other(PageAddress address) {
        if (!allowed.allowsOtherPages() && siteOf(address) != null) {
            throw noVideo();
        }
        requireOtherPages();
        return new VideoRef(AllowedPlatforms.GENERIC, address.toString(), address.uri());
    }

    /** @throws FailureException `unsupported_url` unless pages of sites without a name here may be opened */
    void requireOtherPages() {
        if (!allowed.allowsOtherPages()) {
            throw Failure.of(
                            Reason.UNSUPPORTED_URL,
                            "Pages of that site are not allowed here.",
                            "This server takes pages of: " + allowed.listed(SITES.keySet())
                                    + "; ALLOWED_PLATFORMS widens that.")
                    .toException();
        }
    }

    /** @throws FailureException `invalid_parameter` for a platform that is unknown or not allowed */
    Site allowedSite(String name) {
        Site site = SITES.get(name);
        if (site == null) {
            throw unknown();
        }
        requireAllowed(site);
        return site;
    }

    private static VideoRef named(Site site, String id) {
        String canonical = site.canonical(id);
        if (canonical == null && Playlists.isList(site.name(), id)) {
            throw invalid(
                    "That id names a list of videos, not one video.",
                    "Ask for its entries at " + LISTS + site.name() + "/" + id + ".");
        }
        if (canonical == null) {
            throw invalid(
                    "The video id is not valid for this platform.",
                    "Ids of " + site.name() + " are " + site.idForm() + ".");
        }
        return new VideoRef(site.name(), canonical, site.page(canonical));
    }

    private void requireAllowed(Site site) {
        if (!allowed.allows(site.name())) {
            throw invalid(
                    "The platform " + site.name() + " is not allowed here.",
                    "Allowed platforms: " + allowed.listed(SITES.keySet()) + "; ALLOWED_PLATFORMS widens that.");
        }
    }

    private FailureException unknown() {
        return invalid(
                "No platform of that name is known here.",
                "Known platforms: " + allowed.listed(SITES.keySet())
                        + "; for any other site pass the page address with the platform auto.");
    }

    private static FailureException noVideo() {
        return Failure.of(
                        Reason.UNSUPPORTED_URL,
                        "That page is not the page of a video.",
                        "Pass the address of one video; the entries of a list or channel are below " + LISTS + ".")
                .toException();
    }

    private static FailureException invalid(String message, String detail) {
        return Failure.of(Reason.INVALID_PARAMETER, message, detail).toException();
    }

    static @Nullable Site siteOf(PageAddress address) {
        String host = address.host();
        for (Site site : SITES.values()) {
            if (site.owns(host)) {
                return site;
            }
        }
        return null;
    }

    static String canonicalName(String platform) {
        String name = platform.toLowerCase(Locale.ROOT);
        return ALIASES.getOrDefault(name, name);
    }

    private static Map<String, Site> sites() {
        Map<String, Site> sites = new LinkedHashMap<>();
        Stream.concat(
                        List.<Site>of(new Youtube(), new Bilibili(), new Twitter(), new Instagram(), new Twitch())
                                .stream(),
                        TemplateSite.ALL.stream())
                .forEach(site -> sites.put(site.name(), site));
        return sites;
    }
}
