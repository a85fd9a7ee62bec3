"""What becomes of an older system's settings, and what their owner should know."""

import dataclasses
import ipaddress

import report

# Names that only one of the two had.
PYTHON_ONLY = {
    "API_TITLE", "API_VERSION", "API_DESCRIPTION", "CORS_ORIGINS", "TEMP_FILE_RETENTION_HOURS", "ENABLE_RATE_LIMITING", "ENABLE_STORAGE_LIMITS",
    "CLEANUP_INTERVAL", "CACHE_MAX_AGE", "STREAM_CACHE_TTL", "STREAM_CHUNK_SIZE", "MAX_VIDEO_DURATION_MINUTES", "ALLOWED_VIDEO_FORMATS",
    "MAX_STORAGE_GB", "REDIS_URL", "LOG_FORMAT", "UVLOOP_ENABLED",
}  # fmt: skip
GO_ONLY = {
    "GIN_MODE", "APP_ENV", "SMART_PROXY_ENABLED", "PROXY_COUNTRIES", "DEFAULT_STREAM_MODE", "VIDEO_INFO_TTL", "STREAM_URL_TTL", "AUTH_STATUS_TTL",
    "API_KEY_ENABLED", "API_KEYS", "API_KEY_EXEMPT_IPS", "ENABLE_IP_CONTROL", "IP_ALLOWLIST", "IP_BLOCKLIST", "ENABLE_HSTS", "CORS_ALLOWED_ORIGINS",
    "ALLOWED_PLATFORMS", "ALLOWED_QUALITIES", "RATE_LIMIT_ENABLED", "STREAM_BUFFER_SIZE", "MAX_URL_LENGTH", "MAX_QUERY_LENGTH",
}  # fmt: skip

# What held in the older system where nothing was set, by Weir's names.
DEFAULTS = {
    "python": {
        "REDIS_HOST": "localhost", "VIDEO_INFO_TTL": "1800", "STREAM_URL_TTL": "3600", "YOUTUBE_CACHE_TTL": "1800", "BILIBILI_CACHE_TTL": "3600",
        "TWITCH_CACHE_TTL": "1800", "INSTAGRAM_CACHE_TTL": "900", "TWITTER_CACHE_TTL": "900", "CORS_ALLOWED_ORIGINS": "*",
    },
    "go": {
        "PORT": "8001", "ENVIRONMENT": "development", "REDIS_HOST": "127.0.0.1", "DEFAULT_STREAM_MODE": "direct", "MAX_URL_LENGTH": "2048",
        "MAX_QUERY_LENGTH": "1024", "ALLOWED_QUALITIES": "best,2160p,1440p,1080p,720p,480p,360p,worst", "API_KEY_EXEMPT_IPS": "127.0.0.1,::1",
        "CORS_ALLOWED_HEADERS": "Content-Type,Authorization,X-API-Key,X-Requested-With",
    },
}  # fmt: skip
YES = ("true", "1", "yes")


@dataclasses.dataclass
class Move:
    settings: dict[str, str] = dataclasses.field(default_factory=dict)
    renamed: list[str] = dataclasses.field(default_factory=list)
    ignored: list[str] = dataclasses.field(default_factory=list)
    unknown: list[str] = dataclasses.field(default_factory=list)
    defaults: list[str] = dataclasses.field(default_factory=list)
    dangers: list[str] = dataclasses.field(default_factory=list)


def system_of(variables: dict[str, str]) -> str | None:
    python, go = len(PYTHON_ONLY & variables.keys()), len(GO_ONLY & variables.keys())
    return None if python == go else "python" if python > go else "go"


def move(table: report.Table, variables: dict[str, str], system: str | None, services: list[str]) -> Move:
    made = Move()
    for name in sorted((name for name in variables if table.today(name)), key=table.precedence):
        place(made, table.today(name) or name, name, variables[name])
    made.settings = {name: made.settings[name] for name in table.defaults if name in made.settings}
    for name in variables:
        if name in table.ignored:
            made.ignored.append(name)
        elif not table.today(name):
            made.unknown.append(f"{name}: left out")
    made.defaults = differing(table, made.settings, system)
    made.dangers = dangers(made.settings, system, services)
    return made


def place(made: Move, today: str, name: str, value: str) -> None:
    if not value.strip():
        return
    if today == "LOG_FORMAT" and "%(" in value:
        made.ignored.append("LOG_FORMAT, a Python format string; Weir's logs are json or text")
        return
    if today in made.settings:
        made.ignored.append(f"{name}, since another name of {today} is set")
        return
    made.settings[today] = value
    if name != today:
        made.renamed.append(f"{name} is {today} now; the old name keeps working")


def differing(table: report.Table, settings: dict[str, str], system: str | None) -> list[str]:
    if system is None:
        return ["which system this was cannot be told by its names; --from python or --from go lists what its defaults were"]
    return [
        f"{name} was {was} where nothing was set; Weir: {table.defaults[name] or 'none'}. To keep it: {name}={was}"
        for name, was in DEFAULTS[system].items()
        if name not in settings and table.defaults[name] != was and name != "API_KEY_EXEMPT_IPS"
    ]


def dangers(settings: dict[str, str], system: str | None, services: list[str]) -> list[str]:
    found = []
    exempt = settings.get("API_KEY_EXEMPT_IPS", "")
    if any(is_loopback(address) for address in exempt.split(",")):
        found.append("API_KEY_EXEMPT_IPS lets loopback in without a key: behind a reverse proxy on the same machine that is everybody, "
                     "unless TRUSTED_PROXIES names the proxy")
    elif system == "go" and settings.get("API_KEY_ENABLED", "").lower() in YES and not exempt:
        found.append("the Go system let loopback in without an API key (API_KEY_EXEMPT_IPS=127.0.0.1,::1 by default); Weir asks everybody for one")
    host = settings.get("REDIS_HOST", "")
    if is_loopback(host):
        found.append(f"REDIS_HOST={host} is the machine, or in a container the container itself")
    elif host in services:
        found.append(f"REDIS_HOST={host} is a service of the same compose file: outside its network the name means nothing")
    if not host and "REDIS_URL" not in settings and system is not None:
        found.append("without REDIS_HOST or REDIS_URL Weir caches in its own process and looks for no Redis; the older system looked on its machine")
    if "*" in settings.get("CORS_ALLOWED_ORIGINS", ""):
        found.append("CORS_ALLOWED_ORIGINS=* lets the pages of any site read what Weir answers; name the sites")
    if settings.get("EXPOSE_DETAILED_ERRORS", "").lower() in YES:
        found.append("EXPOSE_DETAILED_ERRORS shows everybody the extractor's own words; keep it for debugging")
    if settings.get("ENABLE_IP_CONTROL", "").lower() in YES and "TRUSTED_PROXIES" not in settings:
        found.append("behind a reverse proxy address lists see only the proxy, until TRUSTED_PROXIES names it")
    if settings.get("PORT") == "8000":
        found.append("PORT=8000 is the older system's; while both run side by side Weir takes PORT=8001")
    return found


def is_loopback(text: str) -> bool:
    text = text.strip()
    if text.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_network(text, strict=False).is_loopback
    except ValueError:
        return False
