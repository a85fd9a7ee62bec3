package dev.weir.limit;

import dev.weir.limit.Decision.Verdict;
import dev.weir.redis.Script;
import dev.weir.redis.SharedScripts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One use, counted on the shared server by its clock, in one atomic step; the futures fail where the server does not answer, or makes no sense. */
final class SharedCounter {
    private static final Script TAKE = LimitScripts.load("take.lua");
    private static final int NUMBERS = 3;
    private static final int DIGEST_BYTES = 16;

    private final SharedScripts scripts;

    SharedCounter(SharedScripts scripts) {
        this.scripts = scripts;
    }

    CompletableFuture<Decision> take(String client, Quota quota) {
        return scripts.run(
                        TAKE,
                        List.of(window(client, quota)),
                        List.of(
                                Integer.toString(quota.limit()),
                                Long.toString(quota.slotMicros()),
                                Integer.toString(Quota.SLOTS)))
                .thenApply(numbers -> decision(quota, numbers));
    }

    CompletableFuture<Decision> take(String client, Quota quota, StreamUse use) {
        return scripts.run(
                        TAKE,
                        List.of(window(client, quota), admission(client, use)),
                        List.of(
                                Integer.toString(quota.limit()),
                                Long.toString(quota.slotMicros()),
                                Integer.toString(Quota.SLOTS),
                                Long.toString(AdmittedStreams.KEPT.toSeconds()),
                                use.readsOn() ? "1" : "0"))
                .thenApply(numbers -> decision(quota, numbers));
    }

    private static Decision decision(Quota quota, List<Long> numbers) {
        if (numbers.size() != NUMBERS) {
            throw nonsense();
        }
        return new Decision(
                quota,
                verdict(numbers.get(0)),
                Math.toIntExact(Math.clamp(quota.limit() - numbers.get(1), 0, quota.limit())),
                Math.max(0, numbers.get(2)));
    }

    private static Verdict verdict(long number) {
        if (number == 0) {
            return Verdict.REFUSED;
        }
        if (number == 1) {
            return Verdict.ADMITTED;
        }
        if (number == 2) {
            return Verdict.UNCOUNTED;
        }
        throw nonsense();
    }

    private static IllegalStateException nonsense() {
        return new IllegalStateException("the shared server answered what no script of ours does");
    }

    private static String window(String client, Quota quota) {
        return "weir:rate:" + quota.budget().wireName() + ":" + quota.slotMicros() + ":" + client;
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
