package dev.weir.config;

import org.jspecify.annotations.Nullable;

/**
 * All settings, valid each and together.
 *
 * @param redis null where neither REDIS_URL nor REDIS_HOST is set
 * @param byteCache null where media bytes are not cached
 */
public record Settings(
        ServerSettings server,
        LogSettings log,
        CacheSettings cache,
        @Nullable RedisSettings redis,
        RateLimitSettings rateLimit,
        CorsSettings cors,
        DeliverySettings delivery,
        LimitSettings limits,
        AccessSettings access,
        HeaderSettings headers,
        AuditSettings audit,
        StorageSettings storage,
        @Nullable ByteCacheSettings byteCache,
        ExtractionSettings extraction,
        EgressSettings egress,
        UpstreamSettings upstream) {}
