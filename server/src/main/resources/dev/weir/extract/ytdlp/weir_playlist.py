"""yt-dlp's playlists, reduced to what the server keeps: no entry is extracted, and no more pages are asked for than the window needs."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import weir_video as video
from yt_dlp.utils import unsmuggle_url

_MAX_TEXT = 500
_MAX_DESCRIPTION = 20_000
_MAX_ADDRESS = 2_048
_SLICE = 100

# A list that was read to its end is handed over whole while it is no longer than this, in characters.
_MAX_WHOLE = 1 << 20


def _text(value: Any, longest: int = _MAX_TEXT) -> str | None:
    return str(value)[:longest] if isinstance(value, (str, int)) and not isinstance(value, bool) and value != "" else None


def _page(value: Any) -> str | None:
    """The address of a page, without what extractors hide in its fragment for one another."""
    if not isinstance(value, str) or not value:
        return None
    address = unsmuggle_url(value)[0]
    return address if urlsplit(address).scheme in ("http", "https") and len(address) <= _MAX_ADDRESS else None


def _uploader(source: dict[str, Any]) -> str | None:
    return _text(source.get("uploader") or source.get("channel") or source.get("creator"))


def _entry(entry: dict[str, Any], downloader: Any) -> dict[str, Any]:
    # The address of an entry that is there in full is that of its media.
    reference = entry.get("_type", "video") in ("url", "url_transparent")
    page = _page(entry.get("webpage_url")) or _page(entry.get("url") if reference else None)
    identity = _text(entry.get("id"))
    extractor = downloader._ies.get(entry.get("ie_key"))
    if identity is None and page and extractor:
        identity = _text(extractor.get_temp_id(page))
    found = {
        "id": identity,
        "title": _text(entry.get("title")),
        "uploader": _uploader(entry),
        "webpage_url": page,
        **video.some(entry, ("duration",)),
    }
    return {key: value for key, value in found.items() if value is not None}


def _from(entries: Any, first: int) -> tuple[Iterator[Any], int]:
    """The entries, and the position of the first of them: paged lists skip whole pages."""
    slices = getattr(entries, "getslice", None)
    if slices is None:
        return iter(entries or ()), 0

    def pages() -> Iterator[Any]:
        for start in itertools.count(first, _SLICE):
            page = slices(start, start + _SLICE)
            yield from page
            if len(page) < _SLICE:
                return

    return pages(), first


def _stated(info: dict[str, Any]) -> int | None:
    count = info.get("playlist_count")
    return count if isinstance(count, int) and count >= 0 else None


class Window:
    """Reads entries ``first`` to ``last``, and then on to count them, to the ``most``-th or for so many ``seconds``."""

    def __init__(self, first: int, last: int, most: int, seconds: float) -> None:
        self.first, self.last, self._most, self._seconds = first, last, most, seconds
        self._kept: list[dict[str, Any]] = []
        self._start = 0
        self._room = _MAX_WHOLE
        self._position = 0
        self._ended = False

    def read(self, info: dict[str, Any], downloader: Any) -> dict[str, Any]:
        entries = info.get("entries")
        stated = _stated(info)
        source, self._start = _from(entries, self.first)
        self._position = self._start
        self._walk(source, downloader, stated is None or isinstance(entries, (list, tuple)))
        beyond_end = self._ended and self._position == self._start > 0
        whole = self._ended and self._start == 0 and self._room >= 0
        kept = self._kept if whole else self._kept[self.first - self._start:self.last - self._start]
        counted = self._position if self._ended and not beyond_end else None
        return {
            "first": 0 if whole else self.first,
            "whole": whole,
            "count": counted if stated is None else stated,
            "entries": kept,
        }

    def _walk(self, source: Iterator[Any], downloader: Any, on: bool) -> None:
        until = None
        while True:
            beyond = self._position >= self.last
            if beyond:
                until = until or time.monotonic() + self._seconds
                if not on or self._position >= self._most or time.monotonic() > until:
                    return
            try:
                entry = next(source)
            except StopIteration:
                self._ended = True
                return
            except Exception:
                # What was asked for is there; only how many there are stays unknown.
                if beyond:
                    return
                raise
            if entry:
                self._keep(entry, downloader, beyond)
                self._position += 1

    def _keep(self, entry: dict[str, Any], downloader: Any, beyond: bool) -> None:
        if beyond and self._room < 0:
            return
        kept = _entry(entry, downloader)
        self._room -= sum(len(value) for value in kept.values() if isinstance(value, str))
        self._kept.append(kept)


def compact(info: dict[str, Any], downloader: Any, window: Window) -> dict[str, Any]:
    """The fields that the server keeps; unknown ones are left out."""
    found = {
        "id": _text(info.get("id")),
        "title": _text(info.get("title")),
        "description": _text(info.get("description"), _MAX_DESCRIPTION),
        "uploader": _uploader(info),
        "webpage_url": _page(info.get("webpage_url")),
    }
    return {**{key: value for key, value in found.items() if value is not None}, **window.read(info, downloader)}
