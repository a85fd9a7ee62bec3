package dev.weir.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
    @TempDir
    Path folder;

    private static void write(RotatingFile file, String text) throws IOException {
        file.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void filesAreBoundedInSizeAndNumber() throws Exception {
        Path path = folder.resolve("a/b%i (c)/audit.log");
        try (RotatingFile file = new RotatingFile(path, 10, 2)) {
            for (int i = 0; i < 10; i++) {
                write(file, "line" + i + "\n");
            }
        }
        assertThat(path).hasContent("line9\n");
        assertThat(path.resolveSibling("audit.log.1")).hasContent("line8\n");
        assertThat(path.resolveSibling("audit.log.2")).hasContent("line7\n");
        try (var files = Files.list(path.getParent())) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void whatIsThereAlreadyCounts() throws Exception {
        Path path = folder.resolve("audit.log");
        for (int i = 0; i < 3; i++) {
            try (RotatingFile file = new RotatingFile(path, 12, 1)) {
                write(file, "line" + i + "\n");
            }
        }
        assertThat(path).hasContent("line2\n");
        assertThat(path.resolveSibling("audit.log.1")).hasContent("line0\nline1\n");
    }

    @Test
    void aWriteThatFailsIsToldAndTheNextTriesAgain() throws Exception {
        Path obstacle = Files.createFile(folder.resolve("logs"));
        try (RotatingFile file = new RotatingFile(obstacle.resolve("audit.log"), 100, 1)) {
            assertThatThrownBy(() -> write(file, "lost")).isInstanceOf(IOException.class);
            Files.delete(obstacle);
            write(file, "kept");
        }
        assertThat(obstacle.resolve("audit.log")).hasContent("kept");
    }
}
