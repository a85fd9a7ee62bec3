package dev.weir.extract;

import dev.weir.security.egress.EgressGuard;
import dev.weir.security.egress.EgressRefused;
import dev.weir.video.Caption;
import dev.weir.video.Failure;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps addresses that this server may not connect to out of what is known of a video, so that they are neither handed out nor fetched. */
public final class GuardedExtractor implements Extractor {
    private static final int PATIENCE_SECONDS = 6;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Extractor extractor;
    private final EgressGuard guard;

    public GuardedExtractor(Extractor extractor, EgressGuard guard) {
        this.extractor = extractor;
        this.guard = guard;
    }

    @Override
    public VideoInfo extract(VideoRef ref) throws InterruptedException {
        require(ref.page());
        VideoInfo info = extractor.extract(ref);
        Map<String, Boolean> verdicts = new HashMap<>();
        List<Format> formats = info.formats().stream()
                .filter(format -> isAllowed(format.url(), verdicts))
                .toList();
        if (formats.isEmpty() && !info.formats().isEmpty()) {
            throw refused();
        }
        List<Caption> captions = info.captions().stream()
                .filter(caption -> isAllowed(caption.url(), verdicts))
                .toList();
        URI thumbnail = info.thumbnail();
        return new VideoInfo(
                info.id(),
                info.title(),
                info.description(),
                info.duration(),
                thumbnail != null && isAllowed(thumbnail, verdicts) ? thumbnail : null,
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

    /** Tells at once rather than after a whole extraction that ends at the same guard. */
    private void require(URI page) throws InterruptedException {
        if (!admits(page)) {
            throw refused();
        }
    }

    private boolean isAllowed(URI url, Map<String, Boolean> verdicts) {
        String origin = url.getScheme() + "://" + url.getRawAuthority();
        Boolean known = verdicts.get(origin);
        if (known == null) {
            try {
                known = admits(url);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                known = false;
            }
            verdicts.put(origin, known);
        }
        return known;
    }

    /** A name that cannot be resolved now is let through: it leads nowhere, or will be checked again when it is dialled. */
    private boolean admits(URI url) throws InterruptedException {
        String host = url.getHost();
        if (host == null) {
            return false;
        }
        try {
            guard.admit(host, port(url)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return !(e.getCause() instanceof EgressRefused);
        } catch (TimeoutException e) {
            return true;
        }
    }

    /** For schemes other than HTTP's any port will do: it is the host that counts. */
    private static int port(URI url) {
        return url.getPort() > 0 ? url.getPort() : "http".equalsIgnoreCase(url.getScheme()) ? HTTP : HTTPS;
    }

    private static RuntimeException refused() {
        return Failure.of(
                        Reason.ADDRESS_REFUSED,
                        "The address is not one this server may connect to.",
                        "The operator can name exceptions in EGRESS_ALLOW.")
                .toException();
    }
}
