package dev.weir.deliver;

import dev.weir.resolve.Resolution;
import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.resolve.Resolver;
import dev.weir.source.Location;
import dev.weir.source.Relocator;
import dev.weir.source.SourceFactory;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Makes the plans by which a chosen format is delivered. */
public final class Delivery {
    /** A redirect cannot make a client send any of these. */
    private static final Set<String> NEEDED_FIELDS = Set.of("referer", "origin", "cookie", "authorization");

    private final Resolver resolver;
    private final SourceFactory sources;

    public Delivery(Resolver resolver, SourceFactory sources) {
        this.resolver = resolver;
        this.sources = sources;
    }

    public DeliveryPlan.Redirect redirect(Format format) {
        return new DeliveryPlan.Redirect(format.url());
    }

    /** The format's bytes through this server, under a new address whenever the site stops taking the old one. */
    public DeliveryPlan.PassThrough passThrough(Resolved resolved, Format format) {
        return new DeliveryPlan.PassThrough(new MediaFile(
                FileKey.of(resolved.ref(), format),
                sources.open(locate(format), new Relocation(resolver, resolved, format.formatId())),
                format.ext()));
    }

    /**
     * Whether a player that is sent to the site's address gets the bytes there: not where the site wants to see headers, cookies or small ranges, nor where
     * it has bound the address to whoever asked for it.
     */
    public static boolean isRedirectable(Format format) {
        boolean plain = format.access().cookies() == null
                && format.access().chunkSize() == 0
                && format.access().headers().keySet().stream()
                        .noneMatch(name -> NEEDED_FIELDS.contains(name.toLowerCase(Locale.ROOT)));
        return plain && !isBoundToUs(format);
    }

    private static boolean isBoundToUs(Format format) {
        String query = format.url().getRawQuery();
        return query != null && ("&" + query).contains("&ip=");
    }

    private static Location locate(Format format) {
        return new Location(format.url(), format.access());
    }

    /** Asks the site again, each time on top of the answer before. */
    private static final class Relocation implements Relocator {
        private final Resolver resolver;
        private final String formatId;
        private volatile Resolved latest;

        Relocation(Resolver resolver, Resolved first, String formatId) {
            this.resolver = resolver;
            this.latest = first;
            this.formatId = formatId;
        }

        @Override
        public CompletableFuture<Location> relocate(Location stale) {
            return resolver.refresh(latest).thenApply(this::locate);
        }

        private Location locate(Resolution resolution) {
            return switch (resolution) {
                case Failed failed -> throw failed.failure().toException();
                case Resolved resolved -> {
                    latest = resolved;
                    yield resolved.info().formats().stream()
                            .filter(format -> format.formatId().equals(formatId))
                            .findFirst()
                            .map(Delivery::locate)
                            .orElseThrow(Relocation::gone);
                }
            };
        }

        private static FailureException gone() {
            return Failure.of(
                            Reason.NO_SUCH_FORMAT,
                            "The site does not offer this format any more.",
                            "Ask for another quality.")
                    .toException();
        }
    }
}
