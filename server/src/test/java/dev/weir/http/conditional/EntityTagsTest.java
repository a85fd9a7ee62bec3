package dev.weir.http.conditional;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("\"a\"", List.of(strong("a"))),
                Arguments.of("W/\"a\"", List.of(weak("a"))),
                Arguments.of("\"\"", List.of(strong(""))),
                Arguments.of("\"a\",\"b\"", List.of(strong("a"), strong("b"))),
                Arguments.of(" \"a\" ,\t W/\"b\" ", List.of(strong("a"), weak("b"))),
                Arguments.of(",,\"a\",, \"b\",", List.of(strong("a"), strong("b"))),
                Arguments.of("\"a,b\", \"c\"", List.of(strong("a,b"), strong("c"))),
                Arguments.of("\"a\\\", \"b\"", List.of(strong("a\\"), strong("b"))),
                Arguments.of("\"\u00e4*\"", List.of(strong("\u00e4*"))));
    }

    @ParameterizedTest
    @MethodSource
    void lists(String field, List<EntityTag> tags) {
        assertThat(EntityTags.parse(field)).isEqualTo(new EntityTags.Listed(tags));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "a",
                "\"a",
                "a\"",
                "\"a\" \"b\"",
                "w/\"a\"",
                "W/a",
                "W/ \"a\"",
                "W/",
                "\"a\",*",
                "*,\"a\"",
                "\"a b\"",
                "\"a\nb\"",
                "\"a\";\"b\""
            })
    void whatMakesNoSenseMatchesNothing(String field) {
        assertThat(EntityTags.parse(field)).isEqualTo(new EntityTags.Listed(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " *\t"})
    void star(String field) {
        assertThat(EntityTags.parse(field)).isEqualTo(new EntityTags.Any());
    }

    @FuzzTest(maxDuration = "1m")
    void anyField(FuzzedDataProvider data) {
        check(data.consumeRemainingAsString());
    }

    @Test
    void pieces() {
        Random random = new Random(13);
        String alphabet = "W/\"\"\",, *ab\\\t";
        for (int run = 0; run < 50_000; run++) {
            check(random.ints(random.nextInt(16), 0, alphabet.length())
                    .mapToObj(i -> alphabet.substring(i, i + 1))
                    .collect(Collectors.joining()));
        }
    }

    /** What was understood means the same when it is written again. */
    private static void check(String field) {
        if (EntityTags.parse(field) instanceof EntityTags.Listed(var tags) && !tags.isEmpty()) {
            String again = tags.stream().map(EntityTag::toString).collect(Collectors.joining(", "));
            assertThat(EntityTags.parse(again)).as(field).isEqualTo(new EntityTags.Listed(tags));
            assertThat(tags).allSatisfy(tag -> assertThat(field).contains(tag.toString()));
        }
    }

    private static EntityTag strong(String opaque) {
        return new EntityTag(opaque, false);
    }

    private static EntityTag weak(String opaque) {
        return new EntityTag(opaque, true);
    }
}
