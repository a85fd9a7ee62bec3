package dev.weir.http.route;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The `player` parameter: which player in the game asks; all of them are sent what the pickiest plays. */
enum GamePlayer {
    AVPRO("AVPro Video"),
    UNITY("Unity's own player"),
    AUTO("any player");

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final String title;

    GamePlayer(String title) {
        this.title = title;
    }

    /** @throws FailureException `invalid_parameter` for any other word */
    static GamePlayer parse(String word) {
        for (GamePlayer player : values()) {
            if (player.wireName.equalsIgnoreCase(word)) {
                return player;
            }
        }
        throw Failure.of(
                        Reason.INVALID_PARAMETER,
                        "There is no such player.",
                        "The parameter player is avpro, unity or auto.")
                .toException();
    }

    static List<String> wireNames() {
        return Stream.of(values()).map(GamePlayer::wireName).toList();
    }

    String wireName() {
        return wireName;
    }

    /** For sentences. */
    String title() {
        return title;
    }
}
