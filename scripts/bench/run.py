"""Measures Weir beside its peers on this machine and prints a table for docs/benchmarks.md: `./weir bench [NAME ...]`.

Everything runs on loopback, in bounded time. Machines are noisy: the medians of several runs are printed, and ratios between runs in alternation.
"""

import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import machine  # noqa: E402
import pages  # noqa: E402

ROUNDS = 3
# Seconds after which the JVM has given back what its compilers used.
AT_REST = 15
FIGURES = {}


def figure(function):
    FIGURES[function.__name__] = function
    return function


def row(name: str, measured: str, target: str) -> None:
    print(f"| {name} | {measured} | {target} |", flush=True)


def stream_path(url: str) -> str:
    return "/api/v2/stream/proxy/auto/" + urllib.parse.quote(url, safe="") + "?quality=best"


def info_path(url: str) -> str:
    return "/api/v2/videos/auto/" + urllib.parse.quote(url, safe="")


def settings(nginx: machine.Nginx) -> dict[str, str]:
    return {
        "ALLOWED_PLATFORMS": "*,generic",
        "EGRESS_ALLOW": "127.0.0.0/8",
        "EGRESS_CA_FILE": str(nginx.ca),
        # Limits are on, and not met.
        "RATE_LIMIT_MAX_REQUESTS": "1000000000",
    }


@figure
def requests(command, nginx):
    """Small answers: health, and what is known of a video that memory holds."""
    page = f"http://127.0.0.1:{nginx.plain}/page.html"
    for level, target in (("warn", ">= 45,000, p99 <= 5 ms"), ("info", ">= 30,000")):
        with machine.weir(command, **settings(nginx), LOG_LEVEL=level) as (_, port):
            machine.get(port, info_path(page))
            for name, path in (("health", "/health"), ("cached video info", info_path(page))):
                url = f"http://127.0.0.1:{port}{path}"
                machine.wrk(url, 64, 4)
                runs = [machine.wrk(url, 64, 5) for _ in range(ROUNDS)]
                log = "log at warn" if level == "warn" else "with the access log"
                row(
                    f"{name}, wrk -t1 -c64, {log}",
                    f"{machine.median([r['rate'] for r in runs]):,.0f} requests/s, "
                    f"p99 {machine.median([r['p99'] for r in runs]):.1f} ms",
                    target)


@figure
def limits(command, nginx):
    """What rate limits cost a small answer: counted in the process, and on Redis; servers side by side, loaded in turn."""
    path = info_path(f"http://127.0.0.1:{nginx.plain}/page.html")
    with (
            machine.redis() as redis,
            machine.weir(command, **settings(nginx), RATE_LIMIT_ENABLED="false") as (_, off),
            machine.weir(command, **settings(nginx)) as (_, own),
            machine.weir(command, **settings(nginx), REDIS_URL=f"redis://127.0.0.1:{redis}") as (_, shared)):
        urls = [f"http://127.0.0.1:{port}{path}" for port in (off, own, shared)]
        for port, url in zip((off, own, shared), urls):
            machine.get(port, path)
            machine.wrk(url, 64, 4)
        for connections in (64, 4):
            runs = [[machine.wrk(url, connections, 5) for url in urls] for _ in range(ROUNDS)]
            for run in (run for alternation in runs for run in alternation):
                if run["bad"] or run["errors"]:
                    raise SystemExit(f"answers failed: {run}")
            if connections == 64:
                row(
                    "cached video info, limits counted in the process, wrk -t1 -c64",
                    f"{machine.median([r[1]['rate'] for r in runs]):,.0f} requests/s, "
                    f"p99 {machine.median([r[1]['p99'] for r in runs]):.1f} ms, "
                    f"{machine.median([r[1]['rate'] / r[0]['rate'] for r in runs]):.2f} x without limits",
                    ">= 40,000, p99 <= 5 ms")
            row(
                f"limits counted on Redis, added to the p50 of cached video info, wrk -t1 -c{connections}",
                f"{machine.median([r[2]['p50'] - r[1]['p50'] for r in runs]):.2f} ms, "
                f"{machine.median([r[2]['rate'] for r in runs]):,.0f} requests/s",
                "<= 0.3 ms")


@figure
def shared(command, nginx):
    """What another server found: read from Redis, since memory was emptied; and what the Redis client adds to memory at rest and after load."""
    count = 400
    paths = [info_path(f"http://127.0.0.1:{nginx.plain}/page.html?shared{i}") for i in range(count)]
    with machine.redis() as redis:
        url = f"redis://127.0.0.1:{redis}"
        with machine.weir(command, **settings(nginx), REDIS_URL=url) as (_, port):
            for path in paths:
                machine.get(port, path)
        # Servers that never extracted any of them: each is asked for once, so all are found in Redis only.
        medians = []
        for _ in range(ROUNDS):
            with machine.weir(command, **settings(nginx), REDIS_URL=url) as (_, port):
                # It listens before it is connected.
                deadline = time.monotonic() + 10
                while json.loads(machine.get(port, "/health")[1])["services"]["redis"] != "healthy":
                    if time.monotonic() > deadline:
                        raise SystemExit("Redis was not reached")
                    time.sleep(0.1)
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                times = []
                for path in paths:
                    start = time.monotonic()
                    connection.request("GET", path)
                    answer = connection.getresponse()
                    answer.read()
                    times.append(1000 * (time.monotonic() - start))
                    if answer.status != 200:
                        raise SystemExit("a shared answer failed")
                connection.close()
                stats = json.loads(machine.get(port, "/api/v2/stream/cache/stats")[1])["shared_cache"]
                # A busy machine may hold Redis up for a moment, in which this server goes on alone.
                if stats["hits"] < count * 0.9:
                    raise SystemExit(f"only {stats['hits']} of {count} were found in Redis")
                medians.append(machine.median(times[count // 4:]))
        row("video info found only in Redis, one connection, p50", f"{machine.median(medians):.2f} ms", "<= 1 ms")
        figures = []
        for more in ({}, {"REDIS_URL": url}):
            with machine.weir(command, **settings(nginx), **more) as (server, port):
                time.sleep(AT_REST)
                idle = machine.rss_mib(server.pid)
                for path in paths:
                    machine.get(port, path)
                machine.wrk(f"http://127.0.0.1:{port}/health", 400, 6)
                machine.wrk(f"http://127.0.0.1:{port}{paths[0]}", 400, 6)
                time.sleep(AT_REST)
                figures.append((idle, machine.rss_mib(server.pid)))
        (idle, loaded), (idle_shared, loaded_shared) = figures
        row(
            "RSS of the server with a Redis client, idle / after 400 connections of load",
            f"{idle_shared:.0f} / {loaded_shared:.0f} MiB; without {idle:.0f} / {loaded:.0f}",
            "<= 110 MiB")


@figure
def passthrough(command, nginx):
    """Ranges of 2 MiB through the server and through nginx in turn, in GB for each second of the server's own CPU time."""
    script = nginx.folder / "range.lua"
    script.write_text("""
        request = function()
          local first = math.random(0, 61) * 1048576
          return wrk.format("GET", nil, { ["Range"] = "bytes=" .. first .. "-" .. (first + 2097151) })
        end""")
    with machine.weir(command, **settings(nginx)) as (server, port):
        for name, origin, peer, target in (
                ("an HTTPS origin", f"https://127.0.0.1:{nginx.tls}", nginx.peer_tls, ">= 1.2 x nginx"),
                ("a plain origin", f"http://127.0.0.1:{nginx.plain}", nginx.peer_plain, ">= 0.9 x nginx")):
            ours = f"http://127.0.0.1:{port}{stream_path(origin + '/film.mp4')}"
            theirs = f"http://127.0.0.1:{peer}/film.mp4"
            for url in (ours, ours, theirs):
                machine.wrk(url, 16, 4, script)
            pairs = []
            for _ in range(ROUNDS + 2):
                pair = []
                for url, pids in ((ours, [server.pid]), (theirs, machine.family(nginx.peer.pid))):
                    before = machine.cpu_seconds(pids)
                    run = machine.wrk(url, 16, 5, script)
                    if run["bad"] or run["errors"]:
                        raise SystemExit(f"answers failed: {run}")
                    pair.append(run["bytes"] / 1e9 / (machine.cpu_seconds(pids) - before))
                pairs.append(pair)
            row(
                f"2 MiB ranges from {name}, 16 connections, GB per CPU-second",
                f"{machine.median([a for a, _ in pairs]):.2f}, nginx {machine.median([b for _, b in pairs]):.2f}: "
                f"{machine.median([a / b for a, b in pairs]):.2f} x",
                target)


@figure
def extraction(command, nginx):
    """Extraction of a trivial page, without what the origin takes, beside the yt-dlp command."""
    page = f"http://127.0.0.1:{nginx.plain}/page.html"
    with machine.weir(command, **settings(nginx), VIDEO_INFO_TTL="0", STREAM_URL_TTL="0") as (server, port):
        times = []
        for i in range(200):
            start = time.monotonic()
            status, body = machine.get(port, info_path(f"{page}?{i}"))
            times.append(1000 * (time.monotonic() - start))
            if status != 200:
                raise SystemExit(body)
        # The first of them run beside the JVM's own warming up.
        warm = machine.median(times[100:])
        commands = []
        for _ in range(5):
            start = time.monotonic()
            subprocess.run(
                [sys.executable, "-m", "yt_dlp", "--ignore-config", "--no-cache-dir", "-J", page],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            commands.append(1000 * (time.monotonic() - start))
        row(
            "warm extraction of a trivial page, request to answer, p50",
            f"{warm:.1f} ms; the yt-dlp command {machine.median(commands):,.0f} ms: "
            f"{machine.median(commands) / warm:.0f} x",
            "<= 15 ms; >= 20 x")
    with machine.weir(command, **settings(nginx), VIDEO_INFO_TTL="0", YTDLP_WORKERS="1") as (server, port):
        firsts = []
        for i in range(7):
            machine.get(port, info_path(f"{page}?warm{i}"))
            worker = machine.family(server.pid)[-1]
            subprocess.run(["kill", "-9", str(worker)], check=True)
            start = time.monotonic()
            status, body = machine.get(port, info_path(f"{page}?first{i}"))
            firsts.append(1000 * (time.monotonic() - start))
            if status != 200:
                raise SystemExit(body)
        row("first answer after the only worker was killed, p50", f"{machine.median(firsts):.0f} ms", "<= 60 ms")
    with machine.weir(command, **settings(nginx), VIDEO_INFO_TTL="0", YTDLP_WORKERS="4") as (server, port):
        for i in range(40):
            machine.get(port, info_path(f"{page}?{i}"))
        pids = machine.family(server.pid)[1:]
        row(f"memory of the extraction's parent and {len(pids) - 1} workers (PSS)", f"{machine.pss_mib(pids):.0f} MiB", "<= 190 MiB")


@figure
def memory(command, nginx):
    """The JVM's resident memory at rest, and after load; the start."""
    starts = []
    for _ in range(5):
        port = machine.free_port()
        environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "LOG_LEVEL": "warn"}
        begin = time.monotonic()
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        starts.append(machine.await_status(port, "/health/live", 20, server) - begin)
        machine.stop(server)
    row("start to the first 200 of /health/live", f"{machine.median(starts):.2f} s", "<= 0.5 s")
    with machine.weir(command, **settings(nginx)) as (server, port):
        time.sleep(AT_REST)
        idle = machine.rss_mib(server.pid)
        page = f"http://127.0.0.1:{nginx.plain}/page.html"
        machine.get(port, info_path(page))
        machine.wrk(f"http://127.0.0.1:{port}/health", 400, 6)
        machine.wrk(f"http://127.0.0.1:{port}{info_path(page)}", 400, 6)
        time.sleep(AT_REST)
        loaded = machine.rss_mib(server.pid)
    row("RSS of the server, idle / after 400 connections of load", f"{idle:.0f} / {loaded:.0f} MiB", "<= 80 / <= 110 MiB")


def pace(port, path, count, rate, seconds, look):
    """Plays so many streams at a steady rate from one thread, a few at each tick; the bytes each got, and the largest look."""
    plugs = []
    for _ in range(count):
        plug = socket.socket()
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        plug.connect(("127.0.0.1", port))
        plug.sendall(f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
        plug.setblocking(False)
        plugs.append(plug)
    got, failed, largest = [0] * count, set(), 0.0
    begin = time.monotonic()
    looked = begin
    while (now := time.monotonic()) - begin < seconds:
        for i, plug in enumerate(plugs):
            owed = int((now - begin) * rate) - got[i]
            if owed < 32768 or i in failed:
                continue
            try:
                data = plug.recv(owed)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if not data or (got[i] == 0 and not data.startswith(b"HTTP/1.1 200")):
                failed.add(i)
            got[i] += len(data)
        if now - looked > 1:
            looked = now
            largest = max(largest, look())
        time.sleep(0.02)
    for plug in plugs:
        plug.close()
    return [0 if i in failed else bytes_read for i, bytes_read in enumerate(got)], largest


@figure
def streams(command, nginx):
    """A thousand players at 1 Mbit/s each."""
    count, rate, seconds = 1000, 125_000, 20
    page = f"http://127.0.0.1:{nginx.plain}/film.mp4"
    limits = {"MAX_CONCURRENT_STREAMS": "3000", "MAX_STREAMS_PER_CLIENT": "3000"}
    with machine.weir(command, **settings(nginx), **limits) as (server, port):
        machine.get(port, info_path(page))
        machine.wrk(f"http://127.0.0.1:{port}/health", 64, 4)
        time.sleep(4)
        before = machine.rss_mib(server.pid)
        got, ended = pace(port, stream_path(page), count, rate, seconds, lambda: machine.rss_mib(server.pid))
        peak = max(before, ended)
        failed = sum(1 for bytes_read in got if bytes_read < rate * seconds * 0.8)
        row(
            f"{count} paced streams of 1 Mbit/s for {seconds} s",
            f"{failed} failed or starved, {1024 * (peak - before) / count:.0f} KiB more RSS for each",
            "none fails, <= 64 KiB")


@figure
def batch(command, nginx):
    """Fifty videos with one request, of pages with 40 formats at an origin that takes 200 ms for an answer."""
    workers, items = 2, 50

    def timed(ask):
        begin = time.monotonic()
        status, body = ask()
        took = time.monotonic() - begin
        if status != 200 or b'"failed":0' not in body[:200] and b'"data"' not in body[:100]:
            raise SystemExit(body[:1000])
        return took, len(body)

    with pages.slow_origin() as origin, machine.weir(command, **settings(nginx), YTDLP_WORKERS=str(workers)) as (_, port):
        def together(name):
            requests = [{"url": f"{origin}/{name}/{i}"} for i in range(items)]
            document = {"requests": requests, "options": {"max_concurrent": items}}
            return timed(lambda: machine.post(port, "/api/v2/videos/batch", document))

        singles = [timed(lambda: machine.get(port, info_path(f"{origin}/single/{i}")))[0] for i in range(12)]
        single = machine.median(singles[2:])
        fresh = [together(f"fresh{i}")[0] for i in range(2)]
        known = [together("fresh0") for _ in range(40)][5:]
        rounds = -(-items // workers)
        row(
            f"batch of {items} that memory holds, {known[0][1] / 1e6:.1f} MB, request to last byte, p50",
            f"{1000 * machine.median([took for took, _ in known]):.1f} ms", "<= 10 ms")
        row(
            f"batch of {items} unknown ones with {workers} workers, beside one extraction of {1000 * single:.0f} ms",
            f"{machine.median(fresh):.2f} s: {machine.median(fresh) / single:.1f} extraction times", f"{rounds}")


def main() -> None:
    wanted, command = sys.argv[1:sys.argv.index("--")], sys.argv[sys.argv.index("--") + 1:]
    for name in wanted:
        if name not in FIGURES:
            raise SystemExit(f"bench: there is no figure '{name}'; there are {', '.join(FIGURES)}")
    cpus = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {cpus[1] if cpus else 'unknown processor'}\n")
    print("| figure | measured | to reach |\n| --- | --- | --- |", flush=True)
    with machine.nginx() as nginx:
        for name in wanted or FIGURES:
            FIGURES[name](command, nginx)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    main()
