package dev.weir.config;

/** A text that must not be printed. */
public record Secret(String value) {

    /** Hides the text. */
    @Override
    public String toString() {
        return "***";
    }
}
