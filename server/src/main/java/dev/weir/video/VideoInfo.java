package dev.weir.video;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a video; null means unknown.
 *
 * @param id the site's id
 * @param duration in seconds
 * @param uploadDate YYYYMMDD, as yt-dlp writes it
 * @param formats in the extractor's order, worst first
 * @param expiresAt when the first of the formats' addresses stops working, where they say so
 */
public record VideoInfo(
        String id,
        String title,
        @Nullable String description,
        @Nullable Double duration,
        @Nullable URI thumbnail,
        String platform,
        @Nullable String uploader,
        @Nullable Long viewCount,
        @Nullable Long likeCount,
        @Nullable String uploadDate,
        boolean live,
        @Nullable URI webpageUrl,
        List<Format> formats,
        List<Caption> captions,
        @Nullable Instant expiresAt) {

    public VideoInfo {
        formats = List.copyOf(formats);
        captions = List.copyOf(captions);
    }
}
