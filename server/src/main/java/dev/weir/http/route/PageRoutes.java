package dev.weir.http.route;

import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.RequestScope;
import dev.weir.http.conditional.EntityTag;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.header.SecurityHeaders;
import dev.weir.video.MediaTypes;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page for people at `/`, its few files, and the service document that programs get there. */
public final class PageRoutes {
    private static final String FOLDER = "/web/";
    private static final String INDEX = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    private static final List<String> FILES = List.of("weir.css", "weir.js", "weir.svg", "embed.css", "embed.js");

    private final PageFile index;
    private final byte[] serviceDocument;

    /** Never compared, so the array does no harm. */
    @SuppressWarnings("ArrayRecordComponent")
    private record PageFile(String contentType, byte[] content, String tag) {}

    public PageRoutes(String version) {
        this.index = load(INDEX);
        this.serviceDocument = serviceDocument(version).toBuffer().getBytes();
    }

    public void register(Endpoints endpoints) {
        endpoints.get("/", ErrorCode.HEALTH_CHECK_FAILED, this::root);
        for (String name : FILES) {
            PageFile file = load(name);
            endpoints.get("/" + name, ErrorCode.NOT_FOUND, ctx -> send(ctx, file));
        }
    }

    private void root(RoutingContext ctx) {
        ctx.response().headers().add("Vary", "Accept");
        if (prefersHtml(ctx.request().getHeader("Accept"))) {
            RequestScope.of(ctx).answersWith(SecurityHeaders.Kind.PAGE);
            send(ctx, index);
        } else {
            Replies.json(ctx, serviceDocument);
        }
    }

    /** Browsers name text/html outright; programs say nothing, or anything. */
    private static boolean prefersHtml(@Nullable String accept) {
        return accept != null && accept.contains("text/html");
    }

    private static void send(RoutingContext ctx, PageFile file) {
        ctx.response().putHeader("ETag", file.tag).putHeader("Cache-Control", "no-cache");
        if (file.tag.equals(ctx.request().getHeader("If-None-Match"))) {
            ctx.response().setStatusCode(304).end();
        } else {
            Replies.bytes(ctx, 200, file.contentType, file.content);
        }
    }

    private static PageFile load(String name) {
        try (InputStream stream = PageRoutes.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("the build lacks " + FOLDER + name);
            }
            byte[] content = stream.readAllBytes();
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), MediaTypes.UNKNOWN);
            String tag = EntityTag.strong(List.of(name, HexFormat.of().formatHex(content)))
                    .toString();
            return new PageFile(type, content, tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject serviceDocument(String version) {
        return new JsonObject()
                .put("success", true)
                .put("name", "Weir")
                .put("version", version)
                .put("description", "A video streaming API: a page address in, a stream any player can seek out.")
                .put(
                        "endpoints",
                        new JsonObject()
                                .put("health", "/api/v2/system/health")
                                .put("video_info", "/api/v2/videos/{platform}/{video_id}")
                                .put("batch", "/api/v2/videos/batch")
                                .put("playlist", "/api/v2/playlists/{platform}/{playlist_id}")
                                .put("streaming", "/api/v2/stream/proxy/{platform}/{video_id}")
                                .put("smart", "/api/v2/stream/{platform}/{video_id}")
                                .put("direct", "/api/v2/stream/direct/{platform}/{video_id}")
                                .put("stream_info", "/api/v2/stream/info/{platform}/{video_id}")
                                .put("by_url", "/api/v2/stream/url?url={page_url}")
                                .put("embed", "/api/v2/stream/embed/{platform}/{video_id}")
                                .put("simple", "/api/stream?url={page_url}")
                                .put("vrchat", "/api/vrchat/stream?url={page_url}")
                                .put("cookies", "/api/v2/auth/status")
                                .put("metrics", "/metrics")
                                .put("documentation", "/docs")
                                .put("openapi", "/openapi.yaml"));
    }
}
