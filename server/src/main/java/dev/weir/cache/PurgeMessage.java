package dev.weir.cache;

import dev.weir.resolve.PurgeScope;
import dev.weir.resolve.PurgeScope.Everything;
import dev.weir.resolve.PurgeScope.OnePlatform;
import dev.weir.resolve.PurgeScope.OneVideo;

/** What servers tell each other: a purge, and the mark that it left. */
record PurgeMessage(String mark, PurgeScope scope) {
    String encode() {
        return mark
                + switch (scope) {
                    case OneVideo(String platform, String id) -> " video " + platform + " " + id;
                    case OnePlatform(String platform) -> " platform " + platform;
                    case Everything() -> " all";
                };
    }

    /** What cannot be read was sent by a server of another version, and may mean anything: everything, to be safe. */
    static PurgeMessage decode(String message) {
        String[] words = message.split(" ", 4);
        PurgeScope scope = words.length == 4 && words[1].equals("video")
                ? new OneVideo(words[2], words[3])
                : words.length == 3 && words[1].equals("platform") ? new OnePlatform(words[2]) : new Everything();
        return new PurgeMessage(words[0], scope);
    }
}
