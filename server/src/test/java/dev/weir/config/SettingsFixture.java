package dev.weir.config;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads settings as the server does, with a Python that is there. */
final class SettingsFixture {
    private final Path folder;
    private final Path python;

    SettingsFixture(Path folder) throws IOException {
        this.folder = folder;
        this.python = Files.createFile(folder.resolve("python"));
        if (!python.toFile().setExecutable(true)) {
            throw new IOException("cannot make a file executable");
        }
    }

    Path folder() {
        return folder;
    }

    Path python() {
        return python;
    }

    /** A file with a certificate made for the test. */
    Path certificate() throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .subject("CN=settings test")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        return Files.writeString(folder.resolve("ca.pem"), bundle.getCertificatePEM());
    }

    SettingsResult read(Map<String, String> environment) {
        return new SettingsReader("1.2.3", python).read(environment);
    }

    SettingsResult.Loaded loaded(String... namesAndValues) {
        return switch (read(map(namesAndValues))) {
            case SettingsResult.Loaded loaded -> loaded;
            case SettingsResult.Rejected(List<String> problems) -> throw new AssertionError(problems.toString());
        };
    }

    List<String> problems(String... namesAndValues) {
        return switch (read(map(namesAndValues))) {
            case SettingsResult.Loaded loaded -> throw new AssertionError("accepted: " + loaded);
            case SettingsResult.Rejected(List<String> problems) -> problems;
        };
    }

    private static Map<String, String> map(String... namesAndValues) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
