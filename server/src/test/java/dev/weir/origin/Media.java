package dev.weir.origin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Media made by ffmpeg once and kept below `target`, and bytes that are no media for tests that only count them. */
public final class Media {
    /** Seconds that each recipe lasts. */
    public static final int SECONDS = 20;

    private static final int NOISE_BYTES = 6 << 20;
    private static final Path FOLDER = Path.of("target/test-media");
    private static final Map<String, List<String>> RECIPES = new TreeMap<>(Map.of(
            "v144.mp4", h264("256x144"),
            "v360.mp4", h264("640x360"),
            "v720.mp4", h264("1280x720"),
            "v360.webm", webm("640x360"),
            "a128.m4a",
                    List.of("-f", "lavfi", "-i", tone(), "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart")));

    private final Map<String, byte[]> files;

    private Media(Map<String, byte[]> files) {
        this.files = files;
    }

    /** All files, made now where an earlier run has not left them. */
    public static Media make() {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, List<String>> recipe : RECIPES.entrySet()) {
                files.put(recipe.getKey(), Files.readAllBytes(file(recipe.getKey(), recipe.getValue())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] noise = new byte[NOISE_BYTES];
        new Random(25).nextBytes(noise);
        files.put("noise.mp4", noise);
        return new Media(files);
    }

    /** A file's bytes; not to be changed. */
    public byte[] bytes(String name) {
        byte[] found = files.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no such file: " + name);
        }
        return found;
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    private static Path file(String name, List<String> recipe) throws IOException {
        Path made = FOLDER.resolve(Integer.toHexString(recipe.hashCode()) + "-" + name);
        if (!Files.exists(made)) {
            Path part = FOLDER.resolve("part-" + name);
            List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
            command.addAll(recipe);
            command.add(part.toString());
            run(command);
            Files.move(part, made, StandardCopyOption.ATOMIC_MOVE);
        }
        return made;
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("ffmpeg failed: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String picture(String size) {
        return "testsrc2=size=" + size + ":rate=25:duration=" + SECONDS;
    }

    private static String tone() {
        return "sine=frequency=440:duration=" + SECONDS;
    }

    private static List<String> h264(String size) {
        return List.of(
                "-f",
                "lavfi",
                "-i",
                picture(size),
                "-f",
                "lavfi",
                "-i",
                tone(),
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-g",
                "50",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
                "-movflags",
                "+faststart");
    }

    private static List<String> webm(String size) {
        return List.of(
                "-f",
                "lavfi",
                "-i",
                picture(size),
                "-f",
                "lavfi",
                "-i",
                tone(),
                "-c:v",
                "libvpx",
                "-deadline",
                "realtime",
                "-cpu-used",
                "8",
                "-b:v",
                "400k",
                "-c:a",
                "libopus");
    }
}
