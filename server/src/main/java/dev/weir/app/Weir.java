package dev.weir.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.config.Settings;
import dev.weir.deliver.Delivery;
import dev.weir.deliver.FactsMemory;
import dev.weir.extract.Extractor;
import dev.weir.extract.GuardedExtractor;
import dev.weir.extract.GuardedPlaylists;
import dev.weir.extract.WarmingExtractor;
import dev.weir.extract.ytdlp.Outlet;
import dev.weir.extract.ytdlp.YtDlpExtractor;
import dev.weir.health.HealthMonitor;
import dev.weir.health.Machine;
import dev.weir.http.Endpoints;
import dev.weir.http.document.FailureDocument;
import dev.weir.http.document.Timestamps;
import dev.weir.http.media.MediaResponder;
import dev.weir.http.mode.SmartMode;
import dev.weir.http.mode.StreamMode;
import dev.weir.http.route.AuthRoutes;
import dev.weir.http.route.CacheRoutes;
import dev.weir.http.route.DocumentationRoutes;
import dev.weir.http.route.Lookups;
import dev.weir.http.route.MetricsRoutes;
import dev.weir.http.route.PageRoutes;
import dev.weir.http.route.RenderedVideos;
import dev.weir.http.route.StreamAddressRoutes;
import dev.weir.http.route.StreamRoutes;
import dev.weir.http.route.SystemRoutes;
import dev.weir.http.route.VideoRoutes;
import dev.weir.http.server.WebServer;
import dev.weir.limit.StreamAdmission;
import dev.weir.resolve.Lifetimes;
import dev.weir.resolve.PurgeScope;
import dev.weir.resolve.Resolver;
import dev.weir.security.cookies.CookieStore;
import dev.weir.security.egress.AddressPolicy;
import dev.weir.security.egress.CheckedEgress;
import dev.weir.security.egress.EgressDialer;
import dev.weir.security.egress.EgressGuard;
import dev.weir.security.egress.GuardProxy;
import dev.weir.security.egress.HostResolver;
import dev.weir.select.AllowedHeights;
import dev.weir.select.Selector;
import dev.weir.source.LazyTls;
import dev.weir.source.SourceFactory;
import dev.weir.source.UpstreamClient;
import dev.weir.telemetry.AccessLog;
import dev.weir.telemetry.AuditLog;
import dev.weir.telemetry.CookieMetrics;
import dev.weir.telemetry.MeteredExtractor;
import dev.weir.telemetry.MeteredPlaylists;
import dev.weir.telemetry.RefusalMetrics;
import dev.weir.telemetry.RequestMetrics;
import dev.weir.telemetry.StreamMetrics;
import dev.weir.telemetry.UpstreamMetrics;
import dev.weir.video.Format;
import dev.weir.video.Platforms;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The composition root: builds every object of the server once, and closes what needs closing, last built first. */
public final class Weir implements AutoCloseable {
    private static final Duration DRAIN_CHECK = Duration.ofMillis(50);

    private final ClosingStack closing = new ClosingStack();
    private final Settings settings;
    private final HealthMonitor health;
    private final StreamAdmission admission;
    private final CompletableFuture<?> extraction;
    private final int port;
    private final MeterRegistry meters;
    private final Map<String, Set<String>> routes;

    private Weir(Settings settings, HostResolver names)
            throws IOException, GeneralSecurityException, InterruptedException {
        this.settings = settings;
        try {
            InstantSource clock = InstantSource.system();
            Ticker ticker = Ticker.systemTicker();
            ExecutorService blocking =
                    closing.add(Executors.newVirtualThreadPerTaskExecutor(), ExecutorService::shutdownNow);
            int loops = Runtime.getRuntime().availableProcessors();
            Vertx vertx = closing.add(vertx(loops), Weir::close);

            PrometheusMeterRegistry registry =
                    closing.add(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), PrometheusMeterRegistry::close);
            RequestMetrics requestMetrics = new RequestMetrics(registry);
            StreamMetrics streamMetrics = new StreamMetrics(registry);

            EgressGuard guard = new CheckedEgress(
                    new AddressPolicy(settings.egress().allow()),
                    names,
                    settings.extraction().proxy(),
                    blocking,
                    ticker);
            LazyTls tls = new LazyTls(settings.egress(), blocking);
            if (settings.extraction().proxyOverTls()) {
                tls.require();
            }
            EgressDialer dialer = new EgressDialer(
                    settings.upstream().connectTimeout(), () -> tls.context().join());
            GuardProxy guardProxy = closing.add(
                    GuardProxy.start(
                            guard,
                            dialer,
                            settings.extraction().timeout().plusSeconds(30),
                            ((VertxInternal) vertx).nettyEventLoopGroup()),
                    GuardProxy::close);
            CookieStore cookies = new CookieStore(
                    settings.storage().cookies(), settings.cache().authStatusTtl(), clock);
            YtDlpExtractor ytDlp = closing.add(
                    new YtDlpExtractor(
                            settings.extraction(),
                            new Outlet(guardProxy.address(), settings.egress().caFile()),
                            settings.delivery().platforms().anyPage(),
                            clock,
                            cookies),
                    YtDlpExtractor::close);
            this.extraction = ytDlp.started();
            Extractor extractor = new MeteredExtractor(
                    new GuardedExtractor(new WarmingExtractor(ytDlp, tls::begin), guard), registry);
            Lifetimes lifetimes = new Lifetimes(
                    settings.cache().videoInfoTtl(),
                    settings.cache().platformTtls(),
                    settings.cache().streamUrlTtl());
            SharedParts shared = SharedParts.start(
                    settings,
                    lifetimes,
                    ((VertxInternal) vertx).nettyEventLoopGroup().next(),
                    blocking,
                    clock,
                    registry,
                    closing);
            Resolver resolver = new Resolver(extractor, blocking, clock, ticker, lifetimes, shared.cache());
            shared.watch(resolver, registry);

            // The first look at the files is no change.
            CookieMetrics.register(cookies, registry);
            cookies.onChange(platform ->
                    resolver.purge(new PurgeScope.OnePlatform(platform)).join());

            UpstreamClient upstream = closing.add(
                    new UpstreamClient(
                            settings.upstream(), guard, dialer::dial, tls, PooledByteBufAllocator.DEFAULT, clock),
                    UpstreamClient::close);
            SourceFactory sources = new SourceFactory(upstream, new UpstreamMetrics(registry));
            this.admission = new StreamAdmission(
                    settings.limits().streams(), settings.limits().streamsPerClient());
            this.health = closing.add(
                    new HealthMonitor(
                            ytDlp,
                            shared::health,
                            settings.storage().downloads(),
                            Executors.newSingleThreadScheduledExecutor(
                                    Thread.ofPlatform().daemon().name("health").factory())),
                    HealthMonitor::close);

            Timestamps timestamps = new Timestamps(clock);
            Platforms platforms = new Platforms(settings.delivery().platforms());
            AllowedHeights heights = new AllowedHeights(settings.delivery().heights());
            Selector selector = new Selector(Format::isSingleFile, heights);
            RateLimitParts rates =
                    RateLimitParts.of(settings.rateLimit(), shared.scripts(), registry, clock, ticker, blocking);
            Lookups lookups = new Lookups(platforms, resolver, rates.charges());
            StreamRoutes streams = new StreamRoutes(
                    lookups,
                    selector,
                    heights,
                    new Delivery(resolver, sources),
                    new MediaResponder(
                            new FactsMemory(blocking, ticker),
                            admission,
                            streamMetrics,
                            settings.limits().clientIdle(),
                            clock),
                    smartMode(settings));
            StreamAddressRoutes addresses = new StreamAddressRoutes(
                    lookups,
                    platforms,
                    selector,
                    heights,
                    streams,
                    settings.cache().videoInfoTtl());
            RenderedVideos rendered = new RenderedVideos();
            VideoRoutes videos = new VideoRoutes(lookups, rendered, timestamps);
            BatchParts batch = new BatchParts(
                    resolver,
                    new MeteredPlaylists(new GuardedPlaylists(ytDlp, guard), registry),
                    lifetimes,
                    blocking,
                    settings.extraction().workers(),
                    clock,
                    timestamps,
                    platforms,
                    heights,
                    lookups,
                    rates.charges(),
                    rendered,
                    streams,
                    addresses);
            Machine machine = new Machine(clock);
            SystemRoutes system =
                    new SystemRoutes(health, machine, settings.server().version(), clock, timestamps);
            MetricsRoutes metrics =
                    new MetricsRoutes(registry, requestMetrics, streamMetrics, admission, resolver, timestamps);
            CacheRoutes cache = new CacheRoutes(resolver, shared::figures, platforms);
            PageRoutes page = new PageRoutes(settings.server().version());
            AuthRoutes auth = new AuthRoutes(cookies, blocking, timestamps);
            DocumentationRoutes documentation = new DocumentationRoutes(blocking);
            gauges(registry, resolver, extractor);
            closing.add(ProcessMeters.register(registry), ProcessMeters::close);
            GetRoutes gets = GetRoutes.of(
                    settings,
                    lookups,
                    selector,
                    heights,
                    smartMode(settings),
                    health,
                    machine,
                    blocking,
                    clock,
                    timestamps);

            // The hottest and the fixed words first, the patterns that would take them for platforms last.
            List<Consumer<Endpoints>> groups = List.of(
                    system::register,
                    videos::register,
                    batch::register,
                    metrics::register,
                    cache::register,
                    auth::register,
                    streams::register,
                    addresses::register,
                    gets::register,
                    streams::registerSmart,
                    page::register,
                    documentation::register);

            WebServer web = new WebServer(
                    vertx,
                    settings,
                    endpoints -> groups.forEach(each -> each.accept(endpoints)),
                    requestMetrics,
                    new AccessLog(),
                    closing.add(AuditLog.open(settings.audit(), registry, clock), AuditLog::close),
                    new RefusalMetrics(registry),
                    health,
                    rates.filter(),
                    new FailureDocument(timestamps, settings.server().exposeDetailedErrors()));
            this.port = web.start(loops).await();
            this.meters = registry;
            this.routes = web.registered();
            health.start();
        } catch (RuntimeException | IOException | GeneralSecurityException | InterruptedException e) {
            closing.close();
            throw e;
        }
    }

    /** Starts a server; it listens when this returns, while the extractor may still be warming up. */
    public static Weir start(Settings settings) throws IOException, GeneralSecurityException, InterruptedException {
        return start(settings, HostResolver.system());
    }

    /** As {@link #start(Settings)}, with another way to find the addresses of names. */
    public static Weir start(Settings settings, HostResolver names)
            throws IOException, GeneralSecurityException, InterruptedException {
        return new Weir(settings, names);
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** What it counts; parts of the process that are older than the server publish their own figures here. */
    public MeterRegistry meters() {
        return meters;
    }

    /** What it answers: methods by path template, for whoever checks that the documentation is complete. */
    public Map<String, Set<String>> routes() {
        return routes;
    }

    /** Completes when extraction works; fails where the interpreter cannot run the extractor at all. */
    public CompletableFuture<?> extraction() {
        return extraction;
    }

    /** Takes no new work, gives streams SHUTDOWN_TIMEOUT to end, then ends everything. */
    @Override
    public void close() {
        health.drain();
        long deadline = System.nanoTime() + settings.limits().shutdown().toNanos();
        try {
            while (admission.active() > 0 && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(DRAIN_CHECK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closing.close();
    }

    private static Vertx vertx(int loops) {
        return Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(loops)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    }

    private static void close(Vertx vertx) {
        vertx.close().await();
    }

    private static SmartMode smartMode(Settings settings) {
        return new SmartMode(
                settings.delivery().smartProxy(),
                settings.delivery().proxyCountries(),
                switch (settings.delivery().defaultMode()) {
                    case AUTO -> StreamMode.AUTO;
                    case PROXY -> StreamMode.PROXY;
                    case DIRECT -> StreamMode.DIRECT;
                });
    }

    private void gauges(PrometheusMeterRegistry registry, Resolver resolver, Extractor extractor) {
        Gauge.builder("weir.streams.active", admission, StreamAdmission::active)
                .description("Media answers under way")
                .register(registry);
        Gauge.builder("weir.cache.videos", resolver, Resolver::size)
                .description("Outcomes of extractions in memory")
                .register(registry);
        Gauge.builder("weir.extractor.workers.ready", extractor, x -> x.health().workersReady())
                .description("Worker processes that can take a request")
                .register(registry);
        Gauge.builder("weir.extractor.workers.busy", extractor, x -> x.health().workersBusy())
                .description("Worker processes with a request under way")
                .register(registry);
        Gauge.builder("weir.extractor.queue", extractor, x -> x.health().queued())
                .description("Extractions that wait for a worker")
                .register(registry);
    }
}
