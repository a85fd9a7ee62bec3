package dev.weir.extract.ytdlp;

import io.vertx.core.json.JsonObject;

/** What a worker says to a request. */
sealed interface WorkerAnswer {

    /** The video, as the worker's compact data. */
    record Video(JsonObject video) implements WorkerAnswer {}

    /** The list, as the worker's compact data. */
    record List(JsonObject playlist) implements WorkerAnswer {}

    /** It could not be had. */
    record Failed(WorkerError error) implements WorkerAnswer {}

    /** The extractor that would take the address of a ping. */
    record Pong(String extractor) implements WorkerAnswer {}

    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException where it is none of them
     */
    static WorkerAnswer of(JsonObject answer) {
        JsonObject video = answer.getJsonObject("video");
        if (video != null) {
            return new Video(video);
        }
        JsonObject playlist = answer.getJsonObject("playlist");
        if (playlist != null) {
            return new List(playlist);
        }
        JsonObject error = answer.getJsonObject("error");
        if (error != null) {
            return new Failed(WorkerError.of(error));
        }
        String extractor = answer.getString("pong");
        if (extractor != null) {
            return new Pong(extractor);
        }
        throw new IllegalArgumentException("an answer holds no video, playlist, error or pong");
    }
}
