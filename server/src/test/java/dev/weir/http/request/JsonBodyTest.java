package dev.weir.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @Test
    void readsFieldsOfTheTypesAskedFor() {
        JsonFields fields = object("""
                {"name":"a\\u00e9","count":3,"deep":{"on":true},"list":[1,"b",null,2.5],"nothing":null}""");
        assertThat(fields.required("name", 10)).isEqualTo("aé");
        assertThat(fields.integer("count", 1, 10, 7)).isEqualTo(3);
        assertThat(fields.integer("absent", 1, 10, 7)).isEqualTo(7);
        assertThat(fields.fields("deep").flag("on", false)).isTrue();
        assertThat(fields.array("list"))
                .isEqualTo(new JsonArray().add(1).add("b").addNull().add(2.5));
        assertThat(fields.has("nothing")).isFalse();
        assertThat(fields.text("nothing", 5)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}{}",
                "{\"a\":1,\"a\":2}",
                "nope",
                "{'a':1}",
                "[1,]",
                "{\"a\":NaN}",
                "\"text\"",
                "[]",
                "null"
            })
    void refusesWhatIsNoObject(String body) {
        refuses(() -> object(body));
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        refuses(() -> JsonBody.array(bytes("[".repeat(40) + "]".repeat(40))));
    }

    @Test
    void refusesInvalidUtf8() {
        refuses(() -> JsonBody.object(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "true", "[]", "{}", "\"far too long\"", "\"a\\u0000b\""})
    void refusesTextsOfAnotherType(String value) {
        refuses(() -> object("{\"name\":" + value + "}").text("name", 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "1.5", "\"3\"", "true", "99999999999999999999"})
    void refusesNumbersOutOfBounds(String value) {
        refuses(() -> object("{\"count\":" + value + "}").integer("count", 1, 10, 5));
    }

    @Test
    void namesWhatIsKnownWhereAFieldIsNot() {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> object("{\"colour\":1}").only(Set.of("url", "quality")))
                .satisfies(e -> assertThat(e.failure().detail()).isEqualTo("Known are quality, url."));
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(Reason.INVALID_PARAMETER));
    }

    private static JsonFields object(String json) {
        return JsonBody.object(bytes(json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
