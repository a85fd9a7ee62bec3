package dev.weir.health;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine the server runs on, or, in a container, its share of it. */
public final class Machine {
    /** The load is that since it was last asked for; over less than this it means nothing. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final long UNKNOWN = -1;
    private static final long KIBI = 1 << 10;

    private final OperatingSystemMXBean system;
    private final InstantSource clock;
    private Instant sampled = Instant.MIN;
    private @Nullable Double load;

    /**
     * Main memory, in bytes.
     *
     * @param available what a program may take before something must give way
     */
    public record Memory(long total, long available) {
        /** In use, 0 to 100. */
        public double percent() {
            return total <= 0 ? 0 : 100.0 * (total - available) / total;
        }
    }

    public Machine(InstantSource clock) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean extended)) {
            throw new IllegalStateException(
                    "this runtime does not tell of its machine: the module jdk.management is missing");
        }
        this.system = extended;
        this.clock = clock;
    }

    /** How busy the processors were since the last sample, 0 to 100; null where that is not known yet. */
    public synchronized @Nullable Double cpuPercent() {
        Instant now = clock.instant();
        if (sampled.isBefore(now.minus(LEAST))) {
            double fraction = system.getCpuLoad();
            load = fraction >= 0 && fraction <= 1 ? 100 * fraction : null;
            sampled = now;
        }
        return load;
    }

    /** Reads what the kernel says; quick enough for an event loop. */
    public Memory memory() {
        long total = system.getTotalMemorySize();
        // The runtime knows a container's limits, but counts the page cache of a whole machine as used.
        boolean limited = total != kernel("MemTotal:");
        long available = limited ? UNKNOWN : kernel("MemAvailable:");
        return new Memory(total, available == UNKNOWN ? system.getFreeMemorySize() : available);
    }

    private static long kernel(String name) {
        try (Stream<String> lines = Files.lines(MEMORY)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
                    .orElse(UNKNOWN);
        } catch (IOException | NumberFormatException e) {
            return UNKNOWN;
        }
    }
}
