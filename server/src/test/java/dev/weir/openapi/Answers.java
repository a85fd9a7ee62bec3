package dev.weir.openapi;

import dev.weir.openapi.Contract.Operation;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds real answers against the document. */
public final class Answers {
    private final Contract contract;

    public Answers(Contract contract) {
        this.contract = contract;
    }

    /** What of an answer is not as the document says; empty where all is. */
    public List<String> complaints(Operation operation, HttpResponse<byte[]> answer) {
        JsonObject described =
                operation.definition().getJsonObject("responses").getJsonObject(Integer.toString(answer.statusCode()));
        if (described == null) {
            return List.of(operation + " answers " + answer.statusCode() + ", which is not described: "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        JsonObject response = contract.follow(described);
        List<String> complaints = new ArrayList<>(headers(response, answer));
        complaints.addAll(body(response, answer));
        return complaints;
    }

    private List<String> headers(JsonObject response, HttpResponse<byte[]> answer) {
        List<String> complaints = new ArrayList<>();
        JsonObject headers = response.getJsonObject("headers", new JsonObject());
        for (String name : headers.fieldNames()) {
            JsonObject header = contract.follow(headers.getJsonObject(name));
            String value = answer.headers().firstValue(name).orElse(null);
            if (value == null) {
                if (header.getBoolean("required", false)) {
                    complaints.add(name + " is missing");
                }
                continue;
            }
            JsonObject schema = header.getJsonObject("schema");
            Object typed = "integer".equals(schema.getString("type")) && value.matches("\\d{1,18}")
                    ? (Object) Long.valueOf(value)
                    : value;
            contract.complaints(schema, typed).forEach(complaint -> complaints.add(name + " " + value + complaint));
        }
        return complaints;
    }

    private List<String> body(JsonObject response, HttpResponse<byte[]> answer) {
        JsonObject content = response.getJsonObject("content");
        boolean head = answer.request().method().equals("HEAD");
        if (content == null) {
            return answer.body().length == 0 ? List.of() : List.of("there is a body where none is described");
        }
        String type = answer.headers()
                .firstValue("Content-Type")
                .orElse("none")
                .split(";", 2)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
        JsonObject media = content.getJsonObject(type, content.getJsonObject(type.split("/", 2)[0] + "/*"));
        if (media == null) {
            return List.of("the type " + type + " is not described");
        }
        if (head || !type.equals("application/json")) {
            return List.of();
        }
        try {
            return contract.complaints(
                    media.getJsonObject("schema"), Json.decodeValue(new String(answer.body(), StandardCharsets.UTF_8)));
        } catch (DecodeException e) {
            return List.of("the body is no JSON: " + e.getMessage());
        }
    }
}
