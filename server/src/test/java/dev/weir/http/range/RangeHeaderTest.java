package dev.weir.http.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.range.RangeSpec.From;
import dev.weir.http.range.RangeSpec.FromTo;
import dev.weir.http.range.RangeSpec.Suffix;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {

    static Stream<Arguments> understood() {
        return Stream.of(
                Arguments.of("bytes=0-0", List.of(new FromTo(0, 0))),
                Arguments.of("bytes=0-499", List.of(new FromTo(0, 499))),
                Arguments.of("bytes=500-", List.of(new From(500))),
                Arguments.of("bytes=-500", List.of(new Suffix(500))),
                Arguments.of("bytes=-0", List.of(new Suffix(0))),
                Arguments.of("BYTES=1-2", List.of(new FromTo(1, 2))),
                Arguments.of("bytes=0007-0010", List.of(new FromTo(7, 10))),
                Arguments.of("bytes=1-2,4-", List.of(new FromTo(1, 2), new From(4))),
                Arguments.of("bytes=,, 1-2 ,\t,-3 ,", List.of(new FromTo(1, 2), new Suffix(3))),
                Arguments.of("bytes=0-99999999999999999999999", List.of(new FromTo(0, Long.MAX_VALUE))),
                Arguments.of("bytes=99999999999999999999999-", List.of(new From(Long.MAX_VALUE))),
                Arguments.of("bytes=-99999999999999999999999", List.of(new Suffix(Long.MAX_VALUE))),
                Arguments.of("bytes=9223372036854775807-", List.of(new From(Long.MAX_VALUE))),
                Arguments.of("bytes=9223372036854775806-", List.of(new From(Long.MAX_VALUE - 1))));
    }

    @ParameterizedTest
    @MethodSource
    void understood(String header, List<RangeSpec> specs) {
        assertThat(RangeHeader.parse(header)).isEqualTo(new RangeHeader.Ranges(specs));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes= , ,",
                "bytes=-",
                "bytes=--1",
                "bytes=1--2",
                "bytes=5-4",
                "bytes=0-1,5-4",
                "bytes=1",
                "bytes=a-b",
                "bytes=0x1-2",
                "bytes=+1-2",
                "bytes=1-2 3-4",
                "bytes=1 - 2",
                "bytes=1-2;3-4",
                "bytes:1-2",
                "items=0-1",
                "bytes =0-1",
                "=0-1",
                "bytes=0-1\u00a0",
                "bytes=\u0661-\u0662",
                "bytes=0-1,junk"
            })
    void ignoredWhenItMakesNoSense(String header) {
        assertThat(RangeHeader.parse(header)).isEqualTo(new RangeHeader.Ignored());
    }

    @Test
    void takesAsManyRangesAsAllowedAndNoMore() {
        List<String> ranges = Collections.nCopies(RangeHeader.MAX_RANGES, "1-2");
        assertThat(RangeHeader.parse("bytes=" + String.join(",", ranges)))
                .isInstanceOfSatisfying(
                        RangeHeader.Ranges.class,
                        parsed -> assertThat(parsed.specs()).hasSize(RangeHeader.MAX_RANGES));
        assertThat(RangeHeader.parse("bytes=1-2," + String.join(",", ranges))).isEqualTo(new RangeHeader.Ignored());
    }
}
