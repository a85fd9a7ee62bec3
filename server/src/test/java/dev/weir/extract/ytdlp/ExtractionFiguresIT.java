package dev.weir.extract.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.config.ExtractionSettings;
import dev.weir.video.VideoRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The figures that warm workers are for; bounds are wide, since other work may run beside the tests. */
class ExtractionFiguresIT {
    private static final Logger LOG = LoggerFactory.getLogger(ExtractionFiguresIT.class);

    private static ExtractionSettings settings(int workers) {
        ExtractionSettings usual = Extraction.settings(workers, Duration.ofSeconds(20), 16);
        return new ExtractionSettings(workers, usual.timeout(), 16, usual.python(), List.of(), null, 1000, 128L << 20);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    @Test
    void warmExtractionsAreQuickAndWorkersSmall() throws Exception {
        try (Origin origin = new Origin();
                YtDlpExtractor extractor = Extraction.started(settings(4))) {
            VideoRef ref = Extraction.page(origin.url("/page"));
            await().atMost(Duration.ofSeconds(5)).until(() -> extractor.health().workersReady() == 4);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        extractor.extract(ref);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            long[] took = new long[60];
            for (int i = 0; i < took.length; i++) {
                long start = System.nanoTime();
                extractor.extract(ref);
                took[i] = System.nanoTime() - start;
            }
            double median = millis(LongStream.of(took)
                    .sorted()
                    .skip(took.length / 2)
                    .findFirst()
                    .orElseThrow());
            long parent = extractor.parentPid();
            List<Long> workers = Processes.children(parent);
            assertThat(workers).hasSize(4);
            double pss = (Processes.pss(parent)
                            + workers.stream().mapToLong(Processes::pss).sum())
                    / (double) (1 << 20);
            LOG.warn("warm extraction p50 {} ms, parent and four workers {} MiB PSS", median, pss);
            assertThat(median).isLessThan(60);
            assertThat(pss).isLessThan(220);
        }
    }

    @Test
    void aReplacedWorkerAnswersSoon() throws Exception {
        try (Origin origin = new Origin();
                YtDlpExtractor extractor = Extraction.started(settings(1))) {
            VideoRef ref = Extraction.page(origin.url("/page"));
            long[] took = new long[9];
            for (int i = 0; i < took.length; i++) {
                extractor.extract(ref);
                long worker = Processes.children(extractor.parentPid()).getFirst();
                long start = System.nanoTime();
                Processes.kill(worker);
                extractor.extract(ref);
                took[i] = System.nanoTime() - start;
            }
            double median = millis(LongStream.of(took)
                    .sorted()
                    .skip(took.length / 2)
                    .findFirst()
                    .orElseThrow());
            LOG.warn("from the death of a worker to the first answer of the next: p50 {} ms", median);
            assertThat(median).isLessThan(250);
        }
    }
}
