package dev.weir.http.request;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.PageAddress;
import dev.weir.video.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The videos that one request asks for together.
 *
 * @param items in the order in which they stand, 1 to {@value #MAX_ITEMS}
 * @param maxConcurrent how many of them may be looked up at once, 1 to {@value #MAX_ITEMS}
 */
public record BatchRequest(List<Item> items, int maxConcurrent) {
    public static final int MAX_ITEMS = 50;
    public static final int USUAL_CONCURRENCY = 10;

    /** Clients of the replaced system may ask for more than there are items, which comes to the same. */
    private static final int MOST_ASKED_FOR = 1_000;

    private static final String REQUESTS = "requests";
    private static final String VIDEOS = "videos";
    private static final String URL = "url";
    private static final String MAX_CONCURRENT = "max_concurrent";
    private static final int MAX_WORD = 64;

    public BatchRequest {
        items = List.copyOf(items);
    }

    /**
     * One video, not yet validated: by platform and id, or by the address of its page.
     *
     * @param platform null where there is an address
     * @param id null where there is an address
     * @param url null where there are a platform and an id
     */
    public record Item(
            @Nullable String platform,
            @Nullable String id,
            @Nullable String url,
            @Nullable String quality) {}

    /**
     * Reads either shape: `requests` with `options`, or `videos` with `max_concurrent`.
     *
     * @throws FailureException `invalid_parameter` for both at once, unknown fields, wrong types, and too few or too many items
     */
    public static BatchRequest parse(byte[] body) {
        JsonFields fields = JsonBody.object(body);
        if (fields.object().containsKey(REQUESTS) && fields.object().containsKey(VIDEOS)) {
            throw invalid("The batch has two shapes at once.", "Give either requests or videos.");
        }
        if (fields.object().containsKey(VIDEOS)) {
            fields.only(Set.of(VIDEOS, MAX_CONCURRENT));
            return new BatchRequest(items(fields, VIDEOS, Set.of(URL)), concurrency(fields));
        }
        JsonFields options = fields.only(Set.of(REQUESTS, "options")).fields("options");
        return new BatchRequest(
                items(fields, REQUESTS, Set.of("platform", "video_id", "quality", URL)),
                options == null ? USUAL_CONCURRENCY : concurrency(options.only(Set.of(MAX_CONCURRENT))));
    }

    private static int concurrency(JsonFields fields) {
        int asked = fields.integer(MAX_CONCURRENT, 0, MOST_ASKED_FOR, USUAL_CONCURRENCY);
        return asked == 0 ? USUAL_CONCURRENCY : Math.min(asked, MAX_ITEMS);
    }

    private static List<Item> items(JsonFields fields, String name, Set<String> known) {
        JsonArray array = fields.array(name);
        requireCount(array == null ? 0 : array.size());
        List<Item> items = new ArrayList<>();
        for (JsonFields item : objects(name, array)) {
            items.add(complete(item(item.only(known)), item.where()));
        }
        return items;
    }

    /** @throws FailureException `invalid_parameter` unless there are 1 to {@value #MAX_ITEMS} items */
    static void requireCount(int count) {
        if (count == 0 || count > MAX_ITEMS) {
            throw invalid(
                    count == 0 ? "The batch names no video." : "The batch names too many videos.",
                    "Give 1 to " + MAX_ITEMS + ".");
        }
    }

    /** The objects of an array, each knowing where it stands. */
    static List<JsonFields> objects(String name, @Nullable JsonArray array) {
        List<JsonFields> objects = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            String where = name + "[" + i + "]";
            if (!(array.getValue(i) instanceof JsonObject object)) {
                throw invalid("The batch's item " + where + " is not valid.", "It has to be an object.");
            }
            objects.add(new JsonFields(where + ".", object));
        }
        return objects;
    }

    static Item item(JsonFields fields) {
        return new Item(
                word(fields, "platform", MAX_WORD),
                word(fields, "video_id", PageAddress.MAX_LENGTH),
                word(fields, URL, PageAddress.MAX_LENGTH),
                word(fields, "quality", MAX_WORD));
    }

    private static @Nullable String word(JsonFields fields, String name, int maxLength) {
        String text = fields.text(name, maxLength);
        return text == null || text.isEmpty() ? null : text;
    }

    private static Item complete(Item item, String where) {
        boolean named = item.platform != null && item.id != null && item.url == null;
        boolean addressed = item.url != null && item.platform == null && item.id == null;
        if (!named && !addressed) {
            throw invalid(
                    "The batch's item " + where.substring(0, where.length() - 1) + " does not name one video.",
                    "Give either platform and video_id, or url.");
        }
        return item;
    }

    static FailureException invalid(String message, String detail) {
        return Failure.of(Reason.INVALID_PARAMETER, message, detail).toException();
    }
}
