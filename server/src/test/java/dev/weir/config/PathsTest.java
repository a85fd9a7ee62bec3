package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathsTest {
    @TempDir
    Path folder;

    @Test
    void pluginFoldersMustExist() throws InvalidValue, IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        assertThat(Paths.directories(folder + File.pathSeparator + other)).containsExactly(folder, other);
        assertThatThrownBy(() -> Paths.directories(folder + ":" + folder.resolve("none")))
                .hasMessage("is not a folder that exists");
    }

    @Test
    void certificatesMustBeThere() throws Exception {
        assertThat(Paths.certificates(new SettingsFixture(folder).certificate().toString()))
                .exists();
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path text = Files.writeString(
                folder.resolve("text.pem"), "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> Paths.certificates(empty.toString())).hasMessage("holds no certificate");
        assertThatThrownBy(() -> Paths.certificates(text.toString())).hasMessage("does not hold PEM certificates");
        assertThatThrownBy(() -> Paths.certificates(folder.toString())).hasMessage("is not a file that exists");
    }

    @Test
    void aBareProgramNameIsLookedForOnThePath() throws IOException, InvalidValue {
        SettingsFixture fixture = new SettingsFixture(folder);
        assertThat(Paths.program("python", "/nonexistent:" + folder)).isEqualTo(fixture.python());
        assertThatThrownBy(() -> Paths.program("python", "")).hasMessage("is not a program on the PATH");
    }

    @Test
    void aPythonThatIsNotThereIsRefusedAlsoWhereItIsTheDefault() {
        for (Map<String, String> environment :
                List.of(Map.<String, String>of(), Map.of("YTDLP_PYTHON", "/nonexistent/python"))) {
            assertThat(new SettingsReader("1", Path.of("/nonexistent/python")).read(environment))
                    .isInstanceOfSatisfying(
                            SettingsResult.Rejected.class,
                            rejected -> assertThat(rejected.problems())
                                    .containsExactly(
                                            "YTDLP_PYTHON: \"/nonexistent/python\" is not a program that can be run; "
                                                    + "for example YTDLP_PYTHON=/usr/bin/python3"));
        }
    }
}
