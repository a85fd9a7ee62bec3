package dev.weir.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `weir migrate` on what operators of the replaced systems have. */
class MigrateIT {
    private static final String BILIBILI =
            "# Netscape HTTP Cookie File\n.bilibili.com\tTRUE\t/\tTRUE\t0\tSESSDATA\tv\n";

    @TempDir
    private Path folder;

    @Test
    void thePythonSystemsSettingsGetTheirNamesOfToday() throws Exception {
        write(".env", """
                redis_host=localhost
                REDIS_PASSWORD="pass word"
                CORS_ORIGINS=["*"]
                TEMP_FILE_RETENTION_HOURS=48
                ENABLE_RATE_LIMITING=true
                API_TITLE=Ours
                LOG_FORMAT=%(asctime)s - %(message)s
                SOMETHING_ELSE=1
                """);
        Commands.Outcome outcome = migrate(".env");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.output().lines())
                .contains(
                        "REDIS_HOST=localhost",
                        "REDIS_PASSWORD='pass word'",
                        "CORS_ALLOWED_ORIGINS='[\"*\"]'",
                        "TEMP_RETENTION_HOURS=48",
                        "RATE_LIMIT_ENABLED=true");
        assertThat(outcome.output())
                .contains(
                        "(Python system)",
                        "ENABLE_RATE_LIMITING is RATE_LIMIT_ENABLED now",
                        "API_TITLE",
                        "LOG_FORMAT, a Python format string",
                        "SOMETHING_ELSE: left out",
                        "STREAM_URL_TTL was 3600",
                        "REDIS_HOST=localhost is the machine",
                        "CORS_ALLOWED_ORIGINS=* lets")
                .doesNotContain("would not start");
        assertThat(outcome.errors()).contains("secrets");
    }

    @Test
    void theGoSystemsComposeFileIsReadWithWhatItRefersTo() throws Exception {
        write(".env", "KEYS=the-first-secret\n");
        write("docker-compose.yml", """
                services:
                  cache:
                    image: redis:7
                  go-api:
                    ports: ["8001:8001"]
                    environment:
                      - PORT=8000
                      - GIN_MODE=release
                      - REDIS_HOST=cache
                      - API_KEYS=${KEYS:-none}
                      - API_KEY_EXEMPT_IPS=127.0.0.1,::1
                      - RATE_LIMIT_WINDOW=soon
                """);
        Commands.Outcome outcome = migrate("docker-compose.yml");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.output().lines()).contains("REDIS_HOST=cache", "API_KEYS=the-first-secret", "PORT=8000");
        assertThat(outcome.output())
                .contains(
                        "(Go system)",
                        "the service go-api was read",
                        "GIN_MODE",
                        "DEFAULT_STREAM_MODE was direct",
                        "REDIS_HOST=cache is a service of the same compose file",
                        "API_KEY_EXEMPT_IPS lets loopback in",
                        "PORT=8001",
                        "would not start",
                        "RATE_LIMIT_WINDOW: \"soon\"");
    }

    @Test
    void ourOwnComposeFilesAreReadable() throws Exception {
        for (String file : List.of("docker-compose.yml", "docker-compose.valkey.yml")) {
            assertThat(migrate(Commands.ROOT.resolve(file).toString()).code()).isZero();
        }
    }

    @Test
    void cookiesAreTakenOverOnlyWhenAskedAndForNobodyElseToRead() throws Exception {
        write("config/auth.json", """
                {"youtube": {"cookies": [{"name": "SID", "value": "s3cret", "domain": ".youtube.com", "secure": true,
                                          "httpOnly": true, "expirationDate": 4000000000.5}], "username": "me"},
                 "bilibili": "config/cookies/bilibili_cookies.txt",
                 "twitch": {"client_id": "x"}}
                """);
        write("config/cookies/bilibili_cookies.txt", BILIBILI);
        Commands.Outcome looked = migrate("config/auth.json");
        assertThat(looked.code()).isZero();
        assertThat(looked.output())
                .contains("--import DIR", "username", "client_id")
                .doesNotContain("s3cret");
        Commands.Outcome taken = migrate("config/auth.json", "--import", "new");
        assertThat(taken.code()).isZero();
        assertThat(taken.output()).doesNotContain("s3cret");
        assertThat(folder.resolve("new/bilibili_cookies.txt")).hasContent(BILIBILI);
        Path youtube = folder.resolve("new/youtube_cookies.txt");
        assertThat(youtube)
                .hasContent(
                        "# Netscape HTTP Cookie File\n#HttpOnly_.youtube.com\tTRUE\t/\tTRUE\t4000000000\tSID\ts3cret\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(youtube)))
                .isEqualTo("rw-------");
        Files.writeString(youtube, "mine");
        Commands.Outcome again = migrate("config/auth.json", "--import", "new");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.errors()).contains("--force");
        assertThat(youtube).hasContent("mine");
        assertThat(migrate("config/auth.json", "--import", "new", "--force").code())
                .isZero();
        assertThat(youtube).content().contains("s3cret");
    }

    @Test
    void aFolderOfCookiesIsTakenOverButForWhatAreNone() throws Exception {
        write("cookies/bilibili_cookies.txt", BILIBILI);
        write("cookies/x_cookies.txt", BILIBILI.replace("bilibili", "x"));
        write("cookies/twitch_cookies.txt", "<html>log in</html>");
        Commands.Outcome outcome = migrate("cookies", "--import", "new");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors()).contains("twitch_cookies.txt holds no cookies");
        assertThat(folder.resolve("new/twitter_cookies.txt")).exists();
        assertThat(folder.resolve("new/bilibili_cookies.txt")).exists();
        assertThat(folder.resolve("new/twitch_cookies.txt")).doesNotExist();
    }

    @Test
    void whatCannotBeReadIsSaidInOneSentence() throws Exception {
        write("broken.yml", "services: [\n");
        write("empty.yml", "version: '3'\n");
        write("list.json", "[1]");
        write("broken.json", "{");
        for (String file : List.of("missing.env", "broken.yml", "empty.yml", "list.json", "broken.json")) {
            Commands.Outcome outcome = migrate(file);
            assertThat(outcome.code()).as(file).isEqualTo(2);
            assertThat(outcome.errors().lines())
                    .as(file)
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains(file);
        }
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Commands.Outcome migrate(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("migrate"));
        all.addAll(List.of(arguments));
        return Program.weir(folder, Program.environment(), all.toArray(String[]::new));
    }
}
