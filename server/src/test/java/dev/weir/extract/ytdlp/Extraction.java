package dev.weir.extract.ytdlp;

import dev.weir.config.ExtractionSettings;
import dev.weir.security.cookies.CookieLender;
import dev.weir.video.VideoRef;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Builds extractors for tests, with the plugin that obeys its address. */
final class Extraction {
    static final Path PLUGINS = Path.of("src/test/resources/yt-dlp-plugins");

    private Extraction() {}

    static Path python() {
        String python = System.getProperty("weir.python");
        if (python == null || python.isEmpty()) {
            throw new IllegalStateException("the system property weir.python must name a Python that has yt-dlp");
        }
        return Path.of(python);
    }

    static ExtractionSettings settings(int workers, Duration timeout, int queue) {
        return new ExtractionSettings(workers, timeout, queue, python(), List.of(PLUGINS), null, 1000, 128L << 20);
    }

    static YtDlpExtractor started(ExtractionSettings settings, Outlet outlet) {
        YtDlpExtractor extractor =
                new YtDlpExtractor(settings, outlet, true, InstantSource.system(), CookieLender.NONE);
        extractor.started().orTimeout(30, TimeUnit.SECONDS).join();
        return extractor;
    }

    static YtDlpExtractor started(ExtractionSettings settings) {
        return started(settings, Outlet.DIRECT);
    }

    /** What the plugin is to do, with pairs of names and values. */
    static VideoRef order(String action, String... parameters) {
        StringBuilder page = new StringBuilder("http://weirtest.invalid/" + action);
        for (int i = 0; i < parameters.length; i += 2) {
            page.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return new VideoRef("weirtest", action, URI.create(page.toString()));
    }

    static VideoRef page(String url) {
        return new VideoRef("generic", url, URI.create(url));
    }
}
