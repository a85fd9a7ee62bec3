package dev.weir.extract.ytdlp;

import java.time.Duration;

/** A program that starts a pool and hangs in an extraction, to be killed. */
final class HangingServer {
    private HangingServer() {}

    /** @param arguments the file in which the extraction notes its processes */
    public static void main(String[] arguments) throws InterruptedException {
        try (YtDlpExtractor extractor = Extraction.started(Extraction.settings(2, Duration.ofMinutes(5), 4))) {
            extractor.extract(Extraction.order("hang", "file", arguments[0]));
        }
    }
}
