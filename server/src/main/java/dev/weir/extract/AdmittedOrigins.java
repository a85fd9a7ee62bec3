package dev.weir.extract;

import dev.weir.security.egress.EgressGuard;
import dev.weir.security.egress.EgressRefused;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
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

/** Asks the guard about the origins of many addresses at once. */
final class AdmittedOrigins {
    private static final int PATIENCE_SECONDS = 6;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final EgressGuard guard;

    AdmittedOrigins(EgressGuard guard) {
        this.guard = guard;
    }

    /**
     * Tells at once rather than after a whole extraction that ends at the same guard.
     *
     * @throws FailureException `address_refused`
     */
    void require(URI page) throws InterruptedException {
        if (!refused(Map.of(origin(page), admission(page))).isEmpty()) {
            throw refused();
        }
    }

    /** Which of these addresses may be handed out; for others than these, the answer means nothing. */
    Predicate<URI> among(Stream<URI> urls) throws InterruptedException {
        Map<String, CompletableFuture<?>> admissions = new HashMap<>();
        urls.forEach(url -> admissions.computeIfAbsent(origin(url), key -> admission(url)));
        Set<String> refused = refused(admissions);
        return url -> !refused.contains(origin(url));
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

    static FailureException refused() {
        return Failure.of(
                        Reason.ADDRESS_REFUSED,
                        "The address is not one this server may connect to.",
                        "The operator can name exceptions in EGRESS_ALLOW.")
                .toException();
    }
}
