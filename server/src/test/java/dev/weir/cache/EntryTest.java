package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.resolve.Resolution;
import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.video.Access;
import dev.weir.video.Caption;
import dev.weir.video.Failure;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntryTest {
    private static final VideoRef REF = new VideoRef("youtube", "abcdefghijk", URI.create("https://example.org/p"));

    @Test
    void anyOutcomeSurvivesTheRoundTrip() {
        for (int seed = 0; seed < 2_000; seed++) {
            Entry entry = new Entry("a.b.c.", new Any(seed).resolved());
            assertThat(Entry.decode(entry.encode(), REF)).as("seed %d", seed).isEqualTo(entry);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyReasonSurvivesTheRoundTrip(Reason reason) {
        Instant now = Instant.parse("2026-01-01T00:00:00.123456789Z");
        for (Failure failure : List.of(
                Failure.of(reason, "It failed.", "So it is."),
                Failure.of(reason, "Es schlug fehl \uD83D\uDE31.", "").retryAfter(Duration.ofMillis(1234)),
                new Failure(reason, "a", "b", null, "ERROR: words"))) {
            Entry entry = new Entry("...", new Failed(failure, now));
            assertThat(Entry.decode(entry.encode(), REF)).isEqualTo(entry);
        }
    }

    @Test
    void nonsenseIsAMissAndNeverAnError() {
        Random random = new Random(7);
        byte[] value = new Entry("...", new Any(1).resolved()).encode();
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = switch (i % 3) {
                case 0 -> Arrays.copyOf(value, random.nextInt(value.length));
                case 1 -> flipped(value, random);
                default -> random(random);
            };
            Entry entry = Entry.decode(broken, REF);
            // A flipped bit in a text makes another text; everything else is refused.
            assertThat(entry == null || i % 3 == 1).isTrue();
        }
    }

    @Test
    void aValueOfAnotherVersionIsAMiss() {
        ValueWriter other = new ValueWriter();
        other.ascii("0123456789abcdef");
        other.number(3);
        other.ascii("...");
        other.number(99);
        assertThat(Entry.decode(other.toByteArray(), REF)).isNull();
    }

    @Test
    void bytesAfterTheEndAreNonsense() {
        byte[] value = new Entry("...", new Any(1).resolved()).encode();
        assertThat(Entry.decode(Arrays.copyOf(value, value.length + 1), REF)).isNull();
    }

    @Test
    void whatFormatsHaveInCommonIsWrittenOnce() {
        Access access = new Access(Map.of("User-Agent", "x".repeat(200)), "c".repeat(500), 0);
        int one = size(access, 1);
        int hundred = size(access, 101);
        assertThat((hundred - one) / 100).isLessThan(120);
    }

    @Test
    void twoValuesAlwaysDifferInTheirFirstLetters() {
        Entry entry = new Entry("...", new Any(1).resolved());
        assertThat(Entry.stamp(entry.encode())).hasSize(Entry.STAMP_LETTERS).isNotEqualTo(Entry.stamp(entry.encode()));
        assertThat(Entry.stamp(null)).isEmpty();
        assertThat(Entry.stamp(new byte[] {1, 2})).containsExactly(1, 2);
    }

    private static int size(Access access, int formats) {
        List<Format> all = new ArrayList<>();
        for (int i = 0; i < formats; i++) {
            all.add(new Format(
                    "f" + i,
                    URI.create("https://cdn.example/" + i),
                    "mp4",
                    "720p",
                    "1280x720",
                    1280,
                    720,
                    30.0,
                    "avc1.64001f",
                    "mp4a.40.2",
                    "en",
                    10,
                    "SDR",
                    123_456_789L,
                    1234.5,
                    "https",
                    null,
                    false,
                    access));
        }
        VideoInfo info = new VideoInfo(
                "i", "t", null, null, null, "youtube", null, null, null, null, false, null, all, List.of(), null);
        return new Entry("...", new Resolved(REF, info, Instant.EPOCH, null)).encode().length;
    }

    private static byte[] flipped(byte[] value, Random random) {
        byte[] copy = value.clone();
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private static byte[] random(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Any outcome that the types allow, from a seed. */
    private static final class Any {
        private final Random random;

        Any(long seed) {
            this.random = new Random(seed);
        }

        Resolution resolved() {
            return new Resolved(REF, info(), instant(), maybe(this::instant));
        }

        private VideoInfo info() {
            return new VideoInfo(
                    text(),
                    text(),
                    maybe(this::text),
                    maybe(random::nextGaussian),
                    maybe(this::address),
                    text(),
                    maybe(this::text),
                    maybe(random::nextLong),
                    maybe(random::nextLong),
                    maybe(this::text),
                    random.nextBoolean(),
                    maybe(this::address),
                    list(this::format),
                    list(this::caption),
                    maybe(this::instant));
        }

        private Format format() {
            return new Format(
                    text(),
                    address(),
                    text(),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(random::nextInt),
                    maybe(random::nextInt),
                    maybe(random::nextDouble),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    random.nextInt(),
                    maybe(this::text),
                    maybe(random::nextLong),
                    maybe(random::nextDouble),
                    text(),
                    maybe(this::address),
                    random.nextBoolean(),
                    access());
        }

        private Caption caption() {
            return new Caption(text(), maybe(this::text), random.nextBoolean(), address(), text(), access());
        }

        private Access access() {
            Map<String, String> headers = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                headers.put("H" + i, text());
            }
            return new Access(headers, maybe(this::text), random.nextLong());
        }

        private URI address() {
            return URI.create(
                    "https://host" + random.nextInt(5) + ".example/a%20b?sig=" + random.nextLong() + "&x=\u00e9");
        }

        private Instant instant() {
            return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.appendCodePoint(
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt(0x20);
                            case 1 -> 0x1F600 + random.nextInt(50);
                            case 2 -> 0xE0 + random.nextInt(30);
                            default -> 'a' + random.nextInt(3);
                        });
            }
            return text.toString();
        }

        private <T> @Nullable T maybe(Supplier<T> value) {
            return random.nextInt(3) == 0 ? null : value.get();
        }

        private <T> List<T> list(Supplier<T> element) {
            List<T> list = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(element.get());
            }
            return list;
        }
    }
}
