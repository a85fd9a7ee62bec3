package dev.weir.http.document;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of this server's interface (OpenAPI 3.1), written as YAML and converted where somebody wants JSON. */
public final class OpenApiDocument {
    /** Where the build keeps it. */
    public static final String RESOURCE = "/dev/weir/http/openapi/openapi.yaml";

    private OpenApiDocument() {}

    /**
     * The same document as JSON; takes some hundred milliseconds the first time.
     *
     * @param yaml one mapping, in UTF-8
     * @throws IllegalArgumentException where it is something else
     */
    public static JsonObject parse(byte[] yaml) {
        Object root = new Load(LoadSettings.builder().build()).loadFromInputStream(new ByteArrayInputStream(yaml));
        if (!(root instanceof Map<?, ?> mapping)) {
            throw new IllegalArgumentException("the document is no mapping");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        mapping.forEach((name, value) -> fields.put(String.valueOf(name), value));
        return new JsonObject(fields);
    }
}
