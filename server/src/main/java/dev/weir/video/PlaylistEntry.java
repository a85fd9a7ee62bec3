package dev.weir.video;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A video as a list names it; null means that the list does not say.
 *
 * @param duration in seconds
 * @param webpageUrl http or https
 */
public record PlaylistEntry(
        @Nullable String id,
        @Nullable String title,
        @Nullable Double duration,
        @Nullable String uploader,
        @Nullable URI webpageUrl) {}
