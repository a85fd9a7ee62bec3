package dev.weir.limit;

import dev.weir.limit.Decision.Verdict;
import dev.weir.redis.Script;
import dev.weir.redis.SharedScripts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts on the shared server, by its clock, in one atomic step; the futures fail where the server does not answer, or makes no sense. While one step is
 * under way for a client, its further uses wait, to be counted together in the next.
 */
final class SharedCounter {
    private static final Script TAKE = LimitScripts.load("take.lua");
    private static final int NUMBERS = 3;
    private static final int UNCOUNTED = -1;
    private static final int DIGEST_BYTES = 16;

    private record Account(String client, Quota quota) {
        String window() {
            return "weir:rate:" + quota.budget().wireName() + ":" + quota.slotMicros() + ":" + client;
        }
    }

    private final SharedScripts scripts;

    /** Those who wait, for each account that has a step under way. */
    private final ConcurrentHashMap<Account, List<CompletableFuture<Decision>>> waiting = new ConcurrentHashMap<>();

    SharedCounter(SharedScripts scripts) {
        this.scripts = scripts;
    }

    CompletableFuture<Decision> take(String client, Quota quota) {
        Account account = new Account(client, quota);
        CompletableFuture<Decision> own = new CompletableFuture<>();
        List<CompletableFuture<Decision>> behind = waiting.compute(account, (key, before) -> {
            if (before == null) {
                return List.of();
            }
            List<CompletableFuture<Decision>> all = before.isEmpty() ? new ArrayList<>() : before;
            all.add(own);
            return all;
        });
        if (behind.isEmpty()) {
            step(account, List.of(own));
        }
        return own;
    }

    CompletableFuture<Decision> take(String client, Quota quota, StreamUse use) {
        Account account = new Account(client, quota);
        return run(
                        List.of(account.window(), admission(client, use)),
                        List.of(
                                Integer.toString(quota.limit()),
                                Long.toString(quota.slotMicros()),
                                Integer.toString(Quota.SLOTS),
                                "1",
                                Long.toString(AdmittedStreams.KEPT.toSeconds()),
                                use.readsOn() ? "1" : "0"))
                .thenApply(numbers -> answer(numbers, 1).decision(quota, 0));
    }

    private void step(Account account, List<CompletableFuture<Decision>> uses) {
        Quota quota = account.quota;
        var _ = run(
                        List.of(account.window()),
                        List.of(
                                Integer.toString(quota.limit()),
                                Long.toString(quota.slotMicros()),
                                Integer.toString(Quota.SLOTS),
                                Integer.toString(uses.size())))
                .thenApply(numbers -> answer(numbers, uses.size()))
                .whenComplete((answer, failure) -> {
                    List<CompletableFuture<Decision>> next = next(account, failure != null);
                    if (failure != null) {
                        uses.forEach(use -> use.completeExceptionally(failure));
                        next.forEach(use -> use.completeExceptionally(failure));
                        return;
                    }
                    if (!next.isEmpty()) {
                        step(account, next);
                    }
                    for (int i = 0; i < uses.size(); i++) {
                        uses.get(i).complete(answer.decision(quota, i));
                    }
                });
    }

    /** Whoever waits for a step waits in vain if it is never answered, so nothing may be thrown past it. */
    private CompletableFuture<List<Long>> run(List<String> keys, List<String> arguments) {
        try {
            return scripts.run(TAKE, keys, arguments);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** @param last no step follows, whoever waits */
    private List<CompletableFuture<Decision>> next(Account account, boolean last) {
        if (!last && waiting.remove(account, List.of())) {
            return List.of();
        }
        List<CompletableFuture<Decision>> next = last ? waiting.remove(account) : waiting.replace(account, List.of());
        return next == null ? List.of() : next;
    }

    /**
     * What the script answered.
     *
     * @param counted uses in the window, those admitted included
     */
    private record Answer(long admitted, long counted, long freeInMicros) {
        /** The decision on one of the uses wished, the first being 0. */
        Decision decision(Quota quota, int index) {
            if (admitted == UNCOUNTED) {
                return Decision.uncounted(quota);
            }
            long before = counted - Math.max(0, admitted - index - 1);
            return new Decision(
                    quota,
                    index < admitted ? Verdict.ADMITTED : Verdict.REFUSED,
                    Math.toIntExact(Math.clamp(quota.limit() - before, 0, quota.limit())),
                    Math.max(0, freeInMicros));
        }
    }

    private static Answer answer(List<Long> numbers, int uses) {
        if (numbers.size() != NUMBERS || numbers.get(0) < UNCOUNTED || numbers.get(0) > uses) {
            throw new IllegalStateException("the shared server answered what no script of ours does");
        }
        return new Answer(numbers.get(0), numbers.get(1), numbers.get(2));
    }

    /** A digest, since a stream's name may be as long as an address may be. */
    private static String admission(String client, StreamUse use) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((client + "\n" + use.stream()).getBytes(StandardCharsets.UTF_8));
            return "weir:rate:admitted:" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
