package dev.weir.http.limit;

import dev.weir.http.RequestScope;
import dev.weir.limit.Budget;
import dev.weir.limit.Decision;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Counts requests, tells clients how many they have left, and refuses those past the limit. */
public final class RateLimitFilter implements Handler<RoutingContext> {
    private final RateGate gate;
    private final RateLimitFields fields;

    public RateLimitFilter(RateGate gate, InstantSource clock) {
        this.gate = gate;
        this.fields = new RateLimitFields(clock);
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        RequestScope scope = RequestScope.of(ctx);
        Budget budget = RequestBudget.of(request.method(), request.path());
        if (budget == null) {
            ctx.next();
            return;
        }
        CompletableFuture<Decision> answer =
                budget == Budget.STREAMS ? gate.ask(scope, StreamReading.of(request)) : gate.ask(scope, budget);
        if (answer.isDone()) {
            follow(ctx, answer.join());
            return;
        }
        // A body that comes meanwhile waits for the route that reads it.
        request.pause();
        Future.fromCompletionStage(answer, ctx.vertx().getOrCreateContext()).onComplete(done -> {
            if (!ctx.response().closed()) {
                if (done.succeeded()) {
                    follow(ctx, done.result());
                } else {
                    ctx.fail(done.cause());
                }
            }
            request.resume();
        });
    }

    private void follow(RoutingContext ctx, Decision decision) {
        switch (decision.verdict()) {
            case UNCOUNTED -> ctx.next();
            case ADMITTED -> {
                fields.write(ctx.response().headers(), decision);
                ctx.next();
            }
            case REFUSED -> {
                fields.write(ctx.response().headers(), decision);
                ctx.fail(gate.refusal(decision));
            }
        }
    }
}
