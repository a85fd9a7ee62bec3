package dev.weir.source;

import dev.weir.video.MediaTypes;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a response head means for the span that was asked for. */
sealed interface Answer {

    /**
     * Bytes follow.
     *
     * @param length of the body where anything tells it, else -1
     * @param enough whether a body of that length is all that was asked for
     */
    record Media(SourceHead head, long length, boolean enough) implements Answer {}

    /** A redirect to what its Location field says. */
    record Redirect(String location) implements Answer {}

    /** No bytes to be had. */
    record Failed(SourceFailure failure) implements Answer {}

    static Answer of(HttpResponse response, Span asked) {
        int status = response.status().code();
        return switch (status) {
            case 200, 206 -> media(response, status, asked);
            case 301, 302, 303, 307, 308 -> {
                String location = response.headers().get(HttpHeaderNames.LOCATION);
                yield location == null ? new Failed(new SourceFailure.BadRedirect()) : new Redirect(location);
            }
            case 401, 403, 404, 410 -> new Failed(new SourceFailure.Refused(status));
            case 416 -> new Failed(new SourceFailure.OutOfRange(totalOf(response)));
            default -> new Failed(new SourceFailure.BadStatus(status));
        };
    }

    private static Answer media(HttpResponse response, int status, Span asked) {
        HttpHeaders headers = response.headers();
        String type = MediaTypes.essence(headers.get(HttpHeaderNames.CONTENT_TYPE));
        if (type != null && !MediaTypes.isMedia(type)) {
            return new Failed(new SourceFailure.NotMedia(type));
        }
        if (!plain(headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity"), "identity")
                || !plain(headers.get(HttpHeaderNames.TRANSFER_ENCODING, "chunked"), "chunked")) {
            return broken("the origin sent an encoding that was not asked for");
        }
        long length = HttpUtil.getContentLength(response, -1L);
        return status == 206 ? part(headers, asked, type, length) : whole(headers, type, length);
    }

    private static Answer whole(HttpHeaders headers, @Nullable String type, long length) {
        OptionalLong total = length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
        return new Media(head(headers, type, total, false), length, true);
    }

    private static Answer part(HttpHeaders headers, Span asked, @Nullable String type, long length) {
        String field = headers.get(HttpHeaderNames.CONTENT_RANGE);
        if (field == null || !(ContentRange.parse(field) instanceof ContentRange.Part part)) {
            return broken("the origin sent a part without saying which");
        }
        long owed = part.last() - part.first() + 1;
        if (part.first() != asked.first() || part.last() > asked.last() || (length >= 0 && length != owed)) {
            return broken("the origin sent another part than the one asked for");
        }
        boolean toTheEnd = part.total().isEmpty()
                ? asked.isOpen()
                : part.last() == part.total().getAsLong() - 1;
        return new Media(head(headers, type, part.total(), true), owed, toTheEnd || part.last() == asked.last());
    }

    private static SourceHead head(HttpHeaders headers, @Nullable String type, OptionalLong total, boolean ranged) {
        return new SourceHead(
                total, ranged, type, headers.get(HttpHeaderNames.ETAG), headers.get(HttpHeaderNames.LAST_MODIFIED));
    }

    private static OptionalLong totalOf(HttpResponse response) {
        String field = response.headers().get(HttpHeaderNames.CONTENT_RANGE, "");
        return ContentRange.parse(field) instanceof ContentRange.Unsatisfied unsatisfied
                ? OptionalLong.of(unsatisfied.total())
                : OptionalLong.empty();
    }

    private static boolean plain(String coding, String only) {
        return coding.strip().equalsIgnoreCase(only);
    }

    private static Answer broken(String what) {
        return new Failed(new SourceFailure.Broken(what));
    }
}
