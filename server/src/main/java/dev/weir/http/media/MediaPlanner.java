package dev.weir.http.media;

import dev.weir.deliver.FileFacts;
import dev.weir.deliver.FileKey;
import dev.weir.deliver.MediaFile;
import dev.weir.http.conditional.EntityTag;
import dev.weir.http.conditional.HttpDate;
import dev.weir.http.conditional.Preconditions;
import dev.weir.http.conditional.Validators;
import dev.weir.http.media.MediaPlan.Parts;
import dev.weir.http.media.MediaPlan.Refusal;
import dev.weir.http.range.ContentRange;
import dev.weir.http.range.MultipartByteRanges;
import dev.weir.http.range.RangeHeader;
import dev.weir.http.range.RangeResolution;
import dev.weir.http.range.RangeSpec;
import dev.weir.source.Span;
import dev.weir.video.Failure;
import dev.weir.video.MediaTypes;
import dev.weir.video.Reason;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Works out the answer to one request from its headers and the facts of the file. */
final class MediaPlanner {
    private static final String CACHE_CONTROL = "private, max-age=3600, no-transform";

    private final MediaFile file;
    private final MediaOptions options;
    private final InstantSource clock;
    private final boolean head;
    private final RangeHeader range;
    private final Preconditions preconditions;

    MediaPlanner(HttpServerRequest request, MediaFile file, MediaOptions options, InstantSource clock) {
        this.file = file;
        this.options = options;
        this.clock = clock;
        this.head = request.method().equals(HttpMethod.HEAD);
        String field = request.getHeader("Range");
        this.range = field == null ? new RangeHeader.Ignored() : RangeHeader.parse(field);
        this.preconditions = new Preconditions(
                request.getHeader("If-Match"),
                request.getHeader("If-Unmodified-Since"),
                request.getHeader("If-None-Match"),
                request.getHeader("If-Modified-Since"),
                request.getHeader("If-Range"));
    }

    /** What to read first when nothing is known of the file: null where the facts have to come first. */
    @Nullable
    Span spanWithoutFacts() {
        if (head || !preconditions.equals(Preconditions.NONE)) {
            return null;
        }
        return switch (range) {
            case RangeHeader.Ignored ignored -> Span.from(0);
            case RangeHeader.Ranges ranges
            when ranges.specs().size() == 1 ->
                switch (ranges.specs().getFirst()) {
                    case RangeSpec.FromTo spec -> new Span(spec.first(), spec.last());
                    case RangeSpec.From spec -> Span.from(spec.first());
                    case RangeSpec.Suffix ignored -> null;
                };
            case RangeHeader.Ranges ignored -> null;
        };
    }

    MediaPlan plan(FileFacts facts) {
        Map<String, String> headers = new LinkedHashMap<>(options.headers());
        EntityTag tag = tag(facts);
        Instant modified = modified(facts);
        headers.put("ETag", tag.toString());
        if (modified != null) {
            headers.put("Last-Modified", HttpDate.format(modified));
        }
        headers.put("Cache-Control", CACHE_CONTROL);
        headers.put("Accept-Ranges", facts.seekable() ? "bytes" : "none");
        return switch (preconditions.evaluate(new Validators(tag, modified, clock.instant()))) {
            case NOT_MODIFIED -> new Refusal(304, null, headers);
            case FAILED ->
                new Refusal(
                        412,
                        Failure.of(
                                Reason.PRECONDITION_FAILED,
                                "The file is not the version asked for.",
                                "If-Match or If-Unmodified-Since names another one."),
                        headers);
            case IGNORE_RANGE -> whole(facts, headers);
            case PROCEED -> facts.seekable() ? ranged(facts, headers) : whole(facts, headers);
        };
    }

    private MediaPlan ranged(FileFacts facts, Map<String, String> headers) {
        long total = facts.total().getAsLong();
        // RFC 9110 section 14.2: a Range says nothing for other methods than GET.
        RangeResolution resolution = head ? new RangeResolution.Whole() : range.resolve(total);
        return switch (resolution) {
            case RangeResolution.Whole ignored -> whole(facts, headers);
            case RangeResolution.Single single -> {
                describe(headers, contentType(facts, file));
                headers.put("Content-Range", ContentRange.of(single.span(), total));
                yield Parts.single(206, headers, single.span());
            }
            case RangeResolution.Multiple multiple -> {
                MultipartByteRanges frame = MultipartByteRanges.of(contentType(facts, file), total, multiple.spans());
                describe(headers, frame.contentType());
                yield Parts.multiple(headers, frame);
            }
            case RangeResolution.Unsatisfiable ignored -> {
                headers.put("Content-Range", ContentRange.unsatisfied(total));
                yield new Refusal(
                        416,
                        Failure.of(
                                Reason.RANGE_NOT_SATISFIABLE,
                                "The range lies outside the file.",
                                "The file has " + total + " bytes."),
                        headers);
            }
        };
    }

    private Parts whole(FileFacts facts, Map<String, String> headers) {
        describe(headers, contentType(facts, file));
        if (facts.total().isEmpty()) {
            return Parts.single(200, headers, Span.from(0));
        }
        long total = facts.total().getAsLong();
        return total == 0 ? Parts.empty(200, headers) : Parts.single(200, headers, new Span(0, total - 1));
    }

    private void describe(Map<String, String> headers, String contentType) {
        headers.put("Content-Type", contentType);
        String disposition = options.disposition();
        if (disposition != null) {
            headers.put("Content-Disposition", disposition);
        }
    }

    private EntityTag tag(FileFacts facts) {
        FileKey key = file.key();
        return EntityTag.ofFile(
                key.platform(), key.videoId(), key.formatId(), facts.total().orElse(-1), facts.version());
    }

    private @Nullable Instant modified(FileFacts facts) {
        String field = facts.lastModified();
        return field == null ? null : HttpDate.parse(field, clock.instant());
    }

    private static String contentType(FileFacts facts, MediaFile file) {
        String type = facts.contentType();
        return MediaTypes.of(type, file.ext());
    }
}
