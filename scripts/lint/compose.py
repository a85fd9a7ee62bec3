"""Holds the compose files to what docs/deployment.md promises: isolation, health checks, limits, and time enough to stop."""

import pathlib
import sys

import yaml

LEAST_GRACE_SECONDS = 31


def load(file: str) -> dict:
    return yaml.safe_load(pathlib.Path(file).read_text(encoding="utf-8"))


def merged(first: dict, second: dict) -> dict:
    """As compose merges services, as far as these files need it: mappings by key, all else replaced."""
    both = dict(first)
    for name, value in second.items():
        both[name] = merged(first[name], value) if isinstance(value, dict) and isinstance(first.get(name), dict) else value
    return both


def problems(document: dict) -> list[str]:
    weir, cache = document["services"]["weir"], document["services"]["cache"]
    checks = {
        "weir may take longer to stop than its streams": int(weir["stop_grace_period"].removesuffix("s")) >= LEAST_GRACE_SECONDS,
        "weir has a read-only root": weir["read_only"] is True,
        "weir has a folder for temporary files": any(mount.startswith("/tmp:") for mount in weir["tmpfs"]),
        "weir has no capabilities": weir["cap_drop"] == ["ALL"],
        "weir cannot gain privileges": "no-new-privileges:true" in weir["security_opt"],
        "weir waits for its cache": weir["depends_on"]["cache"]["condition"] == "service_healthy",
        "the cache publishes no port": "ports" not in cache,
        "the cache is reached from inside only": cache["networks"] == ["inside"] and document["networks"]["inside"]["internal"] is True,
        "the cache asks for a password": "REDIS_PASSWORD" in str(cache["environment"]),
        "the cache has a health check": "ping" in str(cache["healthcheck"]["test"]),
        "the cache's memory is limited": "maxmemory" in str(cache["command"]),
        "images have a version": ":" in cache["image"].rpartition("/")[2],
    }
    checks |= {f"{name} is limited in memory": "mem_limit" in service for name, service in document["services"].items()}
    return [claim for claim, holds in checks.items() if not holds]


def main() -> int:
    first, second = (load(file) for file in sys.argv[1:3])
    wrong = [f"{sys.argv[1]}: not so: {claim}" for claim in problems(first)]
    wrong += [f"{sys.argv[2]}: not so: {claim}" for claim in problems(merged(first, second))]
    print("\n".join(wrong), end="\n" if wrong else "", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
