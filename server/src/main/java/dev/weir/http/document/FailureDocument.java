package dev.weir.http.document;

import dev.weir.video.Failure;

/** The document that tells a failure: `success`, `error`, `code`, `reason`, `detail`, `request_id`, `timestamp`. */
public final class FailureDocument {
    private static final int USUAL_BYTES = 512;

    private final Timestamps timestamps;
    private final boolean detailed;

    /**
     * @param detailed EXPOSE_DETAILED_ERRORS: whether the extractor's own words may be shown
     */
    public FailureDocument(Timestamps timestamps, boolean detailed) {
        this.timestamps = timestamps;
        this.detailed = detailed;
    }

    public byte[] render(ErrorCode code, Failure failure, String requestId) {
        String words = failure.extractorWords();
        return JsonBytes.object(USUAL_BYTES, json -> {
            json.flag("success", false);
            json.text("error", failure.message());
            json.text("code", code.name());
            json.text("reason", failure.reason().wireName());
            json.text("detail", detailed && words != null ? words : failure.detail());
            json.text("request_id", requestId);
            json.text("timestamp", timestamps.now());
        });
    }
}
