"""Starts the server given as arguments on a free port, uses it for a moment, and stops it, so that its JVM can write an AOT cache."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time

START_SECONDS = 20
STOP_SECONDS = 30
ROUNDS = 100
TARGETS = (
    "/health",
    "/health/live",
    "/health/ready",
    "/",
    "/metrics",
    "/api/v2/system/version",
    "/api/v2/stream/metrics",
    "/api/v2/videos/youtube/bad",
    "/api/v2/stream/proxy/nowhere/1?quality=720p",
    "/api/v2/videos/auto/http%3A%2F%2F127.0.0.1%2Fpage",
    "/nothing/here",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_live(port: int, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/health/live")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server did not start for its training run")


def use(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for _ in range(ROUNDS):
        for target in TARGETS:
            connection.request("GET", target, headers={"Accept": "text/html" if target == "/" else "*/*"})
            connection.getresponse().read()
    connection.close()


def main() -> None:
    # Whoever stops us wants the server stopped as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    port = free_port()
    environment = os.environ | {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "YTDLP_PYTHON": sys.executable,
        "ALLOWED_PLATFORMS": "*,generic,youtube",
    }
    server = subprocess.Popen(sys.argv[1:], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_live(port, server)
        use(port)
        server.send_signal(signal.SIGTERM)
        server.wait(STOP_SECONDS)
    finally:
        if server.poll() is None:
            server.kill()


if __name__ == "__main__":
    main()
