package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.storage.DownloadFolder.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadFolderTest {
    private static final Instant LIMIT = Instant.parse("2026-01-02T00:00:00Z");
    private static final Instant OLD = LIMIT.minusSeconds(1);

    @TempDir
    private Path top;

    private Path folder;
    private Path outside;
    private DownloadFolder downloads;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectories(top.resolve("downloads"));
        outside = Files.createDirectories(top.resolve("outside"));
        downloads = new DownloadFolder(folder);
    }

    @Test
    void countsFilesAtAnyDepthAndTheOldestOfThem() throws IOException {
        write(folder.resolve("new.mp4"), 10, LIMIT);
        write(folder.resolve("youtube/a/old.mp4"), 5, OLD);
        StorageUsage usage = downloads.usage();
        assertThat(usage.fileCount()).isEqualTo(2);
        assertThat(usage.usedBytes()).isEqualTo(15);
        assertThat(usage.oldest()).isEqualTo(OLD);
        assertThat(usage.totalBytes()).isGreaterThanOrEqualTo(usage.freeBytes());
    }

    @Test
    void removesWhatIsOlderAndNothingElse() throws IOException {
        Path old = write(folder.resolve("youtube/old.mp4"), 3, OLD);
        Path justAsOld = write(folder.resolve("youtube/limit.mp4"), 3, LIMIT);
        assertThat(downloads.removeOlderThan(LIMIT)).isEqualTo(new Removal(1, 3, 0));
        assertThat(old).doesNotExist();
        assertThat(justAsOld).exists();
        assertThat(folder.resolve("youtube")).isDirectory();
    }

    @Test
    void linksLeadNowhere() throws IOException {
        Path target = write(outside.resolve("precious.txt"), 7, OLD);
        Files.createSymbolicLink(folder.resolve("file"), target);
        Files.createSymbolicLink(folder.resolve("directory"), outside);
        assertThat(downloads.usage().fileCount()).isZero();
        assertThat(downloads.removeOlderThan(LIMIT)).isEqualTo(new Removal(0, 0, 0));
        assertThat(target).hasSize(7);
        assertThat(Files.isSymbolicLink(folder.resolve("directory"))).isTrue();
    }

    @Test
    void aFolderThatIsItselfALinkIsTheOperatorsChoice() throws IOException {
        write(outside.resolve("old.mp4"), 2, OLD);
        Path link = Files.createSymbolicLink(top.resolve("link"), outside);
        assertThat(new DownloadFolder(link).removeOlderThan(LIMIT)).isEqualTo(new Removal(1, 2, 0));
    }

    @Test
    void aFolderThatDoesNotExistYetHoldsNothing() throws IOException {
        DownloadFolder missing = new DownloadFolder(top.resolve("not/yet"));
        assertThat(missing.usage().fileCount()).isZero();
        assertThat(missing.usage().oldest()).isNull();
        assertThat(missing.usage().totalBytes()).isPositive();
        assertThat(missing.removeOlderThan(LIMIT)).isEqualTo(new Removal(0, 0, 0));
    }

    @Test
    void theWalkGoesOnlySoDeep() throws IOException {
        Path deep = folder;
        for (int i = 1; i < FileWalk.MAX_DEPTH; i++) {
            deep = deep.resolve("d" + i);
        }
        write(deep.resolve("last.mp4"), 1, OLD);
        Path tooDeep = write(deep.resolve("e/beyond.mp4"), 1, OLD);
        assertThat(downloads.removeOlderThan(LIMIT).files()).isEqualTo(1);
        assertThat(tooDeep).exists();
    }

    private static Path write(Path file, int bytes, Instant written) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
        return Files.setLastModifiedTime(file, FileTime.from(written));
    }
}
