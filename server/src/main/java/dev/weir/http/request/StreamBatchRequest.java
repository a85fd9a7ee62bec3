package dev.weir.http.request;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Set;

/**
 * The streams that one request asks for together, as a bare array.
 *
 * @param items those that name a platform and an id, in the order in which they stand; at least one
 * @param total how many items there were, 1 to {@value BatchRequest#MAX_ITEMS}
 */
public record StreamBatchRequest(List<BatchRequest.Item> items, int total) {
    private static final Set<String> FIELDS = Set.of("platform", "video_id", "quality");

    public StreamBatchRequest {
        items = List.copyOf(items);
    }

    /**
     * Items without a platform or an id are counted, and left out, as the replaced system did.
     *
     * @throws dev.weir.video.FailureException `invalid_parameter` for anything but 1 to 50 objects of texts, and where none is complete
     */
    public static StreamBatchRequest parse(byte[] body) {
        JsonArray array = JsonBody.array(body);
        BatchRequest.requireCount(array.size());
        List<BatchRequest.Item> complete = BatchRequest.objects("", array).stream()
                .map(fields -> BatchRequest.item(fields.only(FIELDS)))
                .filter(item -> item.platform() != null && item.id() != null)
                .toList();
        if (complete.isEmpty()) {
            throw BatchRequest.invalid("No item of the batch names a video.", "Give each a platform and a video_id.");
        }
        return new StreamBatchRequest(complete, array.size());
    }
}
