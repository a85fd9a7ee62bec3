package dev.weir.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every text, on texts made from pieces that matter; seeded, so that a failure comes again. */
class AddressPropertiesTest {
    private static final int ROUNDS = 60_000;
    private static final List<String> PLATFORMS =
            List.of("auto", "generic", "youtube", "bilibili", "twitter", "x", "instagram", "twitch", "vimeo", "tiktok");
    private static final List<String> PIECES = List.of(
            "https://",
            "http:",
            "//",
            "/",
            "\\",
            "?",
            "#",
            "@",
            ":",
            "::",
            "[",
            "]",
            ".",
            "..",
            "%2e",
            "%",
            "%00",
            "%ff",
            "%25",
            "&",
            "=",
            "v=",
            "p=2",
            " ",
            "\0",
            "\n",
            "-",
            "_p3",
            "www.",
            "m.",
            "youtube.com",
            "youtu.be",
            "watch",
            "shorts",
            "dQw4w9WgXcQ",
            "bilibili.com",
            "video",
            "BV13x41117TL",
            "av1",
            "bangumi/play/",
            "ep12",
            "b23.tv",
            "live.",
            "x.com",
            "twitter.com",
            "status",
            "i",
            "web",
            "12345",
            "instagram.com",
            "reel",
            "p",
            "CDUjZwFJNH-",
            "twitch.tv",
            "clips.",
            "clip",
            "clip:",
            "videos",
            "Some_One",
            "vimeo.com",
            "tiktok.com",
            "@u",
            "h.example",
            "127.0.0.1",
            "0x7f",
            "[::1]",
            "443",
            "65536",
            "\u00fc",
            "\u3002",
            "\u5f71",
            "\ud83d\ude00",
            "\ud800",
            "\u200b",
            "xn--",
            "file:",
            "data:");

    private final Platforms platforms = new Platforms(AllowedPlatforms.of(List.of("*", "generic")));

    @Test
    void everyTextIsEitherRefusedOrBecomesAReferenceThatItsPageAndItsIdNameAgain() {
        Random random = new Random(20260701);
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String platform = PLATFORMS.get(random.nextInt(PLATFORMS.size()));
            String text = text(random);
            VideoRef ref;
            try {
                ref = platforms.ref(platform, text);
            } catch (FailureException e) {
                assertThat(e.failure().reason()).isIn(Reason.INVALID_PARAMETER, Reason.UNSUPPORTED_URL);
                continue;
            }
            accepted++;
            assertThat(platforms.page(ref.page().toString())).isEqualTo(ref);
            assertThat(platforms.ref(ref.platform(), ref.id())).isEqualTo(ref);
            assertThat(platforms.ref("auto", ref.page().toString())).isEqualTo(ref);
            assertIsPlain(ref);
        }
        assertThat(accepted).isGreaterThan(ROUNDS / 20);
    }

    private static void assertIsPlain(VideoRef ref) {
        URI page = ref.page();
        assertThat(page.getScheme()).isIn("http", "https");
        assertThat(page.getHost()).isNotNull();
        assertThat(page.getRawUserInfo()).isNull();
        assertThat(page.getRawFragment()).isNull();
        assertThat(page.toString()).matches("[\\x21-\\x7e]+");
        assertThat(page.getRawPath() + "/").startsWith("/").doesNotContain("/../", "/./");
        assertThat(ref.key()).matches("[\\x21-\\x7e]+");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(3) > 0) {
            text.append("https://");
        }
        int pieces = 1 + random.nextInt(7);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(3) == 0) {
                text.append('/');
            }
        }
        return text.toString();
    }
}
