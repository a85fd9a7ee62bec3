package dev.weir.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the ffmpeg on the path and reads its version. */
final class FfmpegProbe {
    private static final Pattern VERSION = Pattern.compile("ffmpeg version (\\S{1,60})");
    private static final int PATIENCE_SECONDS = 10;
    private static final int ENOUGH_BYTES = 4_096;

    /** @param version empty where it did not run */
    record Finding(ServiceHealth health, String version) {}

    Finding probe() {
        try {
            Process process = new ProcessBuilder("ffmpeg", "-hide_banner", "-version")
                    .redirectErrorStream(true)
                    .start();
            try (var output = process.getInputStream()) {
                process.getOutputStream().close();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return failed("it does not answer");
                }
                Matcher version = VERSION.matcher(new String(output.readNBytes(ENOUGH_BYTES), StandardCharsets.UTF_8));
                return process.exitValue() == 0 && version.find()
                        ? new Finding(ServiceHealth.HEALTHY, version.group(1))
                        : failed("it does not work");
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return failed("not found");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("the probe was interrupted");
        }
    }

    private static Finding failed(String reason) {
        return new Finding(ServiceHealth.problem(Level.DEGRADED, reason), "");
    }
}
