package dev.weir.app;

import dev.weir.config.Settings;
import dev.weir.config.SettingsReader;
import dev.weir.config.SettingsResult;
import dev.weir.telemetry.Logging;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server with the settings of the environment, and stops it on a signal. */
public final class Main {
    /** As sysexits.h has it: the configuration is wrong. */
    private static final int EX_CONFIG = 78;

    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        switch (new SettingsReader(version(), Path.of("python3")).read(System.getenv())) {
            case SettingsResult.Rejected rejected -> {
                rejected.problems().forEach(System.err::println);
                System.exit(EX_CONFIG);
            }
            case SettingsResult.Loaded loaded -> run(loaded);
        }
    }

    private static void run(SettingsResult.Loaded loaded) throws InterruptedException {
        Settings settings = loaded.settings();
        Logging logging = Logging.start(settings.log());
        Logger log = LoggerFactory.getLogger(Main.class);
        loaded.warnings().forEach(log::warn);
        Weir weir;
        try {
            weir = Weir.start(settings);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            log.error("the server cannot start: {}", e.getMessage());
            logging.close();
            System.exit(FAILED);
            return;
        }
        logging.meter(weir.meters());
        Thread shutdown = new Thread(
                () -> {
                    log.info("stopping");
                    weir.close();
                    logging.close();
                },
                "shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(shutdown);
        } catch (IllegalStateException e) {
            // The signal came while the server was starting, so nobody else will close it.
            weir.close();
            return;
        }
        log.atInfo()
                .addKeyValue("host", settings.server().host())
                .addKeyValue("port", weir.port())
                .addKeyValue("version", settings.server().version())
                .log("listening");
        var _ = weir.extraction().whenComplete((versions, failure) -> {
            if (failure == null) {
                log.atInfo().addKeyValue("versions", versions).log("extraction is ready");
            } else {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                log.error("extraction cannot work: {}", cause == null ? failure.getMessage() : cause.getMessage());
                // A new thread, since the exit waits for hooks that wait for whoever completes this.
                Thread.ofPlatform().start(() -> System.exit(FAILED));
            }
        });
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
