package dev.weir.http.range;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.source.Span;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever a client writes, what is sent is inside the file, in parts that do not touch, and covers what was asked for. */
class RangeHeaderFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void anyHeader(FuzzedDataProvider data) {
        long total = data.consumeLong(0, Long.MAX_VALUE);
        check(data.consumeRemainingAsString(), total);
    }

    @Test
    void mostlySensibleHeaders() {
        Random random = new Random(14);
        int several = 0;
        for (int run = 0; run < 50_000; run++) {
            String header = IntStream.range(0, random.nextInt(5))
                    .mapToObj(i -> element(random))
                    .collect(Collectors.joining(random.nextBoolean() ? "," : " , ", "bytes=", ""));
            long total = random.nextInt(66);
            check(header, total);
            several += RangeHeader.parse(header).resolve(total) instanceof RangeResolution.Multiple ? 1 : 0;
        }
        assertThat(several).isGreaterThan(1_000);
    }

    private static String element(Random random) {
        int first = random.nextInt(70);
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "-" + first;
            case 2 -> first + "-";
            case 3 -> first + "-99999999999999999999";
            case 4 -> random.nextInt(20) == 0 ? "x" : "-0";
            default -> first + "-" + (first + random.nextInt(20));
        };
    }

    private static void check(String header, long total) {
        RangeHeader parsed = RangeHeader.parse(header);
        switch (parsed.resolve(total)) {
            case RangeResolution.Whole() -> assertThat(total).isNotNegative();
            case RangeResolution.Unsatisfiable() -> assertThat(parsed).isInstanceOf(RangeHeader.Ranges.class);
            case RangeResolution.Single(Span span) -> checkSpans(parsed, List.of(span), total);
            case RangeResolution.Multiple(List<Span> spans) -> {
                assertThat(spans).hasSizeBetween(2, RangeHeader.MAX_RANGES);
                checkSpans(parsed, spans, total);
            }
        }
    }

    private static void checkSpans(RangeHeader parsed, List<Span> spans, long total) {
        for (Span span : spans) {
            assertThat(span.last()).as("%s of %d", parsed, total).isLessThan(total);
            assertThat(spans)
                    .as("%s of %d", parsed, total)
                    .filteredOn(other -> other.first() <= span.last() + 1 && span.first() <= other.last() + 1)
                    .containsExactly(span);
        }
        if (total < 1000 && parsed instanceof RangeHeader.Ranges(var specs)) {
            BitSet sent = new BitSet();
            spans.forEach(span -> sent.set((int) span.first(), (int) span.last() + 1));
            assertThat(sent).as("%s of %d", parsed, total).isEqualTo(asked(specs, (int) total));
        }
    }

    private static BitSet asked(List<RangeSpec> specs, int total) {
        BitSet asked = new BitSet();
        for (int i = 0; i < total; i++) {
            int at = i;
            asked.set(i, specs.stream().anyMatch(spec -> switch (spec) {
                case RangeSpec.FromTo(long first, long last) -> first <= at && at <= last;
                case RangeSpec.From(long first) -> first <= at;
                case RangeSpec.Suffix(long length) -> total - at <= length;
            }));
        }
        return asked;
    }
}
