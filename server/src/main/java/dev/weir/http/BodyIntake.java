package dev.weir.http;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Takes the bodies of requests in, within bounds: how long one may be, how long it may take to come, and what those of one client, and of all,
 * may hold at once. One for all event loops.
 */
public final class BodyIntake {
    private static final String TIMER = "weir.body.timer";
    private static final Duration RETRY = Duration.ofSeconds(5);

    private static final Pattern FORM =
            Pattern.compile("\\s*(?:application/x-www-form-urlencoded|multipart/)", Pattern.CASE_INSENSITIVE);

    private final int limit;
    private final Duration patience;
    private final BodyBudget budget;
    private final BodyHandler reader;

    /**
     * @param allowed MAX_REQUEST_BODY_SIZE, in bytes
     * @param heap what the JVM may use, in bytes
     * @param patience how long a body may take to come
     */
    public BodyIntake(int allowed, long heap, Duration patience) {
        this.limit = BodyBudget.longest(allowed, heap);
        this.patience = patience;
        this.budget = BodyBudget.within(heap, limit);
        this.reader = BodyHandler.create(false).setBodyLimit(limit);
    }

    /** Begins to read; the next handler is called when all is there. */
    void read(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw refusal(ctx, "The request's body is encoded.", "Send it without Content-Encoding.");
        }
        long claim = claim(request);
        String client = RequestScope.of(ctx).client();
        if (!budget.claim(client, claim)) {
            close(ctx);
            throw Failure.of(Reason.OVERLOADED, "Too many bodies are being read.", "Ask again in a few seconds.")
                    .retryAfter(RETRY)
                    .toException();
        }
        long timer = ctx.vertx().setTimer(patience.toMillis(), id -> {
            ctx.fail(refusal(ctx, "The request's body did not come in time.", "Send it at once."));
        });
        ctx.put(TIMER, timer);
        ctx.addEndHandler(ended -> {
            ctx.vertx().cancelTimer(timer);
            budget.giveBack(client, claim);
        });
        RequestScope.of(ctx).readsBody(true);
        takeAsBytes(request);
        reader.handle(ctx);
    }

    /** Between reading and whoever wants the body: it has come in time. */
    Handler<RoutingContext> arrived() {
        return ctx -> {
            Long timer = ctx.get(TIMER);
            if (timer != null) {
                ctx.vertx().cancelTimer(timer);
            }
            RequestScope.of(ctx).readsBody(false);
            ctx.next();
        };
    }

    /** A body that says its length is believed, one that does not may become as long as any; one that is too long is refused unread. */
    private long claim(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : limit;
        }
        try {
            long bytes = Long.parseLong(length);
            return bytes > limit ? 0 : bytes;
        } catch (NumberFormatException e) {
            return limit;
        }
    }

    private static FailureException refusal(RoutingContext ctx, String message, String detail) {
        close(ctx);
        return Failure.of(Reason.INVALID_PARAMETER, message, detail).toException();
    }

    /** What is left of the body is not waited for. */
    private static void close(RoutingContext ctx) {
        if (!ctx.response().headWritten()) {
            ctx.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
    }

    /** No route reads forms, but tools announce one unasked (curl --data), and the form decoder would refuse or swallow the body. */
    private static void takeAsBytes(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && FORM.matcher(type).lookingAt()) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        }
    }
}
