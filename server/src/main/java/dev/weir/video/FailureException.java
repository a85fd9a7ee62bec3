package dev.weir.video;

/** Carries a {@link Failure} through straight-line code; it has no stack trace, since the failure says all there is to say. */
public final class FailureException extends RuntimeException {
    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
