package dev.weir.app;

import dev.weir.config.Setting;
import dev.weir.config.SettingNames;
import dev.weir.config.SettingsReader;
import dev.weir.config.SettingsResult;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A program for `weir migrate`: reads variables as one JSON object of texts from standard input, and writes the table of all settings and what the
 * server would say of these variables, as JSON to standard output.
 */
public final class SettingsReport {
    private static final int LARGEST = 1 << 20;
    private static final int EX_DATAERR = 65;

    private SettingsReport() {}

    public static void main(String[] arguments) throws IOException {
        byte[] input = System.in.readNBytes(LARGEST);
        PrintStream report = System.out;
        // Libraries that log before anything is configured write to standard output.
        System.setOut(System.err);
        try {
            report.println(of(new JsonObject(new String(input, StandardCharsets.UTF_8)), System.getenv("PATH"))
                    .encode());
        } catch (DecodeException | ClassCastException e) {
            System.err.println("standard input holds no JSON object of texts");
            System.exit(EX_DATAERR);
        }
    }

    static JsonObject of(JsonObject variables, String path) {
        Map<String, String> environment = new HashMap<>();
        variables.fieldNames().forEach(name -> environment.put(name, variables.getString(name)));
        // Where the server would look for the interpreter.
        environment.put("PATH", path);
        JsonObject report = new JsonObject().put("settings", settings()).put("ignored", array(SettingNames.ignored()));
        return switch (new SettingsReader("migrate", Path.of("python3")).read(environment)) {
            case SettingsResult.Loaded loaded ->
                report.put("problems", new JsonArray()).put("warnings", array(loaded.warnings()));
            case SettingsResult.Rejected rejected ->
                report.put("problems", array(rejected.problems())).put("warnings", new JsonArray());
        };
    }

    private static JsonArray settings() {
        JsonArray table = new JsonArray();
        Arrays.stream(Setting.values())
                .map(setting -> new JsonObject()
                        .put("name", setting.name())
                        .put("default", setting.defaultText())
                        .put("secret", setting.secret())
                        .put("names", array(SettingNames.of(setting))))
                .forEach(table::add);
        return table;
    }

    private static JsonArray array(Iterable<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
