package dev.weir.extract.ytdlp;

import org.jspecify.annotations.Nullable;

/**
 * What the extraction runs on.
 *
 * @param javascript name and version of the runtime that solves challenges of sites, null where there is none
 */
public record Versions(
        String ytDlp, String python, @Nullable String javascript) {}
