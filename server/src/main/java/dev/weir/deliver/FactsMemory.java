package dev.weir.deliver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Remembers the facts of files read lately, so that a range deep inside one costs a single upstream request. */
public final class FactsMemory {
    private static final int MAX_FILES = 10_000;
    private static final Duration KEPT = Duration.ofMinutes(15);

    private final Cache<FileKey, FileFacts> facts;

    public FactsMemory(Executor maintenance, Ticker ticker) {
        this.facts = Caffeine.newBuilder()
                .maximumSize(MAX_FILES)
                .expireAfterWrite(KEPT)
                .executor(maintenance)
                .ticker(ticker)
                .build();
    }

    public @Nullable FileFacts get(FileKey key) {
        return facts.getIfPresent(key);
    }

    public void put(FileKey key, FileFacts known) {
        facts.put(key, known);
    }

    public void forget(FileKey key) {
        facts.invalidate(key);
    }
}
