package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRangeTest {
    @Test
    void readsParts() {
        assertThat(ContentRange.parse("bytes 0-0/1")).isEqualTo(new ContentRange.Part(0, 0, OptionalLong.of(1)));
        assertThat(ContentRange.parse("Bytes 5-9/10")).isEqualTo(new ContentRange.Part(5, 9, OptionalLong.of(10)));
        assertThat(ContentRange.parse("bytes 5-9/*")).isEqualTo(new ContentRange.Part(5, 9, OptionalLong.empty()));
        assertThat(ContentRange.parse("bytes 0-4999999999/5000000000"))
                .isEqualTo(new ContentRange.Part(0, 4_999_999_999L, OptionalLong.of(5_000_000_000L)));
    }

    @Test
    void readsUnsatisfiedOnes() {
        assertThat(ContentRange.parse("bytes */0")).isEqualTo(new ContentRange.Unsatisfied(0));
        assertThat(ContentRange.parse("bytes */1234")).isEqualTo(new ContentRange.Unsatisfied(1234));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes 5-4/10",
                "bytes 5-10/10",
                "bytes -5/10",
                "bytes 5-/10",
                "items 0-1/2",
                "bytes 0-1",
                "bytes=0-1/2",
                "bytes */*",
                "bytes 0-1/2, bytes 0-1/2",
                "bytes 0-9999999999999999999/99999999999999999999"
            })
    void whatContradictsItselfIsNone(String value) {
        assertThat(ContentRange.parse(value)).isNull();
    }
}
