package dev.weir.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.request.Query;
import dev.weir.select.Quality;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbedPageTest {
    private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>{{body}}$1\\";

    private final EmbedPage page = new EmbedPage();

    @Test
    void aHostileTitleStaysText() {
        String html = player(HOSTILE, "https://i.example/\"onload=\"x", "");
        assertThat(html)
                .doesNotContain("<script>alert")
                .doesNotContain("onerror='")
                .contains("<title>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("{{body}}$1\\");
        assertThat(html.split("<script", -1)).hasSize(2);
        assertThat(html.split("<video", -1)).hasSize(2);
    }

    @Test
    void onlyPicturesOnTheWebAreShown() {
        assertThat(player("t", "javascript:alert(1)", "")).doesNotContain("poster");
        assertThat(player("t", "https://i.example/p.jpg", "")).contains("poster=\"https://i.example/p.jpg\"");
    }

    @Test
    void thePlayerIsAsItWasWished() {
        assertThat(player("t", "https://i.example/p.jpg", ""))
                .contains(" controls", "data-theme=\"dark\"")
                .doesNotContain(" autoplay", "width=\"", "height=\"");
        assertThat(player("t", "https://i.example/p.jpg", "width=800&height=450&autoplay=1&controls=no&theme=LIGHT"))
                .contains("width=\"800\" height=\"450\"", " autoplay", "data-theme=\"light\"")
                .doesNotContain(" controls");
    }

    @Test
    void aFailureIsToldInTheFrame() {
        String html = new String(
                page.failure(Failure.of(Reason.REMOVED, "It is <gone>.", "Try \"another\"."), EmbedWish.Theme.AUTO),
                StandardCharsets.UTF_8);
        assertThat(html)
                .contains("It is &lt;gone&gt;.", "Try &quot;another&quot;.", "role=\"alert\"", "data-theme=\"auto\"")
                .doesNotContain("<video");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "width=49",
                "width=8193",
                "width=1e3",
                "width=-640",
                "width=640px",
                "width=",
                "height=0",
                "height=99999999999",
                "autoplay=perhaps",
                "controls=",
                "theme=blue",
                "theme="
            })
    void whatIsNotValidIsRefused(String query) {
        Assertions.assertThatThrownBy(() -> wish(query))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().reason()).isEqualTo(Reason.INVALID_PARAMETER));
    }

    @Test
    void aWishSurvivesTheWayThroughAQuery() {
        EmbedWish wish = wish("width=50&height=8192&autoplay=true&controls=false&theme=auto");
        assertThat(wish(wish.query())).isEqualTo(wish);
        assertThat(wish(wish("").query())).isEqualTo(wish(""));
    }

    private String player(String title, String thumbnail, String query) {
        return new String(
                page.player(
                        new VideoInfo(
                                "id",
                                title,
                                null,
                                null,
                                thumbnail(thumbnail),
                                "youtube",
                                null,
                                null,
                                null,
                                null,
                                false,
                                null,
                                List.of(),
                                List.of(),
                                null),
                        wish(query),
                        "/api/v2/stream/proxy/youtube/id?quality=best"),
                StandardCharsets.UTF_8);
    }

    private static URI thumbnail(String text) {
        return URI.create(text.replace("\"", "%22"));
    }

    private static EmbedWish wish(String query) {
        return EmbedWish.of(Query.parse(query), Quality.Word.BEST);
    }
}
