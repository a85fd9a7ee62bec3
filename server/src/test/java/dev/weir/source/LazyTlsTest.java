package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.config.EgressSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LazyTlsTest {
    private final Queue<Runnable> work = new ArrayDeque<>();

    @Test
    void isMadeOnceAndOnlyWhenSomebodyAsks() {
        LazyTls tls = new LazyTls(new EgressSettings(List.of(), null, "direct"), work::add);
        assertThat(work).isEmpty();
        tls.begin();
        var context = tls.context();
        assertThat(work).hasSize(1);
        assertThat(context).isNotDone();
        work.remove().run();
        assertThat(context).isCompletedWithValueMatching(made -> made.isClient());
        assertThat(tls.context()).isSameAs(context);
        assertThat(work).isEmpty();
    }

    @Test
    void tellsThatAFileIsMissing(@TempDir Path folder) {
        LazyTls tls = new LazyTls(new EgressSettings(List.of(), folder.resolve("absent.pem"), "direct"), Runnable::run);
        assertThatExceptionOfType(IOException.class).isThrownBy(tls::require);
    }

    @Test
    void tellsThatAFileHoldsNoCertificates(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("wrong.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        LazyTls tls = new LazyTls(new EgressSettings(List.of(), file, "direct"), Runnable::run);
        assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(tls::require);
    }
}
