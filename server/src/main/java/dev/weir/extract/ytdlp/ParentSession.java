package dev.weir.extract.ytdlp;

import dev.weir.config.ExtractionSettings;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the Python parent: its process, its private directory, and the socket that its workers connect to. */
final class ParentSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ParentSession.class);

    /** What a Python interpreter may need to find itself; nothing else of the server's environment is the extraction's business. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LD_LIBRARY_PATH", "TZ");

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final int MAX_LOGGED = 500;

    /** Told what happens, on threads of the session. */
    interface Listener {
        void forked(ParentSession session, long pid);

        void joined(ParentSession session, Worker worker);

        /** The worker's connection ended. */
        void lost(ParentSession session, Worker worker);

        void ended(ParentSession session, long pid);
    }

    private final WorkerDirectory directory;
    private final ServerSocketChannel socket;
    private final Process process;
    private final Listener listener;
    private final CompletableFuture<Versions> ready = new CompletableFuture<>();

    private ParentSession(WorkerDirectory directory, ServerSocketChannel socket, Process process, Listener listener) {
        this.directory = directory;
        this.socket = socket;
        this.process = process;
        this.listener = listener;
    }

    /** @throws IOException where the interpreter cannot be started */
    static ParentSession start(ExtractionSettings settings, Outlet outlet, String marker, Listener listener)
            throws IOException {
        WorkerDirectory directory = WorkerDirectory.create();
        try {
            ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                    .bind(UnixDomainSocketAddress.of(directory.socket()), settings.workers());
            try {
                Process process = launch(settings.python(), directory, marker);
                ParentSession session = new ParentSession(directory, socket, process, listener);
                session.begin(configuration(settings, outlet, directory));
                return session;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    private static Process launch(Path python, WorkerDirectory directory, String marker) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(python.toString(), directory.main().toString());
        builder.directory(directory.root().toFile());
        var environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.put("WEIR_EXTRACTION", marker);
        environment.put("PYTHONUTF8", "1");
        environment.put("TMPDIR", directory.temporary().toString());
        environment.put("XDG_CACHE_HOME", directory.temporary().toString());
        environment.put("DENO_DIR", directory.temporary().toString());
        environment.put("DENO_NO_UPDATE_CHECK", "1");
        return builder.start();
    }

    private static JsonObject configuration(ExtractionSettings settings, Outlet outlet, WorkerDirectory directory) {
        // A site that stalls is to be reported by the worker, before its patience for the whole ends.
        double socketTimeout = Math.min(20, settings.timeout().toMillis() * 0.6 / 1000);
        JsonArray plugins = new JsonArray();
        settings.pluginDirs().forEach(path -> plugins.add(path.toAbsolutePath().toString()));
        return new JsonObject()
                .put("socket", directory.socket().toString())
                .put("directory", directory.root().toString())
                .put("proxy", outlet.proxy())
                .put(
                        "ca_file",
                        outlet.caFile() == null
                                ? null
                                : outlet.caFile().toAbsolutePath().toString())
                .put("plugin_dirs", plugins)
                .put("socket_timeout", socketTimeout)
                .put("memory_limit", 2 * settings.memoryPerWorker());
    }

    private void begin(JsonObject configuration) {
        // Reading a pipe holds on to its carrier, so that these two need threads of the platform.
        Thread.ofPlatform().daemon().name("ytdlp-events").start(this::readEvents);
        Thread.ofPlatform().daemon().name("ytdlp-log").start(this::readLog);
        Thread.ofVirtual().name("ytdlp-accept").start(this::accept);
        var _ = process.onExit()
                .thenAccept(ended -> ready.completeExceptionally(
                        new ExtractorStartException("The Python of YTDLP_PYTHON ended with status " + ended.exitValue()
                                + " before yt-dlp was ready.")));
        send(configuration);
    }

    /** Completes when workers can be forked, or fails with {@link ExtractorStartException}. */
    CompletableFuture<Versions> ready() {
        return ready;
    }

    /** Completes when the process has ended. */
    CompletableFuture<Process> exit() {
        return process.onExit();
    }

    /** The parent's process id. */
    long pid() {
        return process.pid();
    }

    void fork(int count) {
        send(new JsonObject().put("command", "fork").put("count", count));
    }

    /** Kills a worker with its whole process group. */
    void kill(long pid) {
        send(new JsonObject().put("command", "kill").put("pid", pid));
    }

    private synchronized void send(JsonObject line) {
        try {
            var commands = process.getOutputStream();
            commands.write((line.encode() + "\n").getBytes(StandardCharsets.UTF_8));
            commands.flush();
        } catch (IOException e) {
            LOG.debug("the extraction parent does not listen any more: {}", e.getMessage());
        }
    }

    private void readEvents() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                handle(new JsonObject(line));
            }
        } catch (IOException | DecodeException | ClassCastException e) {
            LOG.warn("the extraction parent does not speak as it should: {}", e.getMessage());
            process.destroyForcibly();
        }
    }

    private void handle(JsonObject event) throws IOException {
        switch (event.getString("event", "")) {
            case "ready" ->
                ready.complete(new Versions(
                        event.getString("yt_dlp"), event.getString("python"), event.getString("javascript")));
            case "failed" ->
                ready.completeExceptionally(new ExtractorStartException(
                        "The Python of YTDLP_PYTHON cannot run yt-dlp: " + event.getString("problem") + "."));
            case "forked" -> listener.forked(this, event.getLong("pid"));
            case "exited" -> {
                LOG.debug("worker {} ended with {}", event.getLong("pid"), event.getInteger("status"));
                listener.ended(this, event.getLong("pid"));
            }
            default -> throw new IOException("unknown event");
        }
    }

    private void readLog() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LOG.warn("yt-dlp: {}", line.length() > MAX_LOGGED ? line.substring(0, MAX_LOGGED) : line);
            }
        } catch (IOException e) {
            LOG.debug("the extraction's log ended: {}", e.getMessage());
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = socket.accept();
                Thread.ofVirtual().name("ytdlp-worker").start(() -> meet(channel));
            }
        } catch (IOException e) {
            LOG.debug("no more workers are met: {}", e.getClass().getSimpleName());
        }
    }

    private void meet(SocketChannel channel) {
        try (channel) {
            Worker worker = Worker.meet(channel);
            listener.joined(this, worker);
            worker.listen();
            listener.lost(this, worker);
        } catch (IOException e) {
            LOG.debug("a worker was gone before it was met: {}", e.getMessage());
        }
    }

    /** Ends the parent, and with it every worker, within seconds. */
    @Override
    public void close() {
        try {
            socket.close();
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the extraction parent was gone already: {}", e.getMessage());
        }
        boolean interrupted = false;
        try {
            if (!process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                // Its workers asked the kernel to be killed when it is.
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            interrupted = true;
        }
        directory.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
