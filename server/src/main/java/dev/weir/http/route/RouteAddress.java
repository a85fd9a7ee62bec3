package dev.weir.http.route;

import dev.weir.http.document.PathSegment;
import dev.weir.video.AllowedPlatforms;
import dev.weir.video.Platforms;
import dev.weir.video.VideoRef;

/** Addresses of this server's own routes for a video; without a host, so that they hold behind any proxy. */
final class RouteAddress {
    private RouteAddress() {}

    /**
     * A route below `/api/v2/stream`.
     *
     * @param kind the word after it, such as `proxy`
     */
    static String stream(String kind, VideoRef ref) {
        String platform = ref.platform().equals(AllowedPlatforms.GENERIC) ? Platforms.AUTO : ref.platform();
        return "/api/v2/stream/" + kind + "/" + platform + "/" + PathSegment.encode(ref.id());
    }
}
