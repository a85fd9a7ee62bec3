package dev.weir.http;

import dev.weir.video.Failure;
import dev.weir.video.Reason;

/** The failures that the HTTP surface itself finds. */
final class Failures {
    private Failures() {}

    static Failure methodNotAllowed(String allow) {
        return Failure.of(
                Reason.METHOD_NOT_ALLOWED, "This address does not take that method.", "It takes " + allow + ".");
    }

    static Failure noSuchRoute() {
        return Failure.of(Reason.NO_SUCH_ROUTE, "There is nothing at this address.", "GET / lists what there is.");
    }

    static Failure internal() {
        return Failure.of(
                Reason.INTERNAL,
                "The server failed to answer.",
                "Its log says more under this answer's request_id.");
    }
}
