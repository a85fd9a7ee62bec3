"""Stands in for extractors of sites with accounts: each asks its own site, whose names lead to the tests' origin server.

The origin's port lies in the file `port.txt` beside this one, where the tests put it.
"""

import pathlib

from yt_dlp.extractor.twitter import TwitterIE
from yt_dlp.extractor.youtube import YoutubeIE
from yt_dlp.utils import ExtractorError

_PORT = pathlib.Path(__file__).with_name("port.txt").read_text().strip()


def _ask(extractor, host, video_id):
    answer = extractor._download_json(f"http://{host}:{_PORT}/extract/{video_id}", video_id)
    for warning in answer.get("warnings", ()):
        extractor.report_warning(warning)
    if answer.get("failure"):
        raise ExtractorError(answer["failure"], expected=True)
    # As some extractors do, it keeps what it learnt of the account.
    extractor.account = getattr(extractor, "account", None) or answer.get("account")
    return {**answer["video"], "uploader": extractor.account or "nobody"}


class _WeirCookiesYoutubeIE(YoutubeIE, plugin_name="weircookies"):
    def _real_initialize(self):
        """The real one sets cookies of its own."""

    def _real_extract(self, url):
        return _ask(self, "www.youtube.com", self._match_id(url))


class _WeirCookiesTwitterIE(TwitterIE, plugin_name="weircookies"):
    def _real_extract(self, url):
        # It goes to the other site, too: whose cookies would show then?
        self._download_webpage(f"http://www.youtube.com:{_PORT}/visit", None)
        return _ask(self, "api.x.com", self._match_id(url))
