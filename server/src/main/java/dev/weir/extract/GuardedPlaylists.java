package dev.weir.extract;

import dev.weir.security.egress.EgressGuard;
import dev.weir.video.Playlist;
import dev.weir.video.PlaylistEntry;
import dev.weir.video.PlaylistRef;
import java.net.URI;
import java.util.function.Predicate;

/** Keeps addresses that this server may not connect to out of lists: their entries lose them. */
public final class GuardedPlaylists implements PlaylistExtractor {
    private final PlaylistExtractor extractor;
    private final AdmittedOrigins admitted;

    public GuardedPlaylists(PlaylistExtractor extractor, EgressGuard guard) {
        this.extractor = extractor;
        this.admitted = new AdmittedOrigins(guard);
    }

    @Override
    public Playlist list(PlaylistRef ref, int first, int last) throws InterruptedException {
        admitted.require(ref.page());
        Playlist playlist = extractor.list(ref, first, last);
        Predicate<URI> allowed = admitted.among(
                playlist.entries().stream().map(PlaylistEntry::webpageUrl).mapMulti((url, known) -> {
                    if (url != null) {
                        known.accept(url);
                    }
                }));
        return playlist.with(playlist.entries().stream()
                .map(entry -> checked(entry, allowed))
                .toList());
    }

    private static PlaylistEntry checked(PlaylistEntry entry, Predicate<URI> allowed) {
        URI page = entry.webpageUrl();
        return page == null || allowed.test(page)
                ? entry
                : new PlaylistEntry(entry.id(), entry.title(), entry.duration(), entry.uploader(), null);
    }
}
