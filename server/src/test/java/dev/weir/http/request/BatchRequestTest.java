package dev.weir.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.video.FailureException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchRequestTest {

    @Test
    void readsBothShapes() {
        BatchRequest seed = parse("""
                {"requests":[{"platform":"youtube","video_id":"a","quality":"720p"},{"url":"https://host.example/"}],
                 "options":{"max_concurrent":3}}""");
        assertThat(seed.maxConcurrent()).isEqualTo(3);
        assertThat(seed.items())
                .containsExactly(
                        new BatchRequest.Item("youtube", "a", null, "720p"),
                        new BatchRequest.Item(null, null, "https://host.example/", null));
        BatchRequest older = parse("{\"videos\":[{\"url\":\"https://host.example/\"}],\"max_concurrent\":4}");
        assertThat(older.maxConcurrent()).isEqualTo(4);
        assertThat(older.items()).containsExactly(new BatchRequest.Item(null, null, "https://host.example/", null));
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 1", "50, 50", "51, 50", "1000, 50", "null, 10"})
    void countsNoMoreAtOnceThanThereCanBe(String asked, int understood) {
        JsonObject body = new JsonObject()
                .put("requests", new JsonArray().add(new JsonObject().put("url", "https://host.example/")))
                .put("options", new JsonObject("{\"max_concurrent\":" + asked + "}"));
        assertThat(parse(body.encode()).maxConcurrent()).isEqualTo(understood);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"requests\":[],\"videos\":[]}|two shapes",
                "{\"requests\":null}|names no video",
                "{\"requests\":[{\"url\":\"\"}]}|item requests[0] does not name one video",
                "{\"requests\":[{\"url\":\"u\"},7]}|item requests[1] is not valid",
                "{\"requests\":[{\"url\":\"u\"},{\"url\":7}]}|field requests[1].url",
                "{\"requests\":[{\"url\":\"u\"}],\"options\":{\"max_concurrent\":true}}|field options.max_concurrent",
                "{\"videos\":[{\"url\":\"u\",\"quality\":\"best\"}]}|not known here"
            })
    void saysWhatIsWrong(String body, String words) {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> parse(body))
                .withMessageContaining(words);
    }

    @Test
    void streamsWithoutPlatformOrIdAreCountedAndLeftOut() {
        StreamBatchRequest request = StreamBatchRequest.parse(bytes("""
                [{"platform":"youtube","video_id":"a"},{"platform":"youtube"},{"video_id":"b"},{}]"""));
        assertThat(request.total()).isEqualTo(4);
        assertThat(request.items()).containsExactly(new BatchRequest.Item("youtube", "a", null, null));
    }

    private static BatchRequest parse(String body) {
        return BatchRequest.parse(bytes(body));
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
