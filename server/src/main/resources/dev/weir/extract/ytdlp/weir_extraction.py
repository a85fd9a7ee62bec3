"""yt-dlp, set up once and used for many videos."""

from __future__ import annotations

import platform
from collections import OrderedDict, deque
from typing import Any
from urllib.parse import urlsplit

import weir_errors as errors
import weir_playlist as playlist
import weir_sessions as sessions
import weir_video as video
import yt_dlp
import yt_dlp.cache
import yt_dlp.globals
import yt_dlp.plugins
import yt_dlp.version
from yt_dlp.utils import ExtractorError, UnsupportedError

# Sites that are asked for most: their extractors are loaded before the workers are forked, so that they share them.
_COMMON = ("Youtube", "YoutubeTab", "BiliBili", "Twitter", "Instagram", "TwitchStream", "TwitchVod", "TwitchClips")

# How often one address may stand for another before a list is found.
_MAX_HOPS = 5

# What yt-dlp says of any video without formats, after the reason.
_CONSEQUENCES = ("No video formats found!", "Requested format is not available")


class NotAVideo(ExtractorError):
    """The address leads to a list, or to nothing that plays."""

    def __init__(self, message: str) -> None:
        super().__init__(message, expected=True)


class NotAPlaylist(ExtractorError):
    """The address leads to one video."""

    def __init__(self, message: str) -> None:
        super().__init__(message, expected=True)


class NoFormats(ExtractorError):
    """The site knows the video but offers nothing to play."""

    def __init__(self, message: str, **known: Any) -> None:
        self.weir = known
        super().__init__(message, expected=True)


class Said:
    """yt-dlp's logger: keeps the last warnings and errors."""

    def __init__(self) -> None:
        self.lines: deque[str] = deque(maxlen=8)

    def debug(self, message: str) -> None:
        """Not kept."""

    def warning(self, message: str) -> None:
        self.lines.append(errors.text(message))

    error = warning


class MemoryCache(yt_dlp.cache.Cache):
    """What extractors keep between videos (prepared player scripts), in memory and bounded rather than in files."""

    _MAX_ENTRIES = 16

    def __init__(self, ydl: yt_dlp.YoutubeDL) -> None:
        super().__init__(ydl)
        self._entries: OrderedDict[tuple[str, str], Any] = OrderedDict()

    @property
    def enabled(self) -> bool:
        return True

    def store(self, section: str, key: str, data: Any, dtype: str = "json") -> None:
        self._entries[section, key] = data
        self._entries.move_to_end((section, key))
        if len(self._entries) > self._MAX_ENTRIES:
            self._entries.popitem(last=False)

    def load(self, section: str, key: str, dtype: str = "json", default: Any = None, *, min_ver: str | None = None) -> Any:
        return self._entries.get((section, key), default)

    def remove(self) -> None:
        self._entries.clear()


def _first(entries: Any) -> Any:
    slices = getattr(entries, "getslice", None)
    return next(iter(slices(0, 1) if slices else entries or ()), None)


class Downloader(yt_dlp.YoutubeDL):
    """A YoutubeDL that answers with one video, and tries the generic extractor only where that is allowed."""

    allow_generic = False

    def key_for(self, url: str) -> str:
        return next(key for key, ie in self._ies.items() if ie.suitable(url))

    def extract_info(self, url: str, download: bool = False, ie_key: str | None = None, **more: Any) -> Any:
        # An extractor that names the generic one itself knows the page; nobody else leads there unasked.
        return super().extract_info(url, False, ie_key=ie_key or self.allowed_key_for(url), **more)

    def allowed_key_for(self, url: str) -> str:
        key = self.key_for(url)
        if key == "Generic" and not self.allow_generic:
            raise UnsupportedError(url)
        return key

    def belongs(self, key: str, platform: str) -> bool:
        """Whether an extractor is one of a platform's, by the beginning of its key or its name."""
        return key.lower().startswith(platform) or self._ies[key].IE_NAME.lower().split(":")[0] == platform

    def run_all_pps(self, key: str, info: dict[str, Any], *, additional_pps: Any = None) -> dict[str, Any]:
        # There are none; asked for them, yt-dlp would draw its tables of formats and captions each time.
        return info

    def process_ie_result(self, ie_result: dict[str, Any], download: bool = False, extra_info: Any = None) -> Any:
        kind = ie_result.get("_type", "video")
        if kind in ("playlist", "multi_video", "compat_list"):
            entry = _first(ie_result.get("entries"))
            if not entry:
                raise NotAVideo("The page holds no video")
            key = ie_result.get("extractor_key") or ""
            # Parts of one post or page stand in for it; a channel or an album does not have one video to stand for it.
            inline = entry.get("_type", "video") in ("video", "multi_video")
            if not inline and kind != "multi_video" and key != "Generic" and not key.startswith("BiliBili"):
                raise NotAVideo("The page is a list of videos")
            for name in ("extractor", "extractor_key", "webpage_url", "original_url"):
                entry.setdefault(name, ie_result.get(name))
            ie_result = entry
        return super().process_ie_result(ie_result, False, extra_info)


class Extraction:
    """One reused downloader and what is reset around each use of it."""

    def __init__(self, downloader: Downloader, said: Said) -> None:
        self._downloader = downloader
        self._said = said
        self._sessions = sessions.Sessions(downloader, lambda: MemoryCache(downloader))

    @classmethod
    def build(cls, configuration: dict[str, Any]) -> Extraction:
        yt_dlp.globals.plugin_dirs.value = list(configuration["plugin_dirs"])
        yt_dlp.plugins.load_all_plugins()
        said = Said()
        downloader = Downloader({
            "logger": said,
            "quiet": True,
            "noprogress": True,
            "color": "no_color",
            "simulate": True,
            "skip_download": True,
            "noplaylist": True,
            "cachedir": False,
            "socket_timeout": configuration["socket_timeout"],
            "proxy": "",
            # A selector of our own: without one yt-dlp runs ffmpeg to learn what could be merged.
            "format": lambda context: context["formats"][-1:],
            # A video that cannot play yet still says when it will.
            "ignore_no_formats_error": True,
            # Without these, many extractors leave the captions out.
            "writesubtitles": True,
            "writeautomaticsub": True,
        }, auto_init="no_verbose_header")
        downloader.cache = MemoryCache(downloader)
        return cls(downloader, said)

    def warm_up(self, url: str) -> None:
        """Extracts a page that the generic extractor reads, and loads what workers would else load each on its own."""
        for key in _COMMON:
            self._downloader.get_info_extractor(key)
        for runtime in self._downloader._js_runtimes.values():
            runtime.info  # noqa: B018  starts the runtime once to learn its version
        self.extract(url, allow_generic=True, platform=None)
        self.forget()

    def leave_by(self, proxy: str | None) -> None:
        """Sends all that follows through the proxy, or straight where there is none."""
        self._downloader.params["proxy"] = proxy or ""
        self._downloader.__dict__["proxies"] = {"all": proxy or "__noproxy__"}
        for handler in self._downloader._request_director.handlers.values():
            handler.proxies = {"all": proxy}

    def versions(self) -> dict[str, Any]:
        runtimes = [r.info for r in self._downloader._js_runtimes.values() if r and r.info]
        return {
            "yt_dlp": yt_dlp.version.__version__,
            "python": platform.python_version(),
            "javascript": f"{runtimes[0].name} {runtimes[0].version}" if runtimes else None,
        }

    def extractor_for(self, url: str) -> str:
        return self._downloader.key_for(url)

    def sign_in(self, cookies: list[dict[str, Any]]) -> None:
        """Lets the next extraction have these cookies, those of one platform; `forget` takes them away again."""
        self._sessions.begin(cookies)

    def extract(self, url: str, allow_generic: bool, platform: str | None) -> dict[str, Any]:
        """The video at a page, as compact data; raises yt-dlp's exceptions."""
        key = self._extractor_allowed(url, allow_generic, platform)
        info = self._downloader.extract_info(url, ie_key=key)
        if not info:
            raise NotAVideo("The page holds no video")
        compact = video.compact(info, self._downloader)
        if not compact["formats"]:
            reasons = [line for line in self._said.lines if not line.endswith(_CONSEQUENCES)]
            raise NoFormats(reasons[-1] if reasons else _CONSEQUENCES[0], warnings=reasons, **video.standing(info))
        return {**compact, "cookies_refused": True} if sessions.refused(self.said()) else compact

    def extract_flat(self, url: str, allow_generic: bool, platform: str | None, **window: Any) -> dict[str, Any]:
        """Some entries of the list at a page, as compact data, none of them extracted; raises yt-dlp's exceptions."""
        key = self._extractor_allowed(url, allow_generic, platform)
        parameters = self._downloader.params
        # A page that shows a video of a list is asked for its list.
        parameters["noplaylist"] = False
        try:
            info = self._list_at(url, key)
            compact = playlist.compact(info, self._downloader, playlist.Window(**window))
            return {**compact, "cookies_refused": True} if sessions.refused(self.said()) else compact
        finally:
            parameters["noplaylist"] = True

    def _list_at(self, url: str, key: str | None) -> dict[str, Any]:
        for _ in range(_MAX_HOPS):
            info = self._downloader.extract_info(url, ie_key=key, process=False) or {}
            kind = info.get("_type", "video")
            if kind in ("playlist", "compat_list"):
                return info
            if kind not in ("url", "url_transparent"):
                break
            url, key = info["url"], info.get("ie_key")
        raise NotAPlaylist("The page holds no list of videos")

    def _extractor_allowed(self, url: str, allow_generic: bool, platform: str | None) -> str:
        if urlsplit(url).scheme not in ("http", "https") or "__youtubedl_smuggle" in url:
            raise UnsupportedError(url)
        self._downloader.allow_generic = allow_generic
        key = self._downloader.allowed_key_for(url)
        if platform is not None and not self._downloader.belongs(key, platform):
            raise UnsupportedError(url)
        return key

    def said(self) -> list[str]:
        return list(self._said.lines)

    def forget(self) -> None:
        """Drops what would grow, or would tell one video's request about another's; what extractors prepared stays."""
        downloader = self._downloader
        self._said.lines.clear()
        downloader.allow_generic = False
        downloader._printed_messages.clear()
        downloader._playlist_urls.clear()
        for extractor in downloader._ies_instances.values():
            # Some set cookies when they initialize; those were just dropped.
            extractor._ready = False
            extractor._x_forwarded_for_ip = None
        self._sessions.end()
