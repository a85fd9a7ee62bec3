package dev.weir.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long answers are remembered, each 0 to 30 days.
 *
 * @param videoInfoTtl VIDEO_INFO_TTL
 * @param streamUrlTtl STREAM_URL_TTL
 * @param authStatusTtl AUTH_STATUS_TTL
 * @param platformTtls YOUTUBE_CACHE_TTL and its like, by platform; wins over VIDEO_INFO_TTL
 */
public record CacheSettings(
        Duration videoInfoTtl, Duration streamUrlTtl, Duration authStatusTtl, Map<String, Duration> platformTtls) {
    private static final Map<String, Setting> BY_PLATFORM = Map.of(
            "youtube", Setting.YOUTUBE_CACHE_TTL,
            "bilibili", Setting.BILIBILI_CACHE_TTL,
            "twitch", Setting.TWITCH_CACHE_TTL,
            "instagram", Setting.INSTAGRAM_CACHE_TTL,
            "twitter", Setting.TWITTER_CACHE_TTL);

    /** How long a video of the platform is remembered. */
    public Duration videoInfoTtl(String platform) {
        return platformTtls.getOrDefault(platform, videoInfoTtl);
    }

    static CacheSettings read(Values values) {
        Parser<Duration> ttl = Durations.between(Duration.ZERO, Duration.ofDays(30));
        Map<String, Duration> platformTtls = new LinkedHashMap<>();
        BY_PLATFORM.forEach((platform, setting) -> {
            Duration own = values.find(setting, ttl);
            if (own != null) {
                platformTtls.put(platform, own);
            }
        });
        return new CacheSettings(
                values.read(Setting.VIDEO_INFO_TTL, ttl),
                values.read(Setting.STREAM_URL_TTL, ttl),
                values.read(Setting.AUTH_STATUS_TTL, ttl),
                Map.copyOf(platformTtls));
    }
}
