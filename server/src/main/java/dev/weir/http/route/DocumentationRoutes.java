package dev.weir.http.route;

import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.OpenApiDocument;
import dev.weir.http.header.SecurityHeaders;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The description of the interface, as YAML and JSON for programs and at `/docs` for people; the replaced systems' addresses lead there. */
public final class DocumentationRoutes {
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** Relative, so that they hold behind a proxy that puts this server below a path. */
    private static final Map<String, String> REDIRECTS = Map.of(
            "/docs/", "../docs",
            "/docs/index.html", "../docs",
            "/redoc", "docs",
            "/swagger/index.html", "../docs",
            "/swagger/doc.json", "../openapi.json");

    private final Executor blocking;

    /** @param blocking reads files, and converts */
    public DocumentationRoutes(Executor blocking) {
        this.blocking = blocking;
    }

    public void register(Endpoints endpoints) {
        StoredFile page = StoredFile.of("/web/docs.html", "text/html; charset=utf-8");
        REDIRECTS.forEach(
                (path, target) -> endpoints.get(path, ErrorCode.NOT_FOUND, ctx -> Replies.redirect(ctx, target)));
        endpoints.get("/docs", ErrorCode.NOT_FOUND, ctx -> {
            RequestScope.of(ctx).answersWith(SecurityHeaders.Kind.DOCUMENTATION);
            send(ctx, page);
        });
        file(endpoints, "/docs/weir-docs.js", StoredFile.of("/web/weir-docs.js", SCRIPT));
        file(endpoints, "/docs/swagger-ui.css", swaggerUi("swagger-ui.css", "text/css; charset=utf-8"));
        file(endpoints, "/docs/swagger-ui-bundle.js", swaggerUi("swagger-ui-bundle.js", SCRIPT));
        file(endpoints, "/openapi.yaml", StoredFile.of(OpenApiDocument.RESOURCE, "application/yaml"));
        file(
                endpoints,
                "/openapi.json",
                new StoredFile(
                        OpenApiDocument.RESOURCE,
                        "application/json",
                        yaml -> OpenApiDocument.parse(yaml).toBuffer().getBytes()));
    }

    private static StoredFile swaggerUi(String name, String contentType) {
        return StoredFile.of(SWAGGER_UI + name, contentType);
    }

    private void file(Endpoints endpoints, String path, StoredFile file) {
        endpoints.get(path, ErrorCode.NOT_FOUND, ctx -> send(ctx, file));
    }

    private void send(RoutingContext ctx, StoredFile file) {
        StoredFile.Content remembered = file.remembered();
        if (remembered != null) {
            send(ctx, file.contentType(), remembered);
            return;
        }
        Future.fromCompletionStage(
                        CompletableFuture.supplyAsync(file::load, blocking),
                        ctx.vertx().getOrCreateContext())
                .onSuccess(content -> send(ctx, file.contentType(), content))
                .onFailure(ctx::fail);
    }

    private static void send(RoutingContext ctx, String contentType, StoredFile.Content content) {
        if (ctx.response().closed()) {
            return;
        }
        ctx.response().putHeader("ETag", content.tag()).putHeader("Cache-Control", "no-cache");
        if (content.tag().equals(ctx.request().getHeader("If-None-Match"))) {
            ctx.response().setStatusCode(304).end();
        } else {
            Replies.bytes(ctx, 200, contentType, content.bytes());
        }
    }
}
