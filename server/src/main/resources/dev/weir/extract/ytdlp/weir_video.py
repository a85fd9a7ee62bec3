"""yt-dlp's info dict, reduced to what the server keeps."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

_MAX_FORMATS = 500
_MAX_CAPTIONS = 200
_MAX_DESCRIPTION = 20_000

_INFO = ("id", "title", "duration", "thumbnail", "view_count", "like_count", "upload_date", "webpage_url", "live_status")
_FORMAT = (
    "format_id", "url", "ext", "format_note", "resolution", "width", "height", "fps", "vcodec", "acodec", "language",
    "language_preference", "dynamic_range", "filesize", "tbr", "protocol", "manifest_url",
)
_CAPTION_EXTS = ("vtt", "srt", "ttml", "srv3", "json3")

# yt-dlp adds the time to the title of what is live, for file names.
_LIVE_TITLE = re.compile(r" \d{4}-\d\d-\d\d \d\d:\d\d$")


def _plain(value: Any) -> bool:
    return isinstance(value, (str, int)) or (isinstance(value, float) and math.isfinite(value))


def some(source: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Those of the fields that hold a plain value."""
    return {key: source[key] for key in keys if _plain(source.get(key))}


def _access(source: dict[str, Any]) -> dict[str, Any]:
    chunk = (source.get("downloader_options") or {}).get("http_chunk_size")
    headers = {str(k): str(v) for k, v in (source.get("http_headers") or {}).items()}
    return {"headers": headers, **some(source, ("cookies",)),
            **({"chunk_size": int(chunk)} if chunk else {})}


def _formats(info: dict[str, Any]) -> Iterator[dict[str, Any]]:
    formats = info.get("formats") or ([info] if info.get("url") else [])
    for f in formats[-_MAX_FORMATS:]:
        if f.get("vcodec") == f.get("acodec") == "none" or f.get("protocol") == "mhtml":
            continue
        yield {**some(f, _FORMAT), "drm": f.get("has_drm") is True, "access": _access(f)}


def _captions(info: dict[str, Any], downloader: Any) -> Iterator[dict[str, Any]]:
    for kind, auto in (("subtitles", False), ("automatic_captions", True)):
        for language, choices in (info.get(kind) or {}).items():
            usable = [c for c in choices if c.get("url") and c.get("ext") in _CAPTION_EXTS]
            # Machine translations of machine captions: hundreds, each the same text again.
            usable = [c for c in usable if not (auto and "&tlang=" in c["url"])]
            if not usable:
                continue
            best = min(usable, key=lambda c: _CAPTION_EXTS.index(c["ext"]))
            asked = {"url": best["url"], "http_headers": best.get("http_headers") or info.get("http_headers")}
            asked["http_headers"] = dict(downloader._calc_headers(asked))
            yield {"language": str(language), "auto": auto, "access": _access(asked), **some(best, ("name", "url", "ext"))}


def compact(info: dict[str, Any], downloader: Any) -> dict[str, Any]:
    """The fields that the server keeps; unknown ones are left out."""
    live = bool(info.get("is_live"))
    result = some(info, _INFO)
    if live and isinstance(result.get("title"), str):
        result["title"] = _LIVE_TITLE.sub("", result["title"])
    if info.get("description"):
        result["description"] = str(info["description"])[:_MAX_DESCRIPTION]
    uploader = info.get("uploader") or info.get("channel") or info.get("creator")
    return {
        **result,
        **({"uploader": str(uploader)} if uploader else {}),
        "live": live,
        "formats": list(_formats(info)),
        "captions": list(_captions(info, downloader))[:_MAX_CAPTIONS],
    }


def standing(info: dict[str, Any]) -> dict[str, Any]:
    """What a video without formats says of itself."""
    return {**some(info, ("live_status", "availability", "release_timestamp")), "drm": bool(info.get("_has_drm"))}
