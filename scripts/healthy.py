"""Exits with 0 when the server answers its health route with 200, for health checks of containers; needs nothing but Python."""

import os
import sys
import urllib.error
import urllib.request

SECONDS = 4


def main() -> int:
    host = os.environ.get("HOST", "0.0.0.0")
    if host in ("0.0.0.0", "::", ""):
        host = "127.0.0.1"
    path = sys.argv[1] if len(sys.argv) > 1 else "/health"
    address = f"http://{f'[{host}]' if ':' in host else host}:{os.environ.get('PORT') or 8000}{path}"
    # No proxy of the environment stands between us and ourselves.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=SECONDS) as answer:
            return 0 if answer.status == 200 else 1
    except (OSError, urllib.error.URLError) as problem:
        print(f"{address}: {problem}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
