"""What went wrong, as data: the server decides what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_MAX_TEXT = 1000
_MAX_CAUSES = 16
_ANSI = re.compile(r"\x1b\[[0-9;]*m")

# The guard proxy says so in a header of its answer, and in its reason phrase, the only part of a refused CONNECT that survives.
_REFUSED = "weir-egress"


def text(value: Any) -> str:
    """One bounded line without colours."""
    return " ".join(_ANSI.sub("", str(value)).split())[:_MAX_TEXT]


def plain(name: str, message: str, **more: Any) -> dict[str, Any]:
    """An error that no exception stands for."""
    return {"classes": [name], "causes": [], "message": text(message), "expected": True, **more}


def _classes(error: BaseException) -> list[str]:
    return [c.__name__ for c in type(error).__mro__ if c not in (object, BaseException)]


def _root(error: BaseException) -> BaseException:
    """yt-dlp wraps what an extractor raised in a DownloadError, while handling it."""
    while type(error).__name__ == "DownloadError" and error.__context__ is not None:
        error = error.__context__
    return error


def _linked(error: BaseException) -> Iterator[Any]:
    yield getattr(error, "cause", None)
    yield error.__cause__
    yield getattr(error, "reason", None)
    yield from getattr(error, "args", ())


def _causes(error: BaseException) -> list[BaseException]:
    """The exceptions that this one names as its cause, nearest first; not those it merely interrupted."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting and len(found) < _MAX_CAUSES:
        for linked in _linked(waiting.pop(0)):
            if isinstance(linked, BaseException) and linked is not error and all(linked is not f for f in found):
                found.append(linked)
                waiting.append(linked)
    return found


def _http_response(error: BaseException) -> Any:
    return getattr(error, "response", None) if type(error).__name__ == "HTTPError" else None


def describe(error: BaseException, warnings: list[str]) -> dict[str, Any]:
    """The error of an answer."""
    root = _root(error)
    chain = [root, *_causes(root)]
    responses = [response for e in chain if (response := _http_response(e)) is not None]
    return {
        "classes": _classes(root),
        "causes": ["TimeoutError" if isinstance(e, TimeoutError) else type(e).__name__ for e in chain[1:]],
        "message": text(getattr(root, "orig_msg", None) or root) or type(root).__name__,
        "expected": bool(getattr(root, "expected", False)),
        "http_status": responses[0].status if responses else None,
        "egress_refused": any(_REFUSED in str(name).lower() for r in responses for name in r.headers.keys())
        or any(_REFUSED in str(e).lower() for e in chain),
        "countries": [str(c) for c in getattr(root, "countries", None) or []][:300],
        "warnings": warnings,
        **getattr(root, "weir", {}),
    }
