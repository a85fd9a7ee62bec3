package dev.weir.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The cache of media bytes.
 *
 * @param directory BYTE_CACHE_DIRECTORY
 * @param maxBytes BYTE_CACHE_MAX_GB, in bytes, above 0
 */
public record ByteCacheSettings(Path directory, long maxBytes) {

    static @Nullable ByteCacheSettings read(Values values) {
        Path directory = values.find(Setting.BYTE_CACHE_DIRECTORY, Paths::path);
        long maxBytes = values.read(Setting.BYTE_CACHE_MAX_GB, Numbers.gibibytes(1_000_000));
        return directory == null || maxBytes == 0 ? null : new ByteCacheSettings(directory, maxBytes);
    }
}
