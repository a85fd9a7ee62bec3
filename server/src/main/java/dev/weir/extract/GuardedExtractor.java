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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        Set<String> refused = refusedOrigins(info);
        Predicate<URI> allowed = url -> !refused.contains(origin(url));
        List<Format> formats = info.formats().stream()
                .filter(format -> allowed.test(format.url()))
                .toList();
        if (formats.isEmpty() && !info.formats().isEmpty()) {
            throw refused();
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

    /** Tells at once rather than after a whole extraction that ends at the same guard. */
    private void require(URI page) throws InterruptedException {
        if (!refused(Map.of(origin(page), admission(page))).isEmpty()) {
            throw refused();
        }
    }

    private Set<String> refusedOrigins(VideoInfo info) throws InterruptedException {
        Map<String, CompletableFuture<?>> admissions = new HashMap<>();
        Stream.of(
                        info.formats().stream().map(Format::url),
                        info.captions().stream().map(Caption::url),
                        Stream.ofNullable(info.thumbnail()))
                .flatMap(urls -> urls)
                .forEach(url -> admissions.computeIfAbsent(origin(url), key -> admission(url)));
        return refused(admissions);
    }

    /**
     * Waits for all at once, since a page may name hundreds of hosts. A name that cannot be resolved now is let through: it leads nowhere, or will
     * be checked again when it is dialled.
     */
    private static Set<String> refused(Map<String, CompletableFuture<?>> admissions) throws InterruptedException {
        try {
            CompletableFuture.allOf(admissions.values().toArray(CompletableFuture[]::new))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Which of them failed, and how, is looked at one by one.
        }
        Set<String> refused = new HashSet<>();
        admissions.forEach((origin, admission) -> {
            if (admission.isCompletedExceptionally() && cause(admission.exceptionNow()) instanceof EgressRefused) {
                refused.add(origin);
            }
        });
        return refused;
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    private CompletableFuture<?> admission(URI url) {
        String host = url.getHost();
        return host == null
                ? CompletableFuture.failedFuture(new EgressRefused("an address without a host"))
                : guard.admit(host, port(url));
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
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
