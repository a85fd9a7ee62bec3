package dev.weir.http.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.http.RequestScope;
import dev.weir.limit.Budget;
import dev.weir.limit.Decision;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Counts requests, tells clients how many they have left, and refuses those past the limit. */
public final class RateLimitFilter implements Handler<RoutingContext> {
    private final RateGate gate;
    private final RateLimitFields fields;
    private final AdmittedStreams streams;

    /** @param maintenance runs the upkeep of what is remembered */
    public RateLimitFilter(RateGate gate, InstantSource clock, Ticker ticker, Executor maintenance) {
        this.gate = gate;
        this.fields = new RateLimitFields(clock);
        this.streams = new AdmittedStreams(ticker, maintenance);
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        RequestScope scope = RequestScope.of(ctx);
        Budget budget = RequestBudget.of(request.method(), request.path());
        if (budget == null || (budget == Budget.STREAMS && streams.covers(RateGate.clientOf(scope), request))) {
            ctx.next();
            return;
        }
        CompletableFuture<Decision> answer = gate.ask(scope, budget);
        if (answer.isDone()) {
            follow(ctx, scope, answer.join());
            return;
        }
        // A body that comes meanwhile waits for the route that reads it.
        request.pause();
        Future.fromCompletionStage(answer, ctx.vertx().getOrCreateContext()).onComplete(done -> {
            if (!ctx.response().closed()) {
                if (done.succeeded()) {
                    follow(ctx, scope, done.result());
                } else {
                    ctx.fail(done.cause());
                }
            }
            request.resume();
        });
    }

    private void follow(RoutingContext ctx, RequestScope scope, Decision decision) {
        fields.write(ctx.response().headers(), decision);
        if (!decision.admitted()) {
            ctx.fail(gate.refusal(decision));
            return;
        }
        if (decision.quota().budget() == Budget.STREAMS) {
            streams.remember(RateGate.clientOf(scope), ctx.request());
        }
        ctx.next();
    }
}
