package dev.weir.http.server;

import dev.weir.config.HeaderSettings;
import dev.weir.config.Settings;
import dev.weir.health.HealthMonitor;
import dev.weir.http.BodyIntake;
import dev.weir.http.Endpoints;
import dev.weir.http.document.FailureDocument;
import dev.weir.http.header.SecurityHeaders;
import dev.weir.http.limit.RateLimitFilter;
import dev.weir.security.access.AddressSet;
import dev.weir.telemetry.AccessLog;
import dev.weir.telemetry.AuditLog;
import dev.weir.telemetry.RefusalMetrics;
import dev.weir.telemetry.RequestMetrics;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Listens, on every event loop the same, and leads requests through the filters to the routes. */
public final class WebServer {
    private static final Duration SPARE = Duration.ofSeconds(15);
    private static final Duration LEAST_IDLE = Duration.ofSeconds(75);

    /** What the decoder takes beyond our own limits, so that a request a little too long is answered in full. */
    private static final int DECODER_SPARE = 2 * 1024;

    /** What a head or a body may take to come, as long as somebody on a slow line may need and nobody who means harm should get. */
    private static final Duration HEAD_PATIENCE = Duration.ofSeconds(10);

    private static final Duration BODY_PATIENCE = Duration.ofSeconds(30);

    /** What begins something that takes time, and is therefore refused once the server is going down. */
    private static final List<String> WORK = List.of(
            "/api/v2/stream/*",
            "/api/v2/videos/*",
            "/api/v2/playlists/*",
            "/api/vrchat/stream",
            "/api/vrchat/info",
            "/api/stream",
            "/api/info",
            "/api/formats");

    private final Vertx vertx;
    private final Settings settings;
    private final Consumer<Endpoints> routes;
    private final RequestMetrics metrics;
    private final AccessLog accessLog;
    private final AuditTrail audit;
    private final RefusalMetrics refusals;
    private final HealthMonitor health;
    private final RateLimitFilter rateLimit;
    private final FailureDocument failures;
    private final ConnectionLimits connections;
    private final BodyIntake bodies;
    private final AtomicInteger port = new AtomicInteger();
    private volatile Map<String, Set<String>> registered = Map.of();

    /** @param routes registers every endpoint; called once for each event loop */
    public WebServer(
            Vertx vertx,
            Settings settings,
            Consumer<Endpoints> routes,
            RequestMetrics metrics,
            AccessLog accessLog,
            AuditLog audit,
            RefusalMetrics refusals,
            HealthMonitor health,
            RateLimitFilter rateLimit,
            FailureDocument failures) {
        this.vertx = vertx;
        this.settings = settings;
        this.routes = routes;
        this.metrics = metrics;
        this.accessLog = accessLog;
        this.audit = new AuditTrail(audit);
        this.refusals = refusals;
        this.health = health;
        this.rateLimit = rateLimit;
        this.failures = failures;
        long heap = Runtime.getRuntime().maxMemory();
        this.connections = new ConnectionLimits(
                settings.limits(),
                settings.limits().urlLength() + settings.limits().headerSize() + 2 * DECODER_SPARE,
                heap,
                new AddressSet(settings.access().trustedProxies()));
        this.bodies = new BodyIntake(settings.limits().bodySize(), heap, BODY_PATIENCE);
    }

    /**
     * Begins to listen.
     *
     * @param loops how many event loops serve
     * @return the port, once requests are answered
     */
    public Future<Integer> start(int loops) {
        return vertx.deployVerticle(Listener::new, new DeploymentOptions().setInstances(loops))
                .map(deployed -> port.get());
    }

    /** What every event loop answers: methods by path template. */
    public Map<String, Set<String>> registered() {
        return registered;
    }

    private final class Listener extends VerticleBase {
        @Override
        public Future<?> start() {
            ConnectionGuard guard = new ConnectionGuard(vertx, connections, HEAD_PATIENCE);
            Router router = router();
            HttpServer server = vertx.createHttpServer(options())
                    .connectionHandler(guard::opened)
                    .requestHandler(request -> {
                        guard.asked(request.connection());
                        router.handle(request);
                    })
                    .invalidRequestHandler(new InvalidRequestHandler(failures, refusals));
            return server.listen(portToShare(), settings.server().host())
                    .onSuccess(listening -> port.set(listening.actualPort()));
        }
    }

    /** Vert.x gives every listener of a deployment the same free port where it is asked for a negative one. */
    private int portToShare() {
        return settings.server().port() == 0 ? -1 : settings.server().port();
    }

    private HttpServerOptions options() {
        Duration longest = Collections.max(List.of(
                LEAST_IDLE,
                settings.limits().clientIdle().plus(SPARE),
                settings.extraction().timeout().plus(SPARE)));
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(settings.limits().urlLength() + DECODER_SPARE)
                .setMaxHeaderSize(settings.limits().headerSize() + DECODER_SPARE)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(longest.toMillis()))
                .setTcpNoDelay(true);
    }

    private Router router() {
        Router router = Router.router(vertx);
        RequestFilter requests = new RequestFilter(
                new ClientAddresses(settings.access().trustedProxies()),
                securityHeaders(settings.headers()),
                metrics,
                accessLog,
                audit);
        router.route()
                .useNormalizedPath(false)
                .handler(requests)
                .failureHandler(new FailureHandler(requests, failures, refusals));
        CorsFilter cors = new CorsFilter(settings.cors(), settings.access().keyHeader());
        boolean crossOrigin = !settings.cors().origins().isEmpty();
        addIf(crossOrigin, router, cors);
        router.route().useNormalizedPath(false).handler(new SizeFilter(settings.limits()));
        addIf(settings.access().addressesChecked(), router, new AddressFilter(settings.access()));
        addIf(crossOrigin, router, cors::preflight);
        KeyFilter keys = new KeyFilter(settings.access());
        addIf(settings.access().keysRequired(), router, keys::identify);
        addIf(settings.rateLimit().enabled(), router, rateLimit);
        addIf(settings.access().keysRequired(), router, keys::require);
        DrainFilter drain = new DrainFilter(health);
        for (String work : WORK) {
            router.route(work).useNormalizedPath(false).handler(drain);
        }
        Endpoints endpoints = new Endpoints(router, bodies, new ChangeGate(settings.access()));
        routes.accept(endpoints);
        registered = endpoints.registered();
        endpoints.refuseOtherMethods();
        router.route()
                .useNormalizedPath(false)
                .handler(
                        ctx -> ctx.fail(OlderNames.failure(ctx.request().path()).toException()));
        return router;
    }

    private static void addIf(boolean wanted, Router router, Handler<RoutingContext> filter) {
        if (wanted) {
            router.route().useNormalizedPath(false).handler(filter);
        }
    }

    private static SecurityHeaders securityHeaders(HeaderSettings headers) {
        return new SecurityHeaders(
                headers.contentSecurityPolicy(),
                headers.referrerPolicy(),
                headers.permissionsPolicy(),
                headers.hsts(),
                headers.hstsMaxAge());
    }
}
