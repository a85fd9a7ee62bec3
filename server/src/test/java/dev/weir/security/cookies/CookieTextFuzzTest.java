package dev.weir.security.cookies;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, what is read of it can be written and read again, and no cookie breaks out of its line. */
class CookieTextFuzzTest {
    private static final List<String> PIECES = List.of(
            "\t",
            "\t",
            "\t",
            "\n",
            "\r\n",
            " ",
            "#",
            "#HttpOnly_",
            ".x.com",
            "youtube.com",
            "TRUE",
            "FALSE",
            "/",
            "0",
            "1900000000",
            "-1",
            "1e99",
            "name",
            "value",
            ";",
            "=",
            "\"",
            "[",
            "]",
            "{",
            "}",
            ":",
            ",",
            "\"name\"",
            "\"value\"",
            "\"domain\"",
            "\"cookies\"",
            "\"expires\"",
            "null",
            "\\u000a",
            "\\n",
            "<",
            "ü",
            "\0",
            ".x.com\tTRUE\t/\tTRUE\t0\tname\tvalue",
            "{\"name\":\"a\",\"value\":\"b\",\"domain\":\"x.com\"}");

    @FuzzTest(maxDuration = "1m")
    void anyBytes(FuzzedDataProvider data) {
        check(data.consumeRemainingAsBytes());
    }

    @Test
    void piecesOfFiles() {
        Random random = new Random(7);
        int read = 0;
        for (int run = 0; run < 40_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i >= 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            read += check(text.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(500);
    }

    private static boolean check(byte[] file) {
        return switch (CookieText.read(file)) {
            case CookieText.Refused refused -> {
                assertThat(refused.message()).endsWith(".");
                yield false;
            }
            case CookieText.Cookies(List<Cookie> cookies, int ignored) -> {
                String written = NetscapeFormat.write(cookies);
                assertThat(written.lines().filter(line -> !line.startsWith("# ") && !line.isEmpty()))
                        .hasSameSizeAs(cookies);
                assertThat(NetscapeFormat.read(written).cookies()).isEqualTo(cookies);
                yield true;
            }
        };
    }
}
