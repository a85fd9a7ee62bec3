package dev.weir.http.route;

import com.sun.management.ThreadMXBean;
import io.vertx.core.json.JsonObject;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What the health document says of this process's memory: in whole MiB, as Go's runtime counted it. */
final class MemoryDocument {
    private static final long MEBI = 1 << 20;

    private MemoryDocument() {}

    /** In use, ever allocated, taken from the system, and how often garbage was collected. */
    static JsonObject now() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long committed = memory.getHeapMemoryUsage().getCommitted()
                + memory.getNonHeapMemoryUsage().getCommitted();
        long collections = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, collector.getCollectionCount());
        }
        long used = memory.getHeapMemoryUsage().getUsed();
        return new JsonObject()
                .put("alloc_mb", used / MEBI)
                .put("total_alloc_mb", Math.max(used, allocated()) / MEBI)
                .put("sys_mb", committed / MEBI)
                .put("num_gc", collections);
    }

    /** By all threads since the start, in bytes; 0 where the runtime does not count. */
    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemorySupported()
                ? Math.max(0, threads.getTotalThreadAllocatedBytes())
                : 0;
    }
}
