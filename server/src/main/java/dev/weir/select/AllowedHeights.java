package dev.weir.select;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which heights may be delivered (ALLOWED_QUALITIES).
 *
 * @param lines the heights, empty for all
 */
public record AllowedHeights(Set<Integer> lines) {
    public static final AllowedHeights ALL = new AllowedHeights(Set.of());

    public AllowedHeights {
        lines = Set.copyOf(lines);
    }

    boolean includes(int height) {
        return lines.isEmpty() || lines.contains(height);
    }

    /** Nothing above this is ever delivered. */
    int highest() {
        return lines.stream().mapToInt(Integer::intValue).max().orElse(Integer.MAX_VALUE);
    }

    /** @throws FailureException `invalid_parameter` unless the height is allowed */
    void require(int height) {
        if (!includes(height)) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "The quality " + height + "p is not allowed here.",
                            "Allowed heights: " + this + "; ALLOWED_QUALITIES sets them.")
                    .toException();
        }
    }

    @Override
    public String toString() {
        return lines.isEmpty()
                ? "all"
                : new TreeSet<>(lines)
                        .descendingSet().stream().map(height -> height + "p").collect(Collectors.joining(", "));
    }
}
