package dev.weir.video;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One track of captions or subtitles.
 *
 * @param language a language tag as the site writes it
 * @param auto made by a machine rather than a person
 * @param url the site's address of it
 * @param ext its notation: `vtt`, `srt`, `ttml`, `srv3`, `json3`, ...
 */
public record Caption(String language, @Nullable String name, boolean auto, URI url, String ext, Access access) {}
