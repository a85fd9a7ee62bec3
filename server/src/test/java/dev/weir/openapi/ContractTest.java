package dev.weir.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.document.ErrorCode;
import dev.weir.openapi.Contract.Operation;
import dev.weir.video.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The document agrees with itself, and with the vocabulary of the code. */
class ContractTest {
    private static final Contract CONTRACT = Contract.load();

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(objects(CONTRACT.document()))
                .filteredOn(object -> object.getValue("$ref") instanceof String)
                .hasSizeGreaterThan(500)
                .allSatisfy(object -> assertThat(CONTRACT.follow(object)).isNotNull());
    }

    @Test
    void everyComponentIsUsed() {
        Set<String> used = objects(CONTRACT.document()).stream()
                .map(object -> object.getValue("$ref"))
                .filter(String.class::isInstance)
                .map(String::valueOf)
                .collect(Collectors.toSet());
        JsonObject components = CONTRACT.document().getJsonObject("components").copy();
        components.remove("securitySchemes");
        Set<String> there = components.fieldNames().stream()
                .flatMap(kind -> components.getJsonObject(kind).fieldNames().stream()
                        .map(name -> "#/components/" + kind + "/" + name))
                .collect(Collectors.toSet());
        assertThat(used).isEqualTo(there);
    }

    @Test
    void reasonsAndCodesAreThoseOfTheServer() {
        assertThat(enumOf("Reason"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Reason.values()).map(Reason::wireName).toList());
        assertThat(enumOf("ErrorCode"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ErrorCode.values()).map(Enum::name).toList());
    }

    /** A response that the document has for a status names only reasons that are answered with it. */
    @Test
    void everyFailureStandsUnderItsStatus() {
        SoftAssertions softly = new SoftAssertions();
        for (Operation operation : CONTRACT.operations()) {
            JsonObject responses = operation.definition().getJsonObject("responses");
            responses.fieldNames().stream()
                    .filter(status -> Integer.parseInt(status) >= 400)
                    .forEach(status -> {
                        JsonObject narrowed = narrowing(CONTRACT.follow(responses.getJsonObject(status)));
                        if (narrowed == null) {
                            return;
                        }
                        for (Object reason : narrowed.getJsonObject("reason").getJsonArray("enum")) {
                            for (Object code : narrowed.getJsonObject("code").getJsonArray("enum")) {
                                Reason known = Reason.valueOf(reason.toString().toUpperCase(Locale.ROOT));
                                softly.assertThat(ErrorCode.valueOf(code.toString())
                                                .status(known))
                                        .as("%s: %s with %s", operation, code, reason)
                                        .isEqualTo(Integer.parseInt(status));
                            }
                        }
                    });
        }
        softly.assertAll();
    }

    @Test
    void everyOperationIsNamedAndGrouped() {
        List<String> tags = CONTRACT.document().getJsonArray("tags").stream()
                .map(tag -> ((JsonObject) tag).getString("name"))
                .toList();
        assertThat(CONTRACT.operations()).allSatisfy(operation -> {
            JsonObject definition = operation.definition();
            assertThat(definition.getString("summary")).isNotBlank();
            assertThat(tags).contains(definition.getJsonArray("tags").getString(0));
            assertThat(definition.getJsonObject("responses").fieldNames()).contains("400", "414", "431", "500");
        });
        assertThat(CONTRACT.operations().stream()
                        .map(operation -> operation.definition().getString("operationId")))
                .doesNotHaveDuplicates()
                .doesNotContainNull();
    }

    @Test
    void examplesAreValid() {
        SoftAssertions softly = new SoftAssertions();
        List<JsonObject> withExamples = objects(CONTRACT.document()).stream()
                .filter(object -> object.getValue("schema") instanceof JsonObject)
                .filter(object -> object.containsKey("example") || object.containsKey("examples"))
                .toList();
        assertThat(withExamples).hasSizeGreaterThan(50);
        for (JsonObject media : withExamples) {
            for (Object example : examples(media)) {
                softly.assertThat(CONTRACT.complaints(media.getJsonObject("schema"), example))
                        .as("%s", example)
                        .isEmpty();
            }
        }
        softly.assertAll();
    }

    /** What a client can read without guessing: JSON that is not only a free object has an example. */
    @Test
    void everyJsonAnswerHasAnExample() {
        List<String> without = new ArrayList<>();
        for (Operation operation : CONTRACT.operations()) {
            JsonObject responses = operation.definition().getJsonObject("responses");
            for (String status : responses.fieldNames()) {
                JsonObject content =
                        CONTRACT.follow(responses.getJsonObject(status)).getJsonObject("content");
                JsonObject json = content == null ? null : content.getJsonObject("application/json");
                if (json != null && !json.containsKey("example") && !json.containsKey("examples")) {
                    without.add(operation + " " + status);
                }
            }
        }
        assertThat(without).isEmpty();
    }

    private static List<Object> examples(JsonObject media) {
        List<Object> examples = new ArrayList<>();
        if (media.containsKey("example")) {
            examples.add(media.getValue("example"));
        }
        if (media.containsKey("examples")) {
            media.getJsonObject("examples")
                    .forEach(entry -> examples.add(((JsonObject) entry.getValue()).getValue("value")));
        }
        return examples;
    }

    private static JsonObject narrowing(JsonObject response) {
        JsonObject schema = response.getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("schema");
        JsonArray parts = schema.getJsonArray("allOf");
        return parts == null ? null : parts.getJsonObject(1).getJsonObject("properties");
    }

    private static Set<String> enumOf(String schema) {
        return CONTRACT
                .document()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(schema)
                .getJsonArray("enum")
                .stream()
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The object and all within it. */
    private static List<JsonObject> objects(Object value) {
        return switch (value) {
            case JsonObject object ->
                Stream.concat(
                                Stream.of(object),
                                object.stream().map(Map.Entry::getValue).flatMap(within -> objects(within).stream()))
                        .toList();
            case JsonArray array ->
                array.stream().flatMap(item -> objects(item).stream()).toList();
            case null, default -> List.of();
        };
    }
}
