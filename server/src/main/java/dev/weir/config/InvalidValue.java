package dev.weir.config;

/** A setting's text that cannot be read: the part at fault, and what is wrong with it without repeating it. */
final class InvalidValue extends Exception {
    private final String part;
    private final String problem;

    /**
     * @param part shown to the operator unless the setting is secret
     * @param problem a predicate such as `is not a port`; never holds any of the value
     */
    InvalidValue(String part, String problem) {
        super(problem, null, false, false);
        this.part = part;
        this.problem = problem;
    }

    String part() {
        return part;
    }

    String problem() {
        return problem;
    }
}
