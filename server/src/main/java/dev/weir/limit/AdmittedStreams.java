package dev.weir.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Which streams clients were admitted to lately. */
final class AdmittedStreams {
    /** Since they last read on. */
    static final Duration KEPT = Duration.ofHours(1);

    private static final long MAX_BYTES = 4 << 20;
    private static final int ENTRY_BYTES = 200;

    private record Admission(String client, String stream) {}

    private final Cache<Admission, Boolean> admitted;

    AdmittedStreams(Ticker ticker, Executor maintenance) {
        this.admitted = Caffeine.newBuilder()
                .maximumWeight(MAX_BYTES)
                .weigher((Admission admission, Boolean yes) ->
                        ENTRY_BYTES + admission.client.length() + admission.stream.length())
                .expireAfterAccess(KEPT)
                .ticker(ticker)
                .executor(maintenance)
                .build();
    }

    void remember(String client, StreamUse use) {
        admitted.put(new Admission(client, use.stream()), Boolean.TRUE);
    }

    /** Whether the client reads on in a stream that it was admitted to. */
    boolean covers(String client, StreamUse use) {
        return use.readsOn() && admitted.getIfPresent(new Admission(client, use.stream())) != null;
    }
}
