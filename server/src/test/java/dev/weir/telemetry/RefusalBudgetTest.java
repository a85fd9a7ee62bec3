package dev.weir.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.AuditSettings;
import dev.weir.video.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalBudgetTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @TempDir
    Path folder;

    @Test
    void whatWasWithheldIsToldWithTheNextThatIsNot() {
        RefusalBudget budget = new RefusalBudget(now::get, 2);
        assertThat(budget.take()).isZero();
        assertThat(budget.take()).isZero();
        assertThat(budget.take()).isEqualTo(RefusalBudget.SPENT);
        assertThat(budget.take()).isEqualTo(RefusalBudget.SPENT);
        now.set(Instant.ofEpochSecond(1));
        assertThat(budget.take()).isEqualTo(2);
        assertThat(budget.take()).isZero();
    }

    @Test
    void aFloodOfRefusalsDoesNotWashOutChanges() throws Exception {
        Path file = folder.resolve("audit.log");
        try (AuditLog log = AuditLog.open(new AuditSettings(true, file), new SimpleMeterRegistry(), now::get)) {
            for (int i = 0; i < 10_000; i++) {
                log.write(entry("auth_failure", Reason.UNAUTHORIZED));
            }
            log.write(entry("cache_purge", null));
            now.set(Instant.ofEpochSecond(1));
            log.write(entry("auth_failure", Reason.UNAUTHORIZED));
        }
        List<JsonObject> lines =
                Files.readAllLines(file).stream().map(JsonObject::new).toList();
        assertThat(lines).hasSize(22);
        assertThat(lines.get(20).getString("action")).isEqualTo("cache_purge");
        assertThat(lines.get(21).getLong("withheld")).isEqualTo(9_980);
    }

    private static AuditEntry entry(String action, Reason reason) {
        return new AuditEntry(action, "id", "10.0.0.1", null, "GET", "/", reason == null ? 204 : 401, reason);
    }
}
