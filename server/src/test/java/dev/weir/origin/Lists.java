package dev.weir.origin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Lists of videos, {@value #PAGE} to a page; what the letters of a list's id say is how it behaves. */
final class Lists {
    static final int PAGE = 100;
    private static final int THOUSANDS = 5_000;

    private final Map<String, AtomicInteger> pages = new ConcurrentHashMap<>();

    int pages(String list) {
        AtomicInteger count = pages.get(list);
        return count == null ? 0 : count.get();
    }

    void page(Asked request, Reply reply) throws IOException {
        String id = request.parameter("id", "");
        int page = Integer.parseInt(request.parameter("page", "0"));
        pages.computeIfAbsent(request.parameter("site", "") + ":" + id, key -> new AtomicInteger())
                .incrementAndGet();
        String behaviour = id.replaceAll("^PL|[_0-9]", "");
        if (behaviour.equals("gone")) {
            reply.whole(404, "application/json", "{}");
            return;
        }
        if (behaviour.equals("breaking") && page == 3) {
            reply.whole(500, "application/json", "{}");
            return;
        }
        int count = behaviour.equals("endless") ? Integer.MAX_VALUE : behaviour.equals("short") ? 7 : THOUSANDS;
        JsonArray entries = new JsonArray();
        for (int i = page * PAGE; i < Math.min(count, (page + 1) * PAGE); i++) {
            entries.add(new JsonObject()
                    .put("id", "entry%06d".formatted(i))
                    .put("number", i)
                    .put("title", "Film " + i)
                    .put("duration", 60 + i));
        }
        reply.whole(
                200,
                "application/json",
                new JsonObject()
                        .put("title", "List " + behaviour)
                        .put("count", behaviour.equals("counted") ? count : null)
                        .put("entries", entries)
                        .encode());
    }
}
