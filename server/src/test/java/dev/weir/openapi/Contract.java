package dev.weir.openapi;

import dev.weir.http.document.OpenApiDocument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The document that describes the interface, with its references followed and its schemas put to work. */
public final class Contract {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonObject document;
    private final JsonObject schemas;

    private Contract(JsonObject document) {
        this.document = document;
        this.schemas =
                (JsonObject) relocated(document.getJsonObject("components").getJsonObject("schemas"));
    }

    /** One operation of the document. */
    public record Operation(String method, String path, JsonObject definition) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** As the build ships it. */
    public static Contract load() {
        try (InputStream yaml = Contract.class.getResourceAsStream(OpenApiDocument.RESOURCE)) {
            // Encoded and read again, so that maps and lists within have become the library's own.
            return new Contract(
                    new JsonObject(OpenApiDocument.parse(yaml.readAllBytes()).encode()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonObject document() {
        return document;
    }

    /** Every operation, in the order of the document. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            item.fieldNames().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> operations.add(
                            new Operation(method.toUpperCase(Locale.ROOT), path, item.getJsonObject(method))));
        }
        return operations;
    }

    public Operation operation(String method, String path) {
        return operations().stream()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not in the document"));
    }

    /** The object itself, or what its reference leads to. */
    public JsonObject follow(JsonObject object) {
        String reference = object.getString("$ref");
        if (reference == null) {
            return object;
        }
        JsonObject found = document;
        for (String name : reference.substring("#/".length()).split("/", -1)) {
            found = found.getJsonObject(name);
            if (found == null) {
                throw new AssertionError(reference + " leads nowhere");
            }
        }
        return follow(found);
    }

    /** What of a value contradicts a schema of the document; empty where nothing does. */
    public List<String> complaints(JsonObject schema, Object value) {
        JsonObject whole = ((JsonObject) relocated(schema)).copy().put("$defs", schemas);
        Validator validator = Validator.create(
                JsonSchema.of(whole),
                new JsonSchemaOptions()
                        .setBaseUri("app://weir/")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
        OutputUnit output = validator.validate(value);
        if (Boolean.TRUE.equals(output.getValid())) {
            return List.of();
        }
        return output.getErrors().stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getError())
                .toList();
    }

    /** Schemas with their references leading into `$defs`, so that each stands for itself. */
    private static Object relocated(Object value) {
        return switch (value) {
            case JsonObject object -> {
                JsonObject copy = new JsonObject();
                object.forEach(entry -> copy.put(
                        entry.getKey(),
                        entry.getKey().equals("$ref")
                                ? String.valueOf(entry.getValue()).replace("#/components/schemas/", "#/$defs/")
                                : relocated(entry.getValue())));
                yield copy;
            }
            case JsonArray array -> {
                JsonArray copy = new JsonArray();
                array.forEach(item -> copy.add(relocated(item)));
                yield copy;
            }
            case null, default -> value;
        };
    }
}
