package dev.weir.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.security.egress.EgressGuard;
import dev.weir.security.egress.EgressRefused;
import dev.weir.security.egress.EgressRoute;
import dev.weir.video.FailureException;
import dev.weir.video.Playlist;
import dev.weir.video.PlaylistEntry;
import dev.weir.video.PlaylistRef;
import dev.weir.video.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedPlaylistsTest {
    private final EgressGuard guard = (host, port) -> host.startsWith("refused")
            ? CompletableFuture.failedFuture(new EgressRefused(host))
            : CompletableFuture.completedFuture(
                    new EgressRoute.Direct(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));

    @Test
    void entriesLoseAddressesThatNobodyMayBeHanded() throws Exception {
        Playlist list = lists(entry("http://refused.example/1"), entry("http://open.example/2"), entry(null))
                .list(ref("http://open.example/list"), 0, 100);
        assertThat(list.entries())
                .extracting(PlaylistEntry::webpageUrl)
                .containsExactly(null, URI.create("http://open.example/2"), null);
        assertThat(list.entries()).extracting(PlaylistEntry::title).containsOnly("Film");
    }

    @Test
    void aPageThatMayNotBeOpenedIsNotRead() {
        PlaylistExtractor never = (ref, first, last) -> {
            throw new AssertionError("it was asked");
        };
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> new GuardedPlaylists(never, guard).list(ref("http://refused.example/list"), 0, 100))
                .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(Reason.ADDRESS_REFUSED));
    }

    private PlaylistExtractor lists(PlaylistEntry... entries) {
        return new GuardedPlaylists(
                (ref, first, last) -> new Playlist(
                        ref.id(), null, null, null, ref.page(), "generic", null, first, List.of(entries), false),
                guard);
    }

    private static PlaylistEntry entry(@Nullable String page) {
        return new PlaylistEntry("id", "Film", null, null, page == null ? null : URI.create(page));
    }

    private static PlaylistRef ref(String page) {
        return new PlaylistRef("generic", page, URI.create(page));
    }
}
