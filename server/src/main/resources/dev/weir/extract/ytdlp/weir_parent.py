"""The parent of the extraction workers: warms yt-dlp up once, then forks, reaps and kills on command.

The server talks to it in lines of JSON. The first line on standard input is the configuration, those after it are commands:
``{"command": "fork", "count": 2}`` and ``{"command": "kill", "pid": 123}``. On standard output it reports ``ready``,
``failed``, ``forked`` and ``exited``. When its standard input ends, it kills all that it started and removes the private directory.
"""

from __future__ import annotations

import contextlib
import gc
import http.server
import json
import os
import select
import shutil
import signal
import sys
import threading
from typing import Any

import weir_processes as processes

_MAX_LINE = 1 << 20


def report(event: str, **fields: Any) -> None:
    """Writes one event; short enough for the pipe to take it whole."""
    os.write(1, json.dumps({"event": event, **fields}).encode() + b"\n")


class Lines:
    """The lines that have arrived on standard input."""

    def __init__(self) -> None:
        self._buffer = b""
        self.ended = False

    def receive(self) -> list[dict[str, Any]]:
        """Reads what is there, waiting only where nothing is, and returns the complete lines."""
        chunk = os.read(0, 65536)
        self.ended = not chunk or len(self._buffer) > _MAX_LINE
        *complete, self._buffer = (self._buffer + chunk).split(b"\n")
        return [json.loads(line) for line in complete if line]


class TrivialPage(http.server.BaseHTTPRequestHandler):
    """A page with one video, over a connection that is closed after each answer."""

    def do_GET(self) -> None:  # noqa: N802
        page = b'<html><head><title>Warm</title></head><body><video src="/warm.mp4"></video></body></html>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args: Any) -> None:
        """Says nothing."""


def warm_up(extraction: Any) -> None:
    """Extracts once, so that the workers share what that loads; leaves no thread and no connection behind."""
    server = http.server.HTTPServer(("127.0.0.1", 0), TrivialPage)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        extraction.warm_up(f"http://127.0.0.1:{server.server_address[1]}/warm")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Parent:
    """Owns the workers' processes."""

    def __init__(self, configuration: dict[str, Any], extraction: Any) -> None:
        self._configuration = configuration
        self._extraction = extraction
        self._workers: set[int] = set()
        self._wake, self._woken = os.pipe()
        for end in (self._wake, self._woken):
            os.set_blocking(end, False)

    def run(self, lines: Lines, commands: list[dict[str, Any]]) -> None:
        """Obeys until standard input ends."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)
        poll = select.poll()
        poll.register(0, select.POLLIN | select.POLLHUP)
        poll.register(self._wake, select.POLLIN)
        while True:
            for command in commands:
                self._obey(command)
            self._reap()
            if lines.ended:
                return
            commands = []
            for descriptor, _ in poll.poll():
                if descriptor == self._wake:
                    with contextlib.suppress(BlockingIOError):
                        os.read(self._wake, 4096)
                else:
                    commands = lines.receive()

    def kill_all(self) -> None:
        for pid in self._workers:
            processes.kill_group(pid)

    def _obey(self, command: dict[str, Any]) -> None:
        if command["command"] == "fork":
            for _ in range(command["count"]):
                self._fork()
        elif command["command"] == "kill" and command["pid"] in self._workers:
            processes.kill_group(command["pid"])

    def _fork(self) -> None:
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                self._become_worker(parent)
            except BaseException:  # a worker must never return into its parent's loop
                sys.excepthook(*sys.exc_info())
            finally:
                processes.leave(1)
        self._workers.add(pid)
        report("forked", pid=pid)

    def _become_worker(self, parent: int) -> None:
        processes.die_with(parent)
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(self._wake)
        os.close(self._woken)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.dup2(2, 1)
        os.close(null)
        import weir_worker

        weir_worker.serve(self._configuration, self._extraction)
        processes.leave(0)

    def _reap(self) -> None:
        while True:
            try:
                ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if ended is None:
                return
            pid = ended.si_pid
            if pid in self._workers:
                # Before it is reaped: its number cannot belong to somebody else yet.
                processes.kill_group(pid)
            os.waitpid(pid, 0)
            if pid in self._workers:
                self._workers.discard(pid)
                report("exited", pid=pid, status=ended.si_status)


def prepare(configuration: dict[str, Any]) -> Any:
    """Loads and warms yt-dlp; raises with a sentence where it cannot."""
    processes.leave_signals_to_the_server()
    processes.adopt_orphans()
    processes.kill_leftovers()
    processes.bind_subprocesses_to_this_process()
    import weir_certificates

    weir_certificates.trust(configuration["ca_file"], os.path.join(configuration["directory"], "ca.pem"))
    import weir_extraction
    import weir_worker  # noqa: F401  loaded here so that the workers share it

    extraction = weir_extraction.Extraction.build(configuration)
    warm_up(extraction)
    extraction.leave_by(configuration["proxy"])
    if processes.open_sockets() or threading.active_count() > 1:
        raise RuntimeError("a connection or a thread outlived the warm-up")
    gc.collect()
    gc.freeze()
    return extraction


def main() -> None:
    lines = Lines()
    received: list[dict[str, Any]] = []
    while not received and not lines.ended:
        received = lines.receive()
    if not received:
        return
    configuration, *commands = received
    try:
        extraction = prepare(configuration)
    except BaseException as e:
        report("failed", problem=f"{type(e).__name__}: {e}"[:500])
        raise
    report("ready", **extraction.versions())
    parent = Parent(configuration, extraction)
    try:
        parent.run(lines, commands)
    finally:
        parent.kill_all()
        shutil.rmtree(configuration["directory"], ignore_errors=True)


if __name__ == "__main__":
    main()
