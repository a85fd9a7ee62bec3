package dev.weir.video;

import dev.weir.video.SitePage.NoVideo;
import dev.weir.video.SitePage.Unnamed;
import dev.weir.video.SitePage.Video;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a client wrote, a platform and an id or the address of a page, into a reference to a list of videos. A page of a known site that
 * is no video's, and names no list, may be one all the same: the extractor tells.
 */
public final class Playlists {
    private final Platforms platforms;

    public Playlists(Platforms platforms) {
        this.platforms = platforms;
    }

    /**
     * @param platform a platform's name in any case, or `auto`
     * @param id the platform's id of the list, or the address of its page; percent-decoded once
     * @throws FailureException `invalid_parameter` for a platform that is unknown or not allowed, a malformed id, a video's id, or the address of
     *     another platform's page; `unsupported_url` for an address that can or may not be opened, or is a video's
     */
    public PlaylistRef ref(String platform, String id) {
        String name = Platforms.canonicalName(platform);
        if (name.equals(Platforms.AUTO) || name.equals(AllowedPlatforms.GENERIC)) {
            return page(id);
        }
        Site site = platforms.allowedSite(name);
        if (!PageAddress.isMeant(id)) {
            return named(site, id);
        }
        PageAddress address = PageAddress.parse(id);
        if (!site.owns(address.host())) {
            throw invalid(
                    "The page address belongs to another site than the platform.",
                    "Use the platform auto for page addresses of any site.");
        }
        return pageOf(site, address);
    }

    private PlaylistRef page(String url) {
        PageAddress address = PageAddress.parse(url);
        Site site = Platforms.siteOf(address);
        if (site == null) {
            platforms.requireOtherPages();
            return new PlaylistRef(AllowedPlatforms.GENERIC, address.toString(), address.uri());
        }
        return pageOf(platforms.allowedSite(site.name()), address);
    }

    private static PlaylistRef pageOf(Site site, PageAddress address) {
        ListSite lists = ListSite.of(site.name());
        String id = lists == null ? null : lists.read(address);
        if (id != null) {
            return named(site, id);
        }
        return switch (site.read(address)) {
            case Video video -> throw oneVideo(Reason.UNSUPPORTED_URL, "That page is the page of one video.");
            case Unnamed page -> unnamed(site, address);
            case NoVideo page -> unnamed(site, address);
        };
    }

    private static PlaylistRef unnamed(Site site, PageAddress address) {
        return new PlaylistRef(site.name(), address.toString(), address.uri());
    }

    private static PlaylistRef named(Site site, String id) {
        ListSite lists = ListSite.of(site.name());
        String canonical = lists == null ? null : lists.canonical(id);
        if (lists != null && canonical != null) {
            return new PlaylistRef(site.name(), canonical, lists.page(canonical));
        }
        if (site.canonical(id) != null) {
            throw oneVideo(Reason.INVALID_PARAMETER, "That id names one video, not a list.");
        }
        throw invalid(
                "The playlist id is not valid for this platform.",
                lists == null
                        ? "Lists of " + site.name() + " have no ids here; pass the address of the list's page."
                        : "Lists of " + site.name() + " are named by " + lists.idForm() + ".");
    }

    /** Whether an id names a list of the site rather than a video. */
    static boolean isList(String site, @Nullable String id) {
        ListSite lists = ListSite.of(site);
        return lists != null && id != null && lists.canonical(id) != null;
    }

    private static FailureException oneVideo(Reason reason, String message) {
        return Failure.of(reason, message, "Ask for it below /api/v2/videos.").toException();
    }

    private static FailureException invalid(String message, String detail) {
        return Failure.of(Reason.INVALID_PARAMETER, message, detail).toException();
    }
}
