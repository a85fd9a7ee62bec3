package dev.weir.health;

import dev.weir.storage.StorageUsage;
import java.util.Map;

/**
 * The state of the whole server.
 *
 * @param services by the names of the health document, in its order
 * @param versions of the programs it runs, empty where not known
 * @param ready whether a load balancer should send requests here
 */
public record HealthReport(
        Level overall,
        Map<String, ServiceHealth> services,
        Map<String, String> versions,
        StorageUsage storage,
        boolean ready) {}
