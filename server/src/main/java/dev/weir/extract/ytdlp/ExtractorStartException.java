package dev.weir.extract.ytdlp;

/** Thrown where extraction cannot work at all; the message is one sentence that says what is wrong with the interpreter. */
public final class ExtractorStartException extends RuntimeException {
    public ExtractorStartException(String sentence) {
        super(sentence);
    }

    public ExtractorStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
