package dev.weir.http.route;

import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.PythonDocument;
import dev.weir.http.request.JsonBody;
import dev.weir.http.request.JsonFields;
import dev.weir.http.request.VideoTarget;
import dev.weir.select.AllowedHeights;
import dev.weir.select.Quality;
import dev.weir.select.Wish;
import dev.weir.video.Failure;
import dev.weir.video.PageAddress;
import dev.weir.video.Reason;
import dev.weir.video.VideoRef;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes of the replaced Python system that take the address of a page, and answer with its documents. */
public final class PythonVideoRoutes {
    private static final String VIDEOS = "/api/v2/videos/";
    private static final String STREAM_PROXY = VIDEOS + "stream-proxy";
    private static final String REDIRECT = VIDEOS + "redirect";
    private static final int MAX_WORD = 64;
    private static final int MAX_FILE_NAME = 1024;

    /** What downloads could be had as: clients send the same body to ask what a video is. */
    private static final Set<String> FORMATS = Set.of("mp4", "webm", "mkv", "mp3", "m4a");

    private final Lookups lookups;
    private final AllowedHeights heights;
    private final RenderedVideos rendered;
    private final StreamRoutes streams;
    private final StreamAddressRoutes addresses;

    public PythonVideoRoutes(
            Lookups lookups,
            AllowedHeights heights,
            RenderedVideos rendered,
            StreamRoutes streams,
            StreamAddressRoutes addresses) {
        this.lookups = lookups;
        this.heights = heights;
        this.rendered = rendered;
        this.streams = streams;
        this.addresses = addresses;
    }

    public void register(Endpoints endpoints) {
        endpoints
                .post(VIDEOS + "info", ErrorCode.INVALID_REQUEST, this::info)
                .post(VIDEOS + "stream", ErrorCode.INVALID_REQUEST, this::stream)
                .get(
                        STREAM_PROXY,
                        ErrorCode.STREAM_URL_FAILED,
                        ctx -> streams.proxy(ctx, page(ctx, STREAM_PROXY), Quality.Word.BEST))
                .get(REDIRECT, ErrorCode.STREAM_URL_FAILED, ctx -> streams.direct(ctx, page(ctx, REDIRECT)));
    }

    private void info(RoutingContext ctx) {
        JsonFields fields = JsonBody.object(SentBody.of(ctx))
                .only(Set.of("url", "quality", "format", "audio_only", "custom_filename"));
        String url = fields.required("url", PageAddress.MAX_LENGTH);
        quality(fields);
        requireFormat(fields.text("format", MAX_WORD));
        fields.flag("audio_only", false);
        fields.text("custom_filename", MAX_FILE_NAME);
        VideoRef ref = reference(ctx, url, ErrorCode.VIDEO_INFO_FAILED);
        lookups.describe(ctx, ref, resolved -> Replies.json(ctx, PythonDocument.of(rendered.of(resolved))));
    }

    private void stream(RoutingContext ctx) {
        JsonFields fields = JsonBody.object(SentBody.of(ctx)).only(Set.of("url", "quality"));
        String url = fields.required("url", PageAddress.MAX_LENGTH);
        Wish wish = Wish.of(quality(fields));
        VideoRef ref = reference(ctx, url, ErrorCode.STREAM_URL_FAILED);
        lookups.open(
                ctx,
                ref,
                resolved -> Replies.json(
                        ctx,
                        PythonDocument.stream(
                                addresses.select(resolved, wish).url().toASCIIString(),
                                rendered.of(resolved),
                                addresses.endOf(resolved).toString())));
    }

    private VideoRef reference(RoutingContext ctx, String url, ErrorCode operation) {
        RequestScope.of(ctx).entered(operation);
        return lookups.page(ctx, url);
    }

    private Quality quality(JsonFields fields) {
        String quality = fields.text("quality", MAX_WORD);
        return quality == null ? Quality.Word.BEST : Quality.parse(quality, heights);
    }

    private static void requireFormat(@Nullable String format) {
        if (format != null && !FORMATS.contains(format)) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "The format is not a known one.",
                            "Use mp4, webm, mkv, mp3 or m4a.")
                    .toException();
        }
    }

    private static VideoTarget page(RoutingContext ctx, String path) {
        return StreamWish.page(ctx, path + "/");
    }
}
