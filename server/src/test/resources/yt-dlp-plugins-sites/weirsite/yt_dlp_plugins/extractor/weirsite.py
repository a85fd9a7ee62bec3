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
from yt_dlp.utils import ExtractorError

_ORIGIN = pathlib.Path(__file__).with_name("origin.txt").read_text().strip()

# What the sites say of videos that cannot be had; the id is the name, filled up with underscores.
_SAID = {
    "removed": "This video has been removed by the uploader",
    "private": "Private video. Sign in if you have been granted access",
    "adults": "Sign in to confirm your age",
    "members": "Join this channel to get access to members-only content",
    "unknown": "Video unavailable",
    "later": "Premieres in 3 hours",
    "abroad": "The uploader has not made this video available in your country",
    "drm": "This video is DRM protected",
    "robot": "Sign in to confirm you're not a bot",
    "toomany": "HTTP Error 429: Too Many Requests",
}


def _ask(extractor, site, video_id):
    if said := _SAID.get(video_id.rstrip("_")):
        raise ExtractorError(said, expected=True)
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
