package dev.weir.system;

import static dev.weir.system.Running.MEDIA;
import static dev.weir.system.Running.proxyOf;
import static dev.weir.system.Running.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.origin.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FFmpeg as a player: it reads streams, and seeks in them. */
class PlayerIT {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "bounded", "redirect", "tls", "cookie"})
    void ffprobeReadsAStreamOfEachKindOfOrigin(String behaviour) throws Exception {
        String stream = url("/api/v2/stream/proxy/youtube/" + (behaviour + "__________").substring(0, 11))
                .toString();
        assertThat(duration(stream)).isBetween(Media.SECONDS - 0.5, Media.SECONDS + 0.5);
        assertThat(frameAt(stream, 14)).isEqualTo(frameAt(file("v720.mp4").toString(), 14));
        assertThat(frameAt(stream, 3)).isEqualTo(frameAt(file("v720.mp4").toString(), 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"norange", "chunked", "slow"})
    void whatCannotBeSoughtStillPlays(String behaviour) throws Exception {
        assertThat(duration(url(proxyOf(behaviour, "v144.mp4")).toString())).isGreaterThan(Media.SECONDS - 0.5);
    }

    @Test
    void webmAndSoundAlonePlay() throws Exception {
        String base = url("/api/v2/stream/proxy/youtube/plain______").toString();
        assertThat(duration(base + "?format=webm&quality=360p")).isGreaterThan(Media.SECONDS - 0.5);
        assertThat(duration(base + "?audio_only=true")).isGreaterThan(Media.SECONDS - 0.5);
    }

    private static double duration(String stream) throws Exception {
        return Double.parseDouble(
                run(List.of("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", stream))
                        .strip());
    }

    /** A checksum of the picture shown at that second. */
    private static String frameAt(String stream, int second) throws Exception {
        return run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-ss",
                Integer.toString(second),
                "-i",
                stream,
                "-frames:v",
                "1",
                "-map",
                "0:v",
                "-f",
                "md5",
                "-"));
    }

    private static Path file(String name) throws Exception {
        return Files.write(Path.of("target/test-media/copy-" + name), MEDIA.bytes(name));
    }

    private static String run(List<String> command) throws Exception {
        Path output = Files.createTempFile("player", ".txt");
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
