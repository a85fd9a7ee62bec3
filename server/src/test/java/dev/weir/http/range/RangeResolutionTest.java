package dev.weir.http.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.range.RangeResolution.Multiple;
import dev.weir.http.range.RangeResolution.Single;
import dev.weir.source.Span;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RangeResolutionTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 1000, 0, 0",
        "bytes=0-, 1000, 0, 999",
        "bytes=999-, 1000, 999, 999",
        "bytes=10-19, 1000, 10, 19",
        "bytes=990-5000, 1000, 990, 999",
        "bytes=990-99999999999999999999, 1000, 990, 999",
        "bytes=-1, 1000, 999, 999",
        "bytes=-5000, 1000, 0, 999",
        "bytes=-99999999999999999999, 1000, 0, 999",
        "'bytes=0-0,5000-', 1000, 0, 0",
        "'bytes=-0,3-4', 1000, 3, 4",
        "'bytes=0-4,5-9', 1000, 0, 9",
        "'bytes=0-4,2-9', 1000, 0, 9",
        "'bytes=5-9,0-4', 1000, 0, 9",
        "'bytes=0-,-1', 1000, 0, 999",
        "bytes=0-9223372036854775807, 9223372036854775807, 0, 9223372036854775806",
    })
    void onePart(String header, long total, long first, long last) {
        assertThat(resolve(header, total)).isEqualTo(new Single(new Span(first, last)));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=1000-, 1000",
        "bytes=1000-2000, 1000",
        "bytes=-0, 1000",
        "bytes=-0, 0",
        "bytes=0-0, 0",
        "bytes=0-, 0",
        "bytes=99999999999999999999-, 9223372036854775807",
        "'bytes=1000-,-0,2000-3000', 1000",
    })
    void nothingOfIt(String header, long total) {
        assertThat(resolve(header, total)).isEqualTo(new RangeResolution.Unsatisfiable());
    }

    @ParameterizedTest
    @CsvSource({"bytes=-5, 0", "bytes=5-4, 1000", "lines=1-2, 1000", "'bytes=0-9,5-19,15-29,20-39', 1000"})
    void allOfIt(String header, long total) {
        assertThat(resolve(header, total)).isEqualTo(new RangeResolution.Whole());
    }

    static Stream<Arguments> severalParts() {
        return Stream.of(
                Arguments.of("bytes=0-9,20-29", List.of(new Span(0, 9), new Span(20, 29))),
                Arguments.of("bytes=20-29,0-9", List.of(new Span(20, 29), new Span(0, 9))),
                Arguments.of("bytes=0-9,-10", List.of(new Span(0, 9), new Span(990, 999))),
                Arguments.of("bytes=0-9,20-29,5-21", List.of(new Span(0, 29))),
                Arguments.of(
                        "bytes=50-59,0-9,100-109,10-19",
                        List.of(new Span(50, 59), new Span(0, 19), new Span(100, 109))),
                Arguments.of("bytes=50-59,0-9,70-79,60-69", List.of(new Span(50, 79), new Span(0, 9))),
                Arguments.of("bytes=0-9,0-9,500-", List.of(new Span(0, 9), new Span(500, 999))));
    }

    @ParameterizedTest
    @MethodSource
    void severalParts(String header, List<Span> spans) {
        assertThat(resolve(header, 1000))
                .isEqualTo(spans.size() == 1 ? new Single(spans.getFirst()) : new Multiple(spans));
    }

    @Test
    void manyTinyPartsAreNotWorthIt() {
        assertThat(resolve(parts(8, 1), 1_000_000)).isInstanceOf(Multiple.class);
        assertThat(resolve(parts(9, 1), 1_000_000)).isEqualTo(new RangeResolution.Whole());
        assertThat(resolve(parts(9, 1024), 1_000_000)).isInstanceOf(Multiple.class);
    }

    private static String parts(int count, int length) {
        return IntStream.range(0, count)
                .mapToObj(i -> i * 2048 + "-" + (i * 2048 + length - 1))
                .collect(Collectors.joining(",", "bytes=", ""));
    }

    private static RangeResolution resolve(String header, long total) {
        return RangeHeader.parse(header).resolve(total);
    }
}
