package dev.weir.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MachineTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Machine machine = new Machine(now::get);

    @Test
    void memoryIsThatOfTheMachineRatherThanOfTheHeap() {
        Machine.Memory memory = machine.memory();
        assertThat(memory.total()).isGreaterThan(Runtime.getRuntime().maxMemory());
        assertThat(memory.available()).isBetween(1L, memory.total());
        assertThat(memory.percent()).isBetween(0.0, 100.0);
        assertThat(new Machine.Memory(200, 50).percent()).isEqualTo(75);
        assertThat(new Machine.Memory(0, 0).percent()).isZero();
    }

    @Test
    void theLoadIsAShareAndKeptForASecond() {
        Double first = machine.cpuPercent();
        assertThat(machine.cpuPercent()).isEqualTo(first);
        now.set(Instant.EPOCH.plusSeconds(2));
        Double later = machine.cpuPercent();
        assertThat(later == null ? 0.0 : later).isBetween(0.0, 100.0);
    }
}
