"""The cookies of a platform's account, for one extraction, and the extractors that have seen no others."""

from __future__ import annotations

import hashlib
import http.cookiejar
import json
from collections import OrderedDict
from typing import Any

import yt_dlp

# What an extractor says where the site ended the session meanwhile.
_REFUSED = "account cookies are no longer valid"


def refused(said: list[str]) -> bool:
    """Whether the site ended the account's session, by what an extractor said."""
    return any(_REFUSED in line for line in said)


def _cookie(c: dict[str, Any]) -> http.cookiejar.Cookie:
    below = not c["host_only"]
    return http.cookiejar.Cookie(
        version=0, name=c["name"], value=c["value"], port=None, port_specified=False,
        domain=("." if below else "") + c["domain"], domain_specified=below, domain_initial_dot=below,
        path=c["path"], path_specified=True, secure=c["secure"], expires=c["expires"], discard=c["expires"] is None,
        comment=None, comment_url=None, rest={"HttpOnly": None} if c["http_only"] else {})


class Sessions:
    """Extractors remember what they learn of an account, so each set of cookies has its own; those without cookies stay as warmed."""

    _MOST = 8

    def __init__(self, downloader: yt_dlp.YoutubeDL, new_cache: Any) -> None:
        self._downloader = downloader
        self._new_cache = new_cache
        self._anonymous = (downloader._ies_instances, downloader.cache)
        self._signed_in: OrderedDict[str, tuple[dict[str, Any], Any]] = OrderedDict()

    def begin(self, cookies: list[dict[str, Any]]) -> None:
        """Signs in for what comes next."""
        if not cookies:
            return
        account = hashlib.sha256(json.dumps(cookies, sort_keys=True).encode()).hexdigest()
        if account not in self._signed_in:
            self._signed_in[account] = ({}, self._new_cache())
        self._signed_in.move_to_end(account)
        if len(self._signed_in) > self._MOST:
            self._signed_in.popitem(last=False)
        self._downloader._ies_instances, self._downloader.cache = self._signed_in[account]
        for cookie in cookies:
            self._downloader.cookiejar.set_cookie(_cookie(cookie))

    def end(self) -> None:
        """Signs out; nothing that was set meanwhile stays, and nothing is written anywhere."""
        self._downloader.cookiejar.clear()
        self._downloader._ies_instances, self._downloader.cache = self._anonymous
