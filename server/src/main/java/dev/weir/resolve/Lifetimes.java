package dev.weir.resolve;

import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How long an outcome is kept.
 *
 * @param videoInfo for what is known of a video, 0 to keep nothing
 * @param byPlatform wins over {@code videoInfo}
 * @param streamUrl how long an address that names no end of its own is handed out
 */
public record Lifetimes(Duration videoInfo, Map<String, Duration> byPlatform, Duration streamUrl) {
    /** An address that ends sooner than this is not worth handing out: a player would lose it while it starts. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    private static final Duration LONGEST_FAILURE = Duration.ofSeconds(60);
    private static final Duration TRANSIENT_FAILURE = Duration.ofSeconds(5);

    public Lifetimes {
        byPlatform = Map.copyOf(byPlatform);
    }

    /** Until when an outcome is kept, by this server's settings: the same moment for all servers that have the same. */
    public Instant keptUntil(Resolution resolution) {
        return resolution.knownSince().plus(of(resolution));
    }

    /** Whether anything of the platform is kept at all. */
    public boolean keeps(String platform) {
        return byPlatform.getOrDefault(platform, videoInfo).isPositive();
    }

    private Duration of(Resolution resolution) {
        return switch (resolution) {
            case Resolved resolved -> of(resolved);
            case Failed failed -> of(failed.failure());
        };
    }

    Duration of(String platform, Listing listing) {
        return switch (listing) {
            case Listing.Listed ignored -> ofPlatform(platform);
            case Listing.Unlisted unlisted -> of(unlisted.failure());
        };
    }

    private Duration ofPlatform(String platform) {
        return byPlatform.getOrDefault(platform, videoInfo);
    }

    private Duration of(Resolved resolved) {
        Duration setting = ofPlatform(resolved.ref().platform());
        Instant end = resolved.info().expiresAt();
        if (end == null) {
            return setting;
        }
        Duration left = Duration.between(resolved.extractedAt(), end);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        // Addresses that live shorter than the margin are kept for half their life: better than an extraction for every
        // range.
        Duration useful = left.compareTo(MARGIN.multipliedBy(2)) > 0 ? left.minus(MARGIN) : left.dividedBy(2);
        return useful.compareTo(setting) < 0 ? useful : setting;
    }

    private static Duration of(Failure failure) {
        if (failure.reason() == Reason.OVERLOADED || failure.reason() == Reason.RATE_LIMITED) {
            return Duration.ZERO;
        }
        Duration base = switch (failure.reason().blame()) {
            case VIDEO -> LONGEST_FAILURE;
            case CALLER -> LONGEST_FAILURE;
            case UPSTREAM -> TRANSIENT_FAILURE;
            case SERVER -> Duration.ofSeconds(1);
        };
        Duration asked = failure.retryAfter();
        return asked != null && asked.compareTo(base) < 0 ? asked : base;
    }
}
