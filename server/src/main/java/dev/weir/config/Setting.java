package dev.weir.config;

import java.util.EnumSet;
import java.util.Set;

/** Every setting there is, by its name in the environment: the one table behind the reader and the documentation. */
public enum Setting {
    HOST("0.0.0.0", "Address to listen on"),
    PORT("8000", "Port to listen on; 0 takes any free one"),
    ENVIRONMENT("production", "Name of this deployment, shown by the service document"),
    LOG_LEVEL("info", "`error`, `warn`, `info`, `debug` or `trace`, in any case"),
    LOG_FORMAT("json", "`json` (a line of JSON for each event) or `text`"),
    EXPOSE_DETAILED_ERRORS("false", "Put the extractor's own words into error answers"),

    REDIS_URL("", "Redis, Valkey or Dragonfly shared by several servers", "redis://cache.internal:6379/0"),
    REDIS_HOST("", "The same by host name; without either, the cache is in this process", "cache.internal"),
    REDIS_PORT("6379", "Port of REDIS_HOST"),
    REDIS_PASSWORD("", "Password of the Redis server", "a-long-secret"),
    REDIS_DB("0", "Number of the Redis database"),

    VIDEO_INFO_TTL("15m", "How long video information is kept"),
    STREAM_URL_TTL("5m", "How long a resolved media address is kept, if it does not expire sooner"),
    AUTH_STATUS_TTL("1m", "How long the state of the cookie files is kept"),
    YOUTUBE_CACHE_TTL("", "In place of VIDEO_INFO_TTL for YouTube", "10m"),
    BILIBILI_CACHE_TTL("", "In place of VIDEO_INFO_TTL for Bilibili", "10m"),
    TWITCH_CACHE_TTL("", "In place of VIDEO_INFO_TTL for Twitch", "1m"),
    INSTAGRAM_CACHE_TTL("", "In place of VIDEO_INFO_TTL for Instagram", "10m"),
    TWITTER_CACHE_TTL("", "In place of VIDEO_INFO_TTL for Twitter (X)", "10m"),

    RATE_LIMIT_ENABLED("true", "Limit how often a client may ask"),
    RATE_LIMIT_MAX_REQUESTS("100", "Requests in one window"),
    RATE_LIMIT_WINDOW("60", "Length of the window"),
    RATE_LIMIT_BY_IP("true", "Count each client address apart, rather than all together"),
    RATE_LIMIT_EXTRACTION_MAX("", "Extractions in one window; without it RATE_LIMIT_MAX_REQUESTS", "30"),
    RATE_LIMIT_STREAM_MAX("", "Streams begun in one window; without it RATE_LIMIT_MAX_REQUESTS", "60"),

    CORS_ALLOWED_ORIGINS("", "Origins whose pages may read answers; `*` for all", "https://app.example.com"),
    CORS_ALLOWED_METHODS("GET,HEAD,POST,PUT,DELETE,OPTIONS", "Methods those pages may use; `*` for all of these"),
    CORS_ALLOWED_HEADERS(
            "Content-Type,Authorization,X-API-Key,X-Request-ID,Range,If-Range,If-None-Match,If-Match",
            "Request headers those pages may send; `*` for any"),
    CORS_ALLOW_CREDENTIALS("false", "Let those pages send credentials; not together with the origin `*`"),
    CORS_MAX_AGE("86400", "How long browsers may remember a preflight answer"),

    SMART_PROXY_ENABLED("true", "Let the smart route proxy for the countries of PROXY_COUNTRIES"),
    PROXY_COUNTRIES("CN", "Countries (ISO 3166-1) that are proxied rather than redirected; `none` for no country"),
    DEFAULT_STREAM_MODE("auto", "`auto`, `proxy` or `direct`, where a request does not say"),
    ALLOWED_PLATFORMS(
            "youtube,bilibili,twitter,instagram,twitch",
            "Sites that may be asked for; `*` every site with an extractor, `generic` any page or media link besides"),
    ALLOWED_QUALITIES("", "Heights that may be delivered; without it all", "1080p,720p,480p"),
    MAX_URL_LENGTH("4096", "Longest request target, in bytes"),
    MAX_QUERY_LENGTH("4096", "Longest query, in bytes"),
    MAX_HEADER_SIZE("8192", "Largest request head, in bytes"),
    MAX_REQUEST_BODY_SIZE("1048576", "Largest request body, in bytes"),

    API_KEY_ENABLED("false", "Ask every client for an API key"),
    API_KEYS(
            "",
            "The keys that are let in; `;limit=500` after one gives it requests of its own in a window",
            "a-long-random-secret,another-random-secret;limit=500"),
    API_KEY_HEADER("X-API-Key", "Header that carries the key; `Authorization: Bearer` does as well"),
    API_KEY_EXEMPT_IPS("", "Client addresses that need no key to ask", "10.0.0.0/8"),
    ENABLE_IP_CONTROL("false", "Apply IP_ALLOWLIST and IP_BLOCKLIST"),
    IP_ALLOWLIST("", "Client addresses that alone are let in", "10.0.0.0/8,2001:db8::/32"),
    IP_BLOCKLIST("", "Client addresses that are turned away", "203.0.113.7"),
    TRUSTED_PROXIES("", "Reverse proxies whose forwarding headers are believed", "127.0.0.1,10.0.0.0/8"),
    SIGNING_KEYS("", "Secrets that sign links; the first signs, all verify", "a-secret-of-at-least-thirty-two-letters"),

    ENABLE_HSTS("true", "Send Strict-Transport-Security over TLS, to us or to a trusted proxy"),
    HSTS_MAX_AGE("31536000", "Its max-age; 0 makes browsers forget it"),
    CSP_DIRECTIVES(
            "default-src 'self'; img-src 'self' https: data:; media-src 'self' http: https: blob:; connect-src 'self'; "
                    + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "Content-Security-Policy of the pages"),
    REFERRER_POLICY("strict-origin-when-cross-origin", "Referrer-Policy of all answers"),
    PERMISSIONS_POLICY("camera=(), geolocation=(), microphone=()", "Permissions-Policy of all answers"),
    ENABLE_AUDIT_LOG("true", "Write what changes or is refused to AUDIT_LOG_PATH"),
    AUDIT_LOG_PATH("logs/audit.log", "File of the audit log"),

    DOWNLOAD_DIRECTORY("downloads", "Where finished downloads lie"),
    MAX_STORAGE_GB("10", "Space that downloads may take, in GiB"),
    TEMP_RETENTION_HOURS("24", "Hours after which a download is removed"),
    MAX_CONCURRENT_DOWNLOADS("5", "Downloads that run at once"),
    DOWNLOAD_TIMEOUT("1h", "Longest time of one download"),
    COOKIES_DIRECTORY("config/cookies", "Where the cookie files of the sites lie"),
    BYTE_CACHE_DIRECTORY("", "Where media bytes are cached; without it they are not", "/var/cache/weir"),
    BYTE_CACHE_MAX_GB("10", "Space that cached media may take, in GiB; 0 turns the cache off"),

    YTDLP_WORKERS("2", "Warm extraction processes"),
    YTDLP_TIMEOUT("30s", "Longest time of one extraction, the wait for a worker included"),
    YTDLP_QUEUE("64", "Extractions that may wait for a worker"),
    YTDLP_PYTHON("", "Python that has yt-dlp; without it the one that `./weir` set up", "/usr/bin/python3"),
    YTDLP_PLUGIN_DIRS("", "Folders of yt-dlp plugins, separated by `:`", "/opt/weir/plugins"),
    YTDLP_PROXY("", "Forward proxy for extraction and media", "socks5://user:password@proxy.internal:1080"),
    YTDLP_WORKER_REQUESTS("500", "Extractions after which a worker is replaced"),
    YTDLP_WORKER_MEMORY_MB("256", "Memory of its own, in MiB, past which a worker is replaced"),
    EGRESS_IDENTITY("", "Name of the way requests leave; without it made from YTDLP_PROXY", "exit-frankfurt"),
    EGRESS_ALLOW("", "Private addresses that may be reached all the same", "media.internal:8080,10.1.0.0/16"),
    EGRESS_CA_FILE("", "PEM certificates trusted besides the system's", "/etc/ssl/private-ca.pem"),
    UPSTREAM_CONNECT_TIMEOUT("5s", "Longest wait for a connection to an origin"),
    UPSTREAM_IDLE_TIMEOUT("20s", "Longest wait for an origin's next byte"),

    CLIENT_IDLE_TIMEOUT("60s", "Longest time that a client may take no byte"),
    SHUTDOWN_TIMEOUT("30s", "Time that running streams get when the server stops"),
    MAX_CONCURRENT_STREAMS("2000", "Streams at once; 0 for no limit"),
    MAX_STREAMS_PER_CLIENT("100", "Streams at once of one client address; 0 for no limit");

    private static final Set<Setting> SECRET =
            EnumSet.of(REDIS_URL, REDIS_PASSWORD, API_KEYS, SIGNING_KEYS, YTDLP_PROXY);

    private final String defaultText;
    private final String meaning;
    private final String example;

    Setting(String defaultText, String meaning) {
        this(defaultText, meaning, defaultText);
    }

    Setting(String defaultText, String meaning, String example) {
        this.defaultText = defaultText;
        this.meaning = meaning;
        this.example = example;
    }

    /** What holds where the environment says nothing, in the environment's spelling; empty for none. */
    public String defaultText() {
        return defaultText;
    }

    /** One phrase for the documentation, in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** A value that is accepted. */
    public String example() {
        return example;
    }

    /** Whether the value must never be printed. */
    public boolean secret() {
        return SECRET.contains(this);
    }
}
