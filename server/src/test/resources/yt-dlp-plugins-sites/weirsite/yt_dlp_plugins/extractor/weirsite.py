"""Stands in for the extractors of the sites, whose servers tests cannot reach: each asks the tests' origin server instead.

The origin's address lies in the file `origin.txt` beside this one, where the tests put it.
"""

import pathlib
import urllib.parse

from yt_dlp.extractor.bilibili import BiliBiliIE
from yt_dlp.extractor.instagram import InstagramIE
from yt_dlp.extractor.twitch import TwitchVodIE
from yt_dlp.extractor.twitter import TwitterIE
from yt_dlp.extractor.youtube import YoutubeIE

_ORIGIN = pathlib.Path(__file__).with_name("origin.txt").read_text().strip()


def _ask(extractor, site, video_id):
    query = urllib.parse.urlencode({"site": site, "id": video_id})
    return extractor._download_json(f"{_ORIGIN}/api/extract?{query}", video_id)


class _WeirYoutubeIE(YoutubeIE, plugin_name="weirsite"):
    def _real_extract(self, url):
        return _ask(self, "youtube", self._match_id(url))


class _WeirBiliBiliIE(BiliBiliIE, plugin_name="weirsite"):
    def _real_extract(self, url):
        return _ask(self, "bilibili", self._match_id(url))


class _WeirTwitterIE(TwitterIE, plugin_name="weirsite"):
    def _real_extract(self, url):
        return _ask(self, "twitter", self._match_id(url))


class _WeirInstagramIE(InstagramIE, plugin_name="weirsite"):
    def _real_initialize(self):
        """The real one asks the site for a session first."""

    def _real_extract(self, url):
        return _ask(self, "instagram", self._match_id(url))


class _WeirTwitchVodIE(TwitchVodIE, plugin_name="weirsite"):
    def _real_extract(self, url):
        return _ask(self, "twitch", self._match_id(url))
