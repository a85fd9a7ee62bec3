"""Stands in for the extractors of the sites, whose servers tests cannot reach: each asks the tests' origin server instead.

The origin's address lies in the file `origin.txt` beside this one, where the tests put it.
"""

import pathlib
import urllib.parse

from yt_dlp.extractor.bilibili import BiliBiliIE
from yt_dlp.extractor.instagram import InstagramIE, InstagramUserIE
from yt_dlp.extractor.twitch import TwitchVideosIE, TwitchVodIE
from yt_dlp.extractor.twitter import TwitterIE
from yt_dlp.extractor.youtube import YoutubeIE, YoutubeTabIE
from yt_dlp.utils import ExtractorError, OnDemandPagedList

_ORIGIN = pathlib.Path(__file__).with_name("origin.txt").read_text().strip()

# What the sites say of videos that cannot be had; the id is the name, filled up with underscores.
_SAID = {
    "removed": "This video has been removed by the uploader",
    "locked": "Private video. Sign in if you have been granted access",
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


def _page(extractor, site, list_id, number):
    query = urllib.parse.urlencode({"site": site, "id": list_id, "page": number})
    return extractor._download_json(f"{_ORIGIN}/api/list?{query}", list_id)


class _WeirYoutubeTabIE(YoutubeTabIE, plugin_name="weirsite"):
    def _real_extract(self, url):
        list_id = self._match_id(url)
        if list_id.startswith("PLonevideo"):
            return self.url_result("https://www.youtube.com/watch?v=plain______", YoutubeIE)
        first = _page(self, "youtube", list_id, 0)

        def entries():
            page, number = first, 0
            while page["entries"]:
                for entry in page["entries"]:
                    yield self.url_result(
                        f"https://www.youtube.com/watch?v={entry['id']}#__youtubedl_smuggle=%7B%7D", YoutubeIE, entry["id"],
                        entry["title"], duration=entry["duration"], channel="Tester")
                number += 1
                page = _page(self, "youtube", list_id, number)

        return self.playlist_result(
            entries(), list_id, first["title"], "All of them", channel="Curator", playlist_count=first["count"])


class _WeirTwitchVideosIE(TwitchVideosIE, plugin_name="weirsite"):
    def _real_extract(self, url):
        channel = self._match_id(url)

        def page(number):
            for entry in _page(self, "twitch", channel, number)["entries"]:
                # A list of full descriptions, with the address of the media.
                yield {"id": entry["id"], "title": entry["title"], "url": "http://127.0.0.1/media.mp4",
                       "webpage_url": f"https://www.twitch.tv/videos/{entry['number']}"}

        return self.playlist_result(OnDemandPagedList(page, 100), channel, "Recordings")


class _WeirInstagramUserIE(InstagramUserIE, plugin_name="weirsite"):
    def _real_extract(self, url):
        """What a list may hold that nobody should be handed."""
        return self.playlist_result([
            self.url_result("http://10.0.0.1/inside", video_id="inside"),
            self.url_result("ftp://host.example/file", video_id="ftp"),
            None,
            {"_type": "url", "url": "https://www.instagram.com/p/abc/", "ie_key": "Instagram", "duration": float("nan"), "title": 7},
        ], self._match_id(url))
