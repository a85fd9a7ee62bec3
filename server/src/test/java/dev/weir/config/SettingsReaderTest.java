package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    @TempDir
    Path folder;

    SettingsFixture fixture;

    @BeforeEach
    void makeFixture() throws IOException {
        fixture = new SettingsFixture(folder);
    }

    @Test
    void anEmptyEnvironmentGivesTheDefaults() {
        SettingsResult.Loaded loaded = fixture.loaded();
        Settings settings = loaded.settings();

        assertThat(loaded.warnings()).isEmpty();
        assertThat(settings.server()).isEqualTo(new ServerSettings("0.0.0.0", 8000, "production", "1.2.3", false));
        assertThat(settings.log()).isEqualTo(new LogSettings(LogSettings.Level.INFO, LogSettings.Format.JSON));
        assertThat(settings.redis()).isNull();
        assertThat(settings.byteCache()).isNull();
        assertThat(settings.cache().videoInfoTtl("youtube")).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.rateLimit())
                .isEqualTo(new RateLimitSettings(true, 100, Duration.ofSeconds(60), true, null, null));
        assertThat(settings.cors().origins()).isEmpty();
        assertThat(settings.delivery().proxyCountries()).containsExactly("CN");
        assertThat(settings.delivery().heights()).isEmpty();
        assertThat(settings.delivery().platforms().names())
                .containsExactlyInAnyOrder("youtube", "bilibili", "twitter", "instagram", "twitch");
        assertThat(settings.limits())
                .isEqualTo(new LimitSettings(
                        4096, 4096, 8192, 1 << 20, 2000, 100, Duration.ofSeconds(60), Duration.ofSeconds(30)));
        assertThat(settings.extraction())
                .isEqualTo(new ExtractionSettings(
                        2, Duration.ofSeconds(30), 64, fixture.python(), List.of(), null, 500, 256L << 20));
        assertThat(settings.egress()).isEqualTo(new EgressSettings(List.of(), null, "direct"));
        assertThat(settings.upstream()).isEqualTo(new UpstreamSettings(Duration.ofSeconds(5), Duration.ofSeconds(20)));
        assertThat(settings.storage().maxBytes()).isEqualTo(10L << 30);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everyExampleIsAccepted(Setting setting) throws Exception {
        String example = switch (setting) {
            // These name files, which the reader looks for.
            case YTDLP_PYTHON -> fixture.python().toString();
            case YTDLP_PLUGIN_DIRS -> folder.toString();
            case EGRESS_CA_FILE -> fixture.certificate().toString();
            default -> setting.example();
        };
        assertThat(fixture.loaded(setting.name(), example).settings().server().version())
                .isEqualTo("1.2.3");
    }

    @Test
    void allProblemsAreReportedTogetherEachWithNameValueAndExample() {
        assertThat(fixture.problems("PORT", "80a", "LOG_LEVEL", "loud", "EGRESS_ALLOW", "10.0.0.1/8", "HOST", "0.0.0"))
                .containsExactlyInAnyOrder(
                        "PORT: \"80a\" is not a whole number from 0 to 65535; for example PORT=8000",
                        "LOG_LEVEL: \"loud\" is not a level (error, warn, info, debug, trace); for example LOG_LEVEL=info",
                        "EGRESS_ALLOW: \"10.0.0.1/8\" has bits set past its prefix length: is the address or the length "
                                + "wrong?; for example EGRESS_ALLOW=media.internal:8080,10.1.0.0/16",
                        "HOST: \"0.0.0\" is neither an IP address nor a host name; for example HOST=0.0.0.0");
    }

    @Test
    void aProblemIsOneLineHoweverLongOrOddTheValue() {
        assertThat(fixture.problems("PORT", "1\n2\u001b[31m" + "x".repeat(10_000)))
                .singleElement()
                .satisfies(line -> assertThat(line).hasSizeLessThan(200).matches("\\p{Print}*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankValueCountsAsNone(String blank) {
        assertThat(fixture.loaded("PORT", blank, "PROXY_COUNTRIES", blank, "REDIS_URL", blank))
                .isEqualTo(fixture.loaded());
    }

    @ParameterizedTest
    @CsvSource({
        "APP_ENV,staging,ENVIRONMENT,staging",
        "CACHE_TTL,1200,VIDEO_INFO_TTL,20m",
        "CACHE_MAX_AGE,60,VIDEO_INFO_TTL,1m",
        "STREAM_CACHE_TTL,1h,STREAM_URL_TTL,3600",
        "ENABLE_RATE_LIMITING,false,RATE_LIMIT_ENABLED,no",
        "TEMP_FILE_RETENTION_HOURS,3,TEMP_RETENTION_HOURS,3",
        "DOWNLOAD_DIR,d,DOWNLOAD_DIRECTORY,d",
        "CORS_ORIGINS,https://a.example,CORS_ALLOWED_ORIGINS,https://a.example",
        "CORS_METHODS,get,CORS_ALLOWED_METHODS,GET",
        "CORS_HEADERS,Range,CORS_ALLOWED_HEADERS,Range",
    })
    void anOldNameMeansTheSame(String old, String oldValue, String name, String value) {
        assertThat(fixture.loaded(old, oldValue).settings())
                .isEqualTo(fixture.loaded(name, value).settings())
                .isNotEqualTo(fixture.loaded().settings());
    }

    @Test
    void theNewNameGoesBeforeTheOldOneAndSaysSoWhereTheyDiffer() {
        SettingsResult.Loaded differing = fixture.loaded("CACHE_TTL", "1m", "VIDEO_INFO_TTL", "2m");
        assertThat(differing.settings().cache().videoInfoTtl()).isEqualTo(Duration.ofMinutes(2));
        assertThat(differing.warnings())
                .containsExactly("CACHE_TTL is not used: VIDEO_INFO_TTL says something else and goes before it");

        assertThat(fixture.loaded("CACHE_TTL", "60", "VIDEO_INFO_TTL", "1m").warnings())
                .isEmpty();
    }

    @Test
    void aProblemUnderAnOldNameShowsThatName() {
        assertThat(fixture.problems("CACHE_TTL", "soon"))
                .singleElement()
                .asString()
                .startsWith("CACHE_TTL: \"soon\"")
                .endsWith("CACHE_TTL=15m");
    }

    @Test
    void namesWithoutEffectAreWarnedOf() {
        for (String name : SettingNames.ignored()) {
            assertThat(fixture.loaded(name, "anything").warnings()).containsExactly(name + ": has no effect in Weir");
        }
    }

    @Test
    void aPythonLogFormatIsIgnoredWithAWarning() {
        SettingsResult.Loaded loaded = fixture.loaded("LOG_FORMAT", "%(asctime)s - %(message)s");
        assertThat(loaded.settings().log().format()).isEqualTo(LogSettings.Format.JSON);
        assertThat(loaded.warnings()).singleElement().asString().startsWith("LOG_FORMAT is not used");
    }

    @ParameterizedTest
    @CsvSource({
        "YTDLP_WORKER,YTDLP_WORKERS",
        "ytdlp_workers,YTDLP_WORKERS",
        "UPSTREAM_IDLE_TIMOUT,UPSTREAM_IDLE_TIMEOUT",
        "CORS_ALLOWED_ORIGIN,CORS_ALLOWED_ORIGINS",
        "log_level,LOG_LEVEL",
    })
    void aMisspeltNameIsWarnedOfWithWhatWasMeant(String name, String meant) {
        assertThat(fixture.loaded(name, "secret-value").warnings())
                .containsExactly("\"" + name + "\" is no setting; did you mean " + meant + "?");
    }

    @Test
    void anUnknownNameWithOneOfOurPrefixesIsWarnedOf() {
        assertThat(fixture.loaded("YTDLP_COOKIES_FROM_BROWSER", "firefox").warnings())
                .containsExactly("\"YTDLP_COOKIES_FROM_BROWSER\" is no setting; docs/settings.md lists them all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "HOSTNAME",
                "LANG",
                "LC_ALL",
                "TERM",
                "SHLVL",
                "PWD",
                "JAVA_HOME",
                "DISPLAY",
                "REDIS_SERVICE_HOST",
                "KUBERNETES_PORT",
                "http_proxy",
                "USER",
                "LOGNAME",
                "SSH_CLIENT"
            })
    void otherProgramsVariablesAreNotWarnedOf(String name) {
        assertThat(fixture.loaded(name, "x").warnings()).isEmpty();
    }

    @Test
    void aProtectionThatIsNotTurnedOnIsWarnedOf() {
        assertThat(fixture.loaded("API_KEYS", "a-key-of-some-length").warnings())
                .containsExactly("API_KEYS, API_KEY_EXEMPT_IPS: not used, since API_KEY_ENABLED is false");
        assertThat(fixture.loaded("IP_BLOCKLIST", "10.0.0.1").warnings())
                .containsExactly("IP_ALLOWLIST, IP_BLOCKLIST: not used, since ENABLE_IP_CONTROL is false");
        assertThat(fixture.loaded("API_KEY_ENABLED", "true", "API_KEYS", "a-key-of-some-length")
                        .warnings())
                .isEmpty();
    }

    @Test
    void credentialsWithoutOriginsAreWarnedOf() {
        assertThat(fixture.loaded("CORS_ALLOW_CREDENTIALS", "true").warnings())
                .containsExactly("CORS_ALLOW_CREDENTIALS: not used, since CORS_ALLOWED_ORIGINS names no origin");
    }

    @Test
    void accessThatContradictsItselfStopsTheStart() {
        assertThat(fixture.problems("API_KEY_ENABLED", "1", "API_KEYS", "some-key1", "API_KEY_EXEMPT_IPS", "::/0"))
                .singleElement()
                .asString()
                .startsWith("API_KEY_EXEMPT_IPS: holds every address");
        assertThat(fixture.problems(
                        "ENABLE_IP_CONTROL", "1", "IP_ALLOWLIST", "10.1.0.0/16", "IP_BLOCKLIST", "10.0.0.0/8"))
                .singleElement()
                .asString()
                .startsWith("IP_BLOCKLIST: leaves no address");
        assertThat(fixture.problems("API_KEY_HEADER", "cookie"))
                .containsExactly("API_KEY_HEADER: \"cookie\" is a header with another meaning; "
                        + "for example API_KEY_HEADER=X-API-Key");
        assertThat(fixture.problems("API_KEYS", "secret-word;limit=1,secret-word;limit=2"))
                .singleElement()
                .asString()
                .startsWith("API_KEYS: holds one key with two limits")
                .doesNotContain("secret-word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two words here",
                "short",
                "tab\tin-a-key",
                "secret-word;limit=",
                "secret-word;limit=0",
                "secret-word;limit=9999999999",
                "secret-word;limit =5",
                "secret-word;limit=five",
                "secret-word;limit=5;limit=6",
                ";limit=500"
            })
    void whatIsNoKeyIsRefusedWithoutBeingShown(String text) {
        assertThat(fixture.problems("API_KEYS", "a-good-long-key," + text))
                .singleElement()
                .asString()
                .startsWith("API_KEYS: its value holds a key ")
                .doesNotContain("secret-word", "two words", "tab");
    }

    @Test
    void ofKeysOnlyHashesAreKept() {
        List<ApiKey> keys = fixture.loaded("API_KEYS", "plain;key=x,limited-key;limit=500")
                .settings()
                .access()
                .keys();
        assertThat(fixture.loaded("API_KEYS", "[\"plain;key=x\", \"limited-key;limit=500\"]")
                        .settings()
                        .access()
                        .keys())
                .isEqualTo(keys);
        assertThat(keys).extracting(ApiKey::limit).containsExactly(0, 500);
        assertThat(keys).allSatisfy(key -> {
            assertThat(key.id()).matches("[0-9a-f]{12}");
            assertThat(key.hash()).matches("[0-9a-f]{64}").doesNotContain(key.id());
            assertThat(key.toString()).doesNotContain(key.hash(), "plain");
        });
    }

    @Test
    void protectionThatProtectsNothingStopsTheStart() {
        assertThat(fixture.problems("API_KEY_ENABLED", "1", "ENABLE_IP_CONTROL", "1"))
                .anySatisfy(line -> assertThat(line).startsWith("API_KEYS: holds no key"))
                .anySatisfy(line -> assertThat(line).startsWith("IP_ALLOWLIST: and IP_BLOCKLIST are both empty"));
    }

    @Test
    void settingsOfFeaturesToComeAreReadAndWarnedOf() {
        SettingsResult.Loaded loaded = fixture.loaded("REDIS_HOST", "cache", "REDIS_PORT", "7000");
        assertThat(loaded.settings().redis()).isEqualTo(new RedisSettings("cache", 7000, false, null, null, 0));
        assertThat(loaded.warnings()).isEmpty();
        assertThat(fixture.loaded("BYTE_CACHE_MAX_GB", "0").warnings())
                .containsExactly("BYTE_CACHE_MAX_GB: not used yet; in this version media bytes are not cached");
        assertThat(fixture.loaded("RATE_LIMIT_ENABLED", "true").warnings()).isEmpty();
    }

    @Test
    void platformTtlsWinOverTheGeneralOne() {
        CacheSettings cache =
                fixture.loaded("TWITCH_CACHE_TTL", "1m").settings().cache();
        assertThat(cache.videoInfoTtl("twitch")).isEqualTo(Duration.ofMinutes(1));
        assertThat(cache.videoInfoTtl("vimeo")).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void extractionAndStreamRatesFollowTheGeneralOne() {
        RateLimitSettings limits = fixture.loaded("RATE_LIMIT_MAX_REQUESTS", "7", "RATE_LIMIT_STREAM_MAX", "3")
                .settings()
                .rateLimit();
        assertThat(limits.extractions()).isEqualTo(7);
        assertThat(limits.streams()).isEqualTo(3);
    }

    @Test
    void deliveryListsAreReadIntoTheirMeaning() {
        DeliverySettings delivery = fixture.loaded(
                        "PROXY_COUNTRIES",
                        " cn, IR ,",
                        "ALLOWED_QUALITIES",
                        "best,4k,hd,480p,360",
                        "DEFAULT_STREAM_MODE",
                        "Proxy",
                        "ALLOWED_PLATFORMS",
                        "YouTube, x")
                .settings()
                .delivery();
        assertThat(delivery.proxyCountries()).containsExactlyInAnyOrder("CN", "IR");
        assertThat(delivery.heights()).containsExactlyInAnyOrder(2160, 720, 480, 360);
        assertThat(delivery.defaultMode()).isEqualTo(DeliverySettings.Mode.PROXY);
        assertThat(delivery.platforms().names()).isEqualTo(Set.of("youtube", "twitter"));
        assertThat(fixture.loaded("PROXY_COUNTRIES", "none")
                        .settings()
                        .delivery()
                        .proxyCountries())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY_COUNTRIES,UK",
        "ALLOWED_QUALITIES,tall",
        "ALLOWED_QUALITIES,0p",
        "ALLOWED_PLATFORMS,auto",
        "ALLOWED_PLATFORMS,you tube",
        "'ALLOWED_PLATFORMS',','",
        "DEFAULT_STREAM_MODE,smart",
        "SMART_PROXY_ENABLED,maybe",
        "MAX_STORAGE_GB,-1",
        "MAX_STORAGE_GB,1e9",
        "API_KEY_HEADER,X API Key",
        "REFERRER_POLICY,never",
        "CSP_DIRECTIVES,default-src ‘self’",
        "TRUSTED_PROXIES,localhost",
        "EGRESS_IDENTITY,a b",
        "YTDLP_WORKERS,0",
        "YTDLP_WORKERS,9999999999",
        "RATE_LIMIT_MAX_REQUESTS,0",
    })
    void aValueOutsideItsSettingsMeaningIsRefused(String name, String value) {
        assertThat(fixture.problems(name, value))
                .singleElement()
                .asString()
                .startsWith(name + ": ")
                .contains("; for example " + name + "=");
    }

    @Test
    void theIdentityFollowsTheProxyWithoutRevealingIt() {
        String identity = fixture.loaded("YTDLP_PROXY", "http://user:pw@proxy:3128")
                .settings()
                .egress()
                .identity();
        assertThat(identity).matches("[0-9a-f]{12}");
        assertThat(fixture.loaded("YTDLP_PROXY", "http://user:other@proxy:3128")
                        .settings()
                        .egress()
                        .identity())
                .isNotEqualTo(identity);
        assertThat(fixture.loaded("YTDLP_PROXY", "http://proxy", "EGRESS_IDENTITY", "vpn")
                        .settings()
                        .egress()
                        .identity())
                .isEqualTo("vpn");
    }

    @Test
    void everySettingHasAnExampleAndAMeaning() {
        assertThat(Arrays.asList(Setting.values())).allSatisfy(setting -> {
            assertThat(setting.example()).isNotBlank();
            assertThat(setting.meaning()).isNotBlank().doesNotContain("|");
        });
    }
}
