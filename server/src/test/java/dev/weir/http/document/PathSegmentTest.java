package dev.weir.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathSegmentTest {

    @ParameterizedTest
    @CsvSource({
        "abc-._~XYZ019, abc-._~XYZ019",
        "a/b, a%2Fb",
        "a+b c, a%2Bb%20c",
        "100%, 100%25",
        "clip:x, clip%3Ax",
        ".., %2E%2E",
        "., %2E",
        "..., ...",
        "\u4e2d, %E4%B8%AD",
        "'', ''",
    })
    void encodesAllButUnreserved(String text, String encoded) {
        assertThat(PathSegment.encode(text)).isEqualTo(encoded);
    }

    @Test
    void anyTextComesBackFromAnAddress() {
        Random random = new Random(3);
        for (int run = 0; run < 5_000; run++) {
            String text = random.ints(1 + random.nextInt(12), 0, 0x500)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            URI address = URI.create("http://host/a/" + PathSegment.encode(text) + "/z")
                    .normalize();
            assertThat(address.getPath()).isEqualTo("/a/" + text + "/z");
        }
    }
}
