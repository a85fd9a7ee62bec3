package dev.weir.http.header;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDispositionTest {
    private static final Pattern FIELD =
            Pattern.compile("attachment; filename=\"([ -~&&[^\"\\\\%*/:<>?|]]+)\"(?:; filename\\*=UTF-8''([!-~]+))?");
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "talk | x | mp4 | filename=\"talk.mp4\"",
                "talk.mp4 | x | mp4 | filename=\"talk.mp4\"",
                "talk.MP4 | x | mp4 | filename=\"talk.mp4\"",
                "talk.mkv | x | mp4 | filename=\"talk.mp4\"",
                "talk v1.5 | x | mp4 | filename=\"talk v1.5.mp4\"",
                "Mr. Smith | x | m4a | filename=\"Mr. Smith.m4a\"",
                "`` | A title | webm | filename=\"A title.webm\"",
                "`  ` | Title.mp4 | mp4 | filename=\"Title.mp4.mp4\"",
                "`` | `` | mp4 | filename=\"video.mp4\"",
                "`` | ... | mp4 | filename=\"video.mp4\"",
                "a | x | exe | filename=\"a.bin\"",
                "a | x | MP4 | filename=\"a.mp4\"",
                "../../etc/passwd | x | mp4 | filename=\"_.._etc_passwd.mp4\"",
                "C:\\dir\\a.mp4 | x | mp4 | filename=\"C__dir_a.mp4\"",
                "say \"hi\" | x | mp4 | filename=\"say _hi_.mp4\"",
                "a;b,c=d' | x | mp4 | filename=\"a;b,c=d'.mp4\"",
                "CON | x | mp4 | filename=\"_CON.mp4\"",
                "con.old | x | mp4 | filename=\"_con.old.mp4\"",
                "lpt1 | x | mp4 | filename=\"_lpt1.mp4\"",
                "console | x | mp4 | filename=\"console.mp4\"",
                ".hidden. | x | mp4 | filename=\"hidden.mp4\"",
                "100% | x | mp4 | filename=\"100_.mp4\"; filename*=UTF-8''100%25.mp4",
                "a\u202egpj.exe | x | mp4 | filename=\"agpj.exe.mp4\"",
                "a\u0000b\u0007c | x | mp4 | filename=\"a b c.mp4\"",
                "na\u00efve caf\u00e9 | x | mp4 | filename=\"naive cafe.mp4\"; filename*=UTF-8''na%C3%AFve%20caf%C3%A9.mp4",
                "cafe\u0301 | x | mp4 | filename=\"cafe.mp4\"; filename*=UTF-8''caf%C3%A9.mp4",
                "\u4e2d\u6587 | x | mp4 | filename=\"video.mp4\"; filename*=UTF-8''%E4%B8%AD%E6%96%87.mp4",
                "\u4e2d\u6587 2 | x | mp4 | filename=\"_ 2.mp4\"; filename*=UTF-8''%E4%B8%AD%E6%96%87%202.mp4",
                "\ud83c\udf0a wave | x | mp4 | filename=\"_ wave.mp4\"; filename*=UTF-8''%F0%9F%8C%8A%20wave.mp4",
                "a\uff0fb | x | mp4 | filename=\"a_b.mp4\"; filename*=UTF-8''a%EF%BC%8Fb.mp4",
                "\uff23\uff2f\uff2e | x | mp4 | filename=\"_CON.mp4\"; filename*=UTF-8''%EF%BC%A3%EF%BC%AF%EF%BC%AE.mp4",
                "a\ud83c | x | mp4 | filename=\"a_.mp4\"",
            })
    void namesTheFile(String wished, String title, String container, String expected) {
        FileName name = FileName.of(wished, title, container);
        assertThat(ContentDisposition.ATTACHMENT.with(name)).isEqualTo("attachment; " + expected);
        assertThat(ContentDisposition.INLINE.with(name)).isEqualTo("inline; " + expected);
    }

    @Test
    void cutsBetweenCharactersAndKeepsTheExtension() {
        FileName name = FileName.of("\ud83c\udf0a".repeat(100) + ".mp4", "x", "mp4");
        assertThat(name.unicode()).isEqualTo("\ud83c\udf0a".repeat(56) + ".mp4");
        assertThat(FileName.of("x".repeat(5000), "x", "webm").unicode()).hasSize(FileName.MAX_BYTES);
    }

    @FuzzTest(maxDuration = "1m")
    void anyName(FuzzedDataProvider data) {
        check(data.consumeString(300), data.consumeRemainingAsString());
    }

    @Test
    void anyCharacters() {
        Random random = new Random(6);
        for (int run = 0; run < 20_000; run++) {
            check(text(random), text(random));
        }
    }

    private static String text(Random random) {
        int limit = new int[] {0x80, 0x100, 0x3000, 0x20000}[random.nextInt(4)];
        return random.ints(random.nextInt(90), 0, limit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void check(String wished, String title) {
        FileName name = FileName.of(wished, title, "mp4");
        Matcher field = FIELD.matcher(ContentDisposition.ATTACHMENT.with(name));
        assertThat(field.matches()).as(field.toString()).isTrue();
        String extended = field.group(2);
        assertSafe(field.group(1));
        assertSafe(name.unicode());
        assertThat(
                        extended == null
                                ? field.group(1)
                                : URLDecoder.decode(extended.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(name.unicode());
        assertThat(FileName.of(name.unicode(), "x", "mp4")).isEqualTo(name);
    }

    private static void assertSafe(String name) {
        assertThat(name)
                .endsWith(".mp4")
                .doesNotStartWith(".")
                .doesNotMatch(DEVICE)
                .doesNotContain("/", "\\", "\n");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(FileName.MAX_BYTES);
        assertThat(name.codePoints())
                .noneMatch(point -> Character.isISOControl(point)
                        || (point >= 0x202a && point <= 0x202e)
                        || (point >= 0x2066 && point <= 0x2069)
                        || Character.getType(point) == Character.SURROGATE);
    }
}
