"""An extractor that does what the address tells it to; for tests.

http://weirtest.invalid/ACTION?... with the actions below; each answers with the process id as the video's id.
"""

import json
import os
import subprocess
import sys
import time
import urllib.parse

from yt_dlp.extractor.common import InfoExtractor
from yt_dlp.utils import ExtractorError, GeoRestrictedError, Popen, UnsupportedError, UserNotLive

_HELD = []


class WeirTestIE(InfoExtractor):
    IE_NAME = "weirtest"
    _VALID_URL = r"https?://weirtest\.invalid/(?P<id>\w+)"

    def _real_extract(self, url):
        action = self._match_id(url)
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlparse(url).query))
        return getattr(self, "_do_" + action)(asked) or {
            "id": str(os.getpid()),
            "title": action,
            "url": "http://127.0.0.1/media.mp4",
            "ext": "mp4",
        }

    def _do_plain(self, asked):
        """Nothing special."""

    def _do_info(self, asked):
        return json.loads(asked["json"])

    def _do_hang(self, asked):
        child = subprocess.Popen([
            sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"])
        with open(asked["file"] + ".part", "w") as f:
            f.write(f"{os.getpid()} {child.pid}")
        os.rename(asked["file"] + ".part", asked["file"])
        time.sleep(600)

    def _do_javascript(self, asked):
        runtime = self._downloader._js_runtimes["deno"].info.path
        script = "const a = new Array(5e6).fill(1); console.log(a.reduce((x, y) => x + y))"
        done = Popen.run([runtime, "eval", script], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return {"id": "js", "title": done[0].strip() or done[1], "url": "http://127.0.0.1/media.mp4"}

    def _do_crash(self, asked):
        os._exit(3)

    def _do_crash_once(self, asked):
        if not os.path.exists(asked["file"]):
            open(asked["file"], "w").close()
            os._exit(3)

    def _do_eat(self, asked):
        _HELD.append(b"x" * (int(asked["mib"]) << 20))

    def _do_fetch(self, asked):
        self._download_webpage(asked["url"], None, headers={"X-Worker": str(os.getpid())})

    def _do_wait_for(self, asked):
        deadline = time.monotonic() + 20
        while not os.path.exists(asked["file"]) and time.monotonic() < deadline:
            time.sleep(0.01)

    def _do_fail(self, asked):
        message = asked.get("message", "It failed")
        kind = asked["kind"]
        if kind == "geo":
            raise GeoRestrictedError(message, countries=["DE", "FR"])
        if kind == "not_live":
            raise UserNotLive(video_id="channel")
        if kind == "unsupported":
            raise UnsupportedError("http://weirtest.invalid/")
        if kind == "expected":
            raise ExtractorError(message, expected=True)
        if kind == "unexpected":
            raise ExtractorError(message)
        if kind == "bug":
            raise KeyError("player")
        if kind == "no_formats":
            self.raise_no_formats(message, expected=True)
            return {"id": "x", "title": "x", **json.loads(asked.get("json", "{}"))}
        if kind == "memory":
            return {"id": "x", "title": "x" * (1 << 40)}
        raise AssertionError(kind)

    def _do_list(self, asked):
        return self.playlist_result(
            [self.url_result("http://weirtest.invalid/plain")], "list", "A channel")

    def _do_parts(self, asked):
        part = {"id": "part1", "title": "Part 1", "url": "http://127.0.0.1/1.mp4", "ext": "mp4"}
        return self.playlist_result([part, {**part, "id": "part2"}], "post", "A post")

    def _do_elsewhere(self, asked):
        return self.url_result(asked["url"])
