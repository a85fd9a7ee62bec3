"""Process plumbing: nothing that is started here outlives whoever started it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
from typing import Any, NoReturn

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)

_FOR_THE_SERVER = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# Inherited by everything an extraction starts, so that leftovers are told from strangers.
MARKER = "WEIR_EXTRACTION"


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl failed")


def leave_signals_to_the_server() -> None:
    """Ignores what a terminal or a service manager sends to all at once: the server stops in its own time, and needs extractions until then."""
    for number in _FOR_THE_SERVER:
        signal.signal(number, signal.SIG_IGN)


def adopt_orphans() -> None:
    """Makes this process the parent of its descendants whose own parent died, so that it can reap them."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with(parent: int) -> None:
    """Has the kernel kill this process when ``parent``, which must be the thread that forked it, ends."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def bind_subprocesses_to_this_process() -> None:
    """Has every ``subprocess`` started from now on (JavaScript runtimes, ffmpeg) die with its starter.

    The limits of the starter are lifted for it: a JavaScript runtime reserves far more than it uses.
    """
    original = subprocess.Popen.__init__

    def bound(self: Any, *args: Any, preexec_fn: Any = None, **kwargs: Any) -> None:
        starter = os.getpid()

        def prepare() -> None:
            die_with(starter)
            for number in _FOR_THE_SERVER:
                signal.signal(number, signal.SIG_DFL)
            hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
            resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
            if preexec_fn is not None:
                preexec_fn()

        original(self, *args, preexec_fn=prepare, **kwargs)

    subprocess.Popen.__init__ = bound  # type: ignore[method-assign]


def limit_memory(more: int) -> None:
    """Makes allocations fail once this process has written ``more`` bytes beyond what it holds now."""
    with open("/proc/self/status", encoding="ascii") as status:
        held = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData:"))
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (held + more, hard))


def own_memory() -> int:
    """The bytes of memory that this process shares with nobody."""
    with open("/proc/self/smaps_rollup", encoding="ascii") as rollup:
        return sum(int(line.split()[1]) * 1024 for line in rollup if line.startswith("Private_"))


def kill_group(group: int) -> None:
    """Kills a process and the group that it leads; silent where they are gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(group, signal.SIGKILL)


def kill_leftovers() -> None:
    """Kills what an earlier parent of the same server left: the same pool, another generation in the marker ``pool/generation``."""
    mine = os.environ.get(MARKER, "")
    pool = mine.partition("/")[0]
    if not pool:
        return
    for name in os.listdir("/proc"):
        if not name.isdigit() or int(name) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            with open(f"/proc/{name}/environ", "rb") as environ:
                variables = environ.read().decode(errors="replace").split("\0")
            if any(v.startswith(f"{MARKER}={pool}/") and v != f"{MARKER}={mine}" for v in variables):
                os.kill(int(name), signal.SIGKILL)


def open_sockets() -> int:
    """How many sockets this process holds open."""
    count = 0
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            count += os.readlink(f"/proc/self/fd/{name}").startswith("socket:")
    return count


def leave(status: int) -> NoReturn:
    """Ends this process without the exit handlers that belong to the process it was forked from."""
    os._exit(status)
