"""What the figures are made of: processes and their accounts, nginx as origin and as peer, wrk as load."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import statistics
import subprocess
import tempfile
import time

NGINX = next((p for p in ("/usr/sbin/nginx", "/usr/bin/nginx") if os.path.exists(p)), "nginx")
TICKS = os.sysconf("SC_CLK_TCK")
FILE_BYTES = 64 << 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(pid: int) -> list[int]:
    """A process and its descendants, whichever of its threads started them."""
    children = [
        int(child)
        for task in pathlib.Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    return [pid, *(process for child in children for process in family(child))]


def cpu_seconds(pids: list[int]) -> float:
    total = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def rss_mib(pid: int) -> float:
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def pss_mib(pids: list[int]) -> float:
    return sum(
        int(re.search(r"Pss:\s+(\d+)", pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text())[1]) for pid in pids
    ) / 1024


def get(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=40)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def post(port: int, path: str, document: object) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("POST", path, json.dumps(document), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def await_status(port: int, path: str, seconds: float, server: subprocess.Popen) -> float:
    """Asks until the answer is 200; the moment of that answer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if get(port, path)[0] == 200:
                return time.monotonic()
        if server.poll() is not None:
            break
        time.sleep(0.005)
    raise SystemExit(f"the server did not answer {path} with 200 in time")


@contextlib.contextmanager
def weir(command: list[str], **settings: str):
    """A server with these settings; yields its process and port once it is ready."""
    port = free_port()
    environment = os.environ | {"HOST": "127.0.0.1", "PORT": str(port), "LOG_LEVEL": "warn"} | settings
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        await_status(port, "/health/ready", 30, server)
        yield server, port
    finally:
        stop(server)


def stop(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Nginx:
    """One nginx serves a file plainly and over TLS; another passes it on, as the peer."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.plain, self.tls, self.peer_plain, self.peer_tls = (free_port() for _ in range(4))
        self.ca = folder / "ca.pem"
        (folder / "www").mkdir()
        (folder / "www/film.mp4").write_bytes(os.urandom(1 << 20) * (FILE_BYTES >> 20))
        (folder / "www/page.html").write_text(
            "<html><head><title>A page</title></head><body><video src='/film.mp4'></video></body></html>")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", folder / "key.pem", "-out", self.ca], check=True, stderr=subprocess.DEVNULL)
        self.origin = self._start("origin", f"""
            server {{ listen 127.0.0.1:{self.plain}; root {folder}/www; }}
            server {{ listen 127.0.0.1:{self.tls} ssl; root {folder}/www;
                      ssl_certificate {self.ca}; ssl_certificate_key {folder}/key.pem; }}""")
        self.peer = self._start("peer", f"""
            upstream plain {{ server 127.0.0.1:{self.plain}; keepalive 64; }}
            upstream tls {{ server 127.0.0.1:{self.tls}; keepalive 64; }}
            server {{ listen 127.0.0.1:{self.peer_plain}; location / {{
                proxy_pass http://plain; proxy_http_version 1.1; proxy_set_header Connection ""; }} }}
            server {{ listen 127.0.0.1:{self.peer_tls}; location / {{
                proxy_pass https://tls; proxy_http_version 1.1; proxy_set_header Connection "";
                proxy_ssl_trusted_certificate {self.ca}; proxy_ssl_verify on; proxy_ssl_name 127.0.0.1; }} }}""")

    def _start(self, name: str, servers: str) -> subprocess.Popen:
        conf = self.folder / f"{name}.conf"
        conf.write_text(f"""
            daemon off; worker_processes 2; worker_rlimit_nofile 16384;
            pid {self.folder}/{name}.pid; error_log {self.folder}/{name}.log;
            events {{ worker_connections 8192; }}
            http {{ access_log off; sendfile on; keepalive_requests 10000000;
                    types {{ video/mp4 mp4; text/html html; }}
                    proxy_temp_path {self.folder}/{name}-proxy; client_body_temp_path {self.folder}/{name}-body;
                    fastcgi_temp_path {self.folder}/{name}-f; uwsgi_temp_path {self.folder}/{name}-u;
                    scgi_temp_path {self.folder}/{name}-s;
                    {servers} }}""")
        return subprocess.Popen([NGINX, "-c", conf], stderr=subprocess.DEVNULL)

    def close(self) -> None:
        stop(self.peer)
        stop(self.origin)


@contextlib.contextmanager
def nginx():
    with tempfile.TemporaryDirectory(prefix="weir-bench-") as folder:
        # nginx's workers are another user.
        os.chmod(folder, 0o755)
        servers = Nginx(pathlib.Path(folder))
        time.sleep(0.5)
        try:
            yield servers
        finally:
            servers.close()


@contextlib.contextmanager
def redis():
    """An empty Redis that writes nothing to disk; yields its port."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="weir-bench-redis-") as folder:
        server = subprocess.Popen(
            ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
            stdout=subprocess.DEVNULL)
        try:
            yield port
        finally:
            stop(server)


UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60000.0}
SIZES = {"B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40}


def wrk(url: str, connections: int, seconds: int, script: pathlib.Path | None = None) -> dict[str, float]:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url]
    if script:
        command[1:1] = ["-s", str(script)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    latency = re.search(r"99%\s+([\d.]+)(\w+)", said)
    median = re.search(r"50%\s+([\d.]+)(\w+)", said)
    read = re.search(r"([\d.]+)([KMGT]?B) read", said)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        "p50": float(median[1]) * UNITS[median[2]],
        "p99": float(latency[1]) * UNITS[latency[2]],
        "bytes": float(read[1]) * SIZES[read[2]],
        "bad": int(bad[1]) if bad else 0,
        "errors": sum(map(int, errors.groups())) if errors else 0,
    }


def median(numbers: list[float]) -> float:
    return statistics.median(numbers)
