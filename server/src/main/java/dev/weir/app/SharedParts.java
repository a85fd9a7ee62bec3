package dev.weir.app;

import dev.weir.cache.RedisVideoCache;
import dev.weir.cache.SharedFigures;
import dev.weir.config.RedisSettings;
import dev.weir.config.Settings;
import dev.weir.health.ServiceHealth;
import dev.weir.redis.LinkState;
import dev.weir.redis.RedisLink;
import dev.weir.redis.SharedScripts;
import dev.weir.resolve.Lifetimes;
import dev.weir.resolve.Resolver;
import dev.weir.resolve.SharedCache;
import dev.weir.source.UpstreamTls;
import dev.weir.telemetry.CacheMetrics;
import dev.weir.telemetry.RedisMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What needs the server that several instances share; null each where none is configured.
 *
 * @param link runs scripts on it, too
 */
record SharedParts(@Nullable RedisLink link, @Nullable RedisVideoCache videos) {
    /** What an extraction may take beyond YTDLP_TIMEOUT: its wait for a worker. */
    private static final Duration QUEUEING = Duration.ofSeconds(30);

    /**
     * Builds the parts and begins to connect, without waiting for it.
     *
     * @param loop carries the connections
     */
    static SharedParts start(
            Settings settings,
            Lifetimes lifetimes,
            EventLoop loop,
            Executor blocking,
            InstantSource clock,
            MeterRegistry registry,
            ClosingStack closing)
            throws IOException, GeneralSecurityException {
        RedisSettings redis = settings.redis();
        if (redis == null) {
            return new SharedParts(null, null);
        }
        RedisMetrics metrics = new RedisMetrics(registry);
        RedisLink link = closing.add(
                new RedisLink(
                        redis, redis.tls() ? UpstreamTls.trust(settings.egress()) : null, loop, blocking, metrics),
                RedisLink::close);
        metrics.watch(link::state);
        RedisVideoCache videos = new RedisVideoCache(
                link,
                settings.egress().identity(),
                redis.database(),
                lifetimes,
                clock,
                loop,
                settings.extraction().timeout().plus(QUEUEING));
        link.start(videos.channels(), videos::connected);
        return new SharedParts(link, videos);
    }

    SharedCache cache() {
        return videos == null ? SharedCache.NONE : videos;
    }

    /** Runs scripts, or null where there is no shared server. */
    @Nullable
    SharedScripts scripts() {
        return link;
    }

    ServiceHealth health() {
        if (link == null) {
            return ServiceHealth.NOT_CONFIGURED;
        }
        LinkState state = link.state();
        return switch (state) {
            case UP -> ServiceHealth.HEALTHY;
            case STARTING -> ServiceHealth.STARTING;
            case UNREACHABLE, SILENT, CREDENTIALS, UNTRUSTED, NONSENSE, LOADING, FULL, REFUSING ->
                ServiceHealth.unavailable(state.words());
        };
    }

    SharedFigures figures() {
        return videos == null
                ? new SharedFigures(health().text(), 0, 0)
                : new SharedFigures(health().text(), videos.hits(), videos.misses());
    }

    void watch(Resolver resolver, MeterRegistry registry) {
        CacheMetrics metrics = new CacheMetrics(registry);
        metrics.watch(
                "memory",
                resolver,
                memory -> memory.stats().hitCount(),
                memory -> memory.stats().loadCount());
        if (videos != null) {
            metrics.watch("shared", videos, RedisVideoCache::hits, RedisVideoCache::misses);
        }
    }
}
