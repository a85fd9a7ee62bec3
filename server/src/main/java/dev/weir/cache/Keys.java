package dev.weir.cache;

import dev.weir.resolve.PurgeScope;
import dev.weir.resolve.PurgeScope.Everything;
import dev.weir.resolve.PurgeScope.OnePlatform;
import dev.weir.resolve.PurgeScope.OneVideo;
import dev.weir.video.VideoRef;
import java.util.List;

/**
 * The names of what is kept on the shared server. The number in them is raised when the values change in a way that older servers cannot read.
 *
 * @param identity which way the server leaves for the sites: addresses that one way was given are of no use to another
 * @param database channels are common to all databases of a shared server, keys are not
 */
record Keys(String identity, int database) {
    private static final String PREFIX = "weir:1:";

    String value(VideoRef ref) {
        return PREFIX + "video:" + identity + ":" + ref.key();
    }

    String lock(VideoRef ref) {
        return PREFIX + "lock:" + identity + ":" + ref.key();
    }

    /** Marks of the purges that concern a video, which all ways out share. */
    List<String> marks(VideoRef ref) {
        return List.of(
                mark(new OneVideo(ref.platform(), ref.id())),
                mark(new OnePlatform(ref.platform())),
                mark(new Everything()));
    }

    String mark(PurgeScope scope) {
        return PREFIX + "purged:"
                + switch (scope) {
                    case OneVideo(String platform, String id) -> "video:" + platform + ":" + id;
                    case OnePlatform(String platform) -> "platform:" + platform;
                    case Everything() -> "all";
                };
    }

    /** The mark of the latest purge of any kind. */
    String latestPurge() {
        return PREFIX + "purged";
    }

    String channel() {
        return PREFIX + "purges:" + database;
    }

    /** A glob pattern that matches the values of a scope, whichever way out they are for. */
    String pattern(PurgeScope scope) {
        return PREFIX + "video:*"
                + switch (scope) {
                    case OneVideo(String platform, String id) -> ":" + literal(platform + ":" + id);
                    case OnePlatform(String platform) -> ":" + literal(platform + ":") + "*";
                    case Everything() -> "";
                };
    }

    private static String literal(String text) {
        return text.replaceAll("[\\\\*?\\[\\]^]", "\\\\$0");
    }
}
