package dev.weir.system;

import dev.weir.app.Weir;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Requests with a JSON body. */
final class Posts {
    private Posts() {}

    static HttpRequest request(Weir weir, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + weir.port() + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    static HttpResponse<byte[]> post(String path, String body) throws IOException, InterruptedException {
        return post(Running.WEIR, path, body);
    }

    static HttpResponse<byte[]> post(Weir weir, String path, String body) throws IOException, InterruptedException {
        return Running.HTTP.send(request(weir, path, body), HttpResponse.BodyHandlers.ofByteArray());
    }

    static JsonObject json(HttpResponse<byte[]> answer) {
        return new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
    }
}
