package dev.weir.http.media;

import dev.weir.http.range.MultipartByteRanges;
import dev.weir.source.Span;
import dev.weir.video.Failure;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a media request is answered, once the facts of the file are known. */
sealed interface MediaPlan {

    /**
     * No bytes: not modified, a precondition failed, or no such range.
     *
     * @param failure what to tell, or null where the status says it all
     */
    record Refusal(int status, @Nullable Failure failure, Map<String, String> headers) implements MediaPlan {}

    /**
     * Bytes of one span, or of several as multipart/byteranges.
     *
     * @param contentLength of the whole body, or {@link #UNKNOWN_LENGTH}
     * @param spans in the order they are sent; none for an empty file
     * @param frame what goes between the spans, or null where there is only one
     */
    record Parts(
            int status,
            Map<String, String> headers,
            long contentLength,
            List<Span> spans,
            @Nullable MultipartByteRanges frame)
            implements MediaPlan {
        static final long UNKNOWN_LENGTH = -1;
        private static final byte[] NOTHING = {};

        static Parts single(int status, Map<String, String> headers, Span span) {
            return new Parts(status, headers, lengthOf(span), List.of(span), null);
        }

        static Parts empty(int status, Map<String, String> headers) {
            return new Parts(status, headers, 0, List.of(), null);
        }

        static Parts multiple(Map<String, String> headers, MultipartByteRanges frame) {
            return new Parts(206, headers, frame.contentLength(), frame.spans(), frame);
        }

        int count() {
            return spans.size();
        }

        boolean isEmpty() {
            return spans.isEmpty();
        }

        Span span(int index) {
            return spans.get(index);
        }

        long lengthOf(int index) {
            return lengthOf(spans.get(index));
        }

        /** What goes before the bytes of a span. */
        byte[] preamble(int index) {
            return frame == null ? NOTHING : frame.head(index);
        }

        /** What goes after the last byte. */
        byte[] closing() {
            return frame == null ? NOTHING : frame.closing();
        }

        /** Whether a reading that was begun for this span delivers just what this plan sends. */
        boolean isServedBy(Span opened, boolean ranged) {
            return spans.size() == 1
                    && spans.getFirst().first() == (ranged ? opened.first() : 0)
                    && (!ranged || spans.getFirst().last() <= opened.last());
        }

        void writeHead(HttpServerResponse response) {
            response.setStatusCode(status);
            headers.forEach(response::putHeader);
            if (contentLength == UNKNOWN_LENGTH) {
                response.setChunked(true);
            } else {
                response.putHeader("Content-Length", Long.toString(contentLength));
            }
        }

        private static long lengthOf(Span span) {
            return span.isOpen() ? UNKNOWN_LENGTH : span.length();
        }
    }
}
