package dev.weir.extract;

import dev.weir.security.egress.EgressGuard;
import dev.weir.video.Caption;
import dev.weir.video.Format;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Keeps addresses that this server may not connect to out of what is known of a video, so that they are neither handed out nor fetched. */
public final class GuardedExtractor implements Extractor {
    private final Extractor extractor;
    private final AdmittedOrigins admitted;

    public GuardedExtractor(Extractor extractor, EgressGuard guard) {
        this.extractor = extractor;
        this.admitted = new AdmittedOrigins(guard);
    }

    @Override
    public VideoInfo extract(VideoRef ref) throws InterruptedException {
        admitted.require(ref.page());
        VideoInfo info = extractor.extract(ref);
        Predicate<URI> allowed = admitted.among(Stream.of(
                        info.formats().stream().map(Format::url),
                        info.captions().stream().map(Caption::url),
                        Stream.ofNullable(info.thumbnail()))
                .flatMap(urls -> urls));
        List<Format> formats = info.formats().stream()
                .filter(format -> allowed.test(format.url()))
                .toList();
        if (formats.isEmpty() && !info.formats().isEmpty()) {
            throw AdmittedOrigins.refused();
        }
        List<Caption> captions = info.captions().stream()
                .filter(caption -> allowed.test(caption.url()))
                .toList();
        URI thumbnail = info.thumbnail();
        return new VideoInfo(
                info.id(),
                info.title(),
                info.description(),
                info.duration(),
                thumbnail != null && allowed.test(thumbnail) ? thumbnail : null,
                info.platform(),
                info.uploader(),
                info.viewCount(),
                info.likeCount(),
                info.uploadDate(),
                info.live(),
                info.webpageUrl(),
                formats,
                captions,
                info.expiresAt());
    }

    @Override
    public ExtractorHealth health() {
        return extractor.health();
    }

    @Override
    public void close() {
        extractor.close();
    }
}
