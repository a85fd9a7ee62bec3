package dev.weir.http.server;

import dev.weir.health.HealthMonitor;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Takes no new work while the server is going down; what is under way goes on. */
final class DrainFilter implements Handler<RoutingContext> {
    private final HealthMonitor health;

    DrainFilter(HealthMonitor health) {
        this.health = health;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (!health.isDraining()) {
            ctx.next();
            return;
        }
        ctx.response().putHeader("Connection", "close");
        ctx.fail(Failure.of(Reason.OVERLOADED, "The server is shutting down.", "Ask again in a moment.")
                .retryAfter(Duration.ofSeconds(5))
                .toException());
    }
}
