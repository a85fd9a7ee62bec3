"""Finds the cookies that an older system kept, checks them, and writes them where Weir looks; values are never printed."""

import dataclasses
import http.cookiejar
import json
import os
import pathlib
import re
import stat
import sys
import tempfile
import time

SUFFIX = "_cookies.txt"
PLATFORM = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
LARGEST = 1 << 20
ALIASES = {"x": "twitter"}
# For cookies that come as names and values only.
DOMAINS = {
    "youtube": ".youtube.com",
    "bilibili": ".bilibili.com",
    "twitter": ".x.com",
    "instagram": ".instagram.com",
    "twitch": ".twitch.tv",
}
HEADER = "# Netscape HTTP Cookie File\n"


@dataclasses.dataclass(frozen=True)
class Jar:
    """Cookies of one platform; `text` is a Netscape file, None with the reason why there are none in `problem`."""

    platform: str
    origin: str
    text: str | None
    problem: str = ""


def of_folder(folder: pathlib.Path) -> list[Jar]:
    return [of_file(file, platform_of(file.name.removesuffix(SUFFIX))) for file in sorted(folder.glob(f"*{SUFFIX}"))]


def platform_of(name: str) -> str:
    lower = name.lower()
    return ALIASES.get(lower, lower)


def of_file(file: pathlib.Path, platform: str) -> Jar:
    try:
        if file.stat().st_size > LARGEST:
            return Jar(platform, str(file), None, "is larger than 1 MiB")
        return of_text(str(file), platform, file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as problem:
        return Jar(platform, str(file), None, f"cannot be read: {problem}")


def of_text(origin: str, platform: str, text: str) -> Jar:
    """Netscape's format, or JSON as browser extensions write it."""
    if text.lstrip().startswith(("[", "{")):
        try:
            return of_list(origin, platform, json.loads(text))
        except ValueError:
            return Jar(platform, origin, None, "is no JSON")
    return checked(Jar(platform, origin, text))


def of_entry(path: pathlib.Path, platform: str, entry: object) -> tuple[Jar | None, list[str]]:
    """
    One platform of auth.json. The replaced systems only looked whether it is there, so its form was everybody's own: taken is a file's name or text, a list of
    cookies, or an object that has one of these as `cookies` or `cookies_file`. Also returns the names of what is left.
    """
    platform = platform_of(platform)
    origin = f"{platform} in {path}"
    if isinstance(entry, dict):
        for name in ("cookies", "cookies_file", "cookie_file", "cookiefile"):
            if entry.get(name):
                return of_value(path, origin, platform, entry[name]), [other for other in entry if other != name]
        return None, list(entry)
    return (of_value(path, origin, platform, entry), []) if entry else (None, [])


def of_value(path: pathlib.Path, origin: str, platform: str, value: object) -> Jar:
    if isinstance(value, (list, dict)):
        return of_list(origin, platform, value)
    if isinstance(value, str) and "\n" not in value and "\t" not in value:
        # As the replaced systems, which were started from the folder above config; beside auth.json, too.
        for file in (path.parent / value, path.parent.parent / value):
            if file.is_file():
                return of_file(file, platform)
        return Jar(platform, origin, None, "names a file that is not there")
    if isinstance(value, str):
        return of_text(origin, platform, value)
    return Jar(platform, origin, None, "holds neither cookies nor the name of a file")


def of_list(origin: str, platform: str, value: object) -> Jar:
    if isinstance(value, dict):
        value = value["cookies"] if isinstance(value.get("cookies"), list) else [{"name": name, "value": text} for name, text in value.items()]
    lines = [line_of(cookie, platform) for cookie in value] if isinstance(value, list) else []
    if not lines or not all(lines):
        return Jar(platform, origin, None, "is no list of cookies with name, value and domain")
    return checked(Jar(platform, origin, HEADER + "".join(line for line in lines if line)))


def line_of(cookie: object, platform: str) -> str | None:
    if not isinstance(cookie, dict) or not isinstance(cookie.get("name"), str) or not isinstance(cookie.get("value"), str):
        return None
    domain = cookie.get("domain") or DOMAINS.get(platform)
    if not isinstance(domain, str):
        return None
    expires = next((cookie[key] for key in ("expirationDate", "expires", "expiry") if isinstance(cookie.get(key), (int, float))), 0)
    fields = (
        ("#HttpOnly_" if cookie.get("httpOnly") else "") + domain,
        "TRUE" if domain.startswith(".") else "FALSE",
        str(cookie.get("path") or "/"),
        "TRUE" if cookie.get("secure", platform in DOMAINS) else "FALSE",
        str(max(0, int(expires))),
        cookie["name"],
        cookie["value"],
    )
    return None if any(re.search(r"[\t\r\n]", field) for field in fields) else "\t".join(fields) + "\n"


def checked(jar: Jar) -> Jar:
    """The same jar, or one without text where Python's own reader of such files finds no cookie."""
    if not PLATFORM.fullmatch(jar.platform):
        return dataclasses.replace(jar, text=None, problem="is of no platform")
    count = len(parsed(jar.text or ""))
    return jar if count else dataclasses.replace(jar, text=None, problem="holds no cookies in Netscape's format")


def parsed(text: str) -> list[http.cookiejar.Cookie]:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write(text)
        file.flush()
        jar = http.cookiejar.MozillaCookieJar(file.name)
        try:
            jar.load(ignore_discard=True, ignore_expires=True)
        except (OSError, http.cookiejar.LoadError):
            return []
        return list(jar)


def bring(jars: list[Jar], into: pathlib.Path | None, force: bool) -> int:
    """Says what there is, and writes it where a folder is named; returns 1 when anything could not be taken over."""
    failed = 0
    for jar in jars:
        if jar.text is None:
            print(f"weir: {jar.origin} {jar.problem}", file=sys.stderr)
            failed = 1
            continue
        cookies = parsed(jar.text)
        expired = sum(1 for cookie in cookies if cookie.expires and cookie.expires < time.time())
        summary = f"{len(cookies)} cookies of {jar.platform} from {jar.origin}" + (f", {expired} of them expired" if expired else "")
        if into is None:
            print(f"# {summary}; --import DIR writes them to DIR/{jar.platform}{SUFFIX}")
        elif not force and (into / f"{jar.platform}{SUFFIX}").exists():
            print(f"weir: {into / (jar.platform + SUFFIX)} is there already; --force replaces it", file=sys.stderr)
            failed = 1
        else:
            write(into, f"{jar.platform}{SUFFIX}", jar.text)
            print(f"# {summary}: written to {into / (jar.platform + SUFFIX)}")
    return failed


def write(folder: pathlib.Path, name: str, text: str) -> None:
    """Whole or not at all, and readable by nobody else at any time."""
    folder.mkdir(parents=True, exist_ok=True, mode=stat.S_IRWXU)
    handle, unfinished = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        pathlib.Path(unfinished).replace(folder / name)
    except BaseException:
        pathlib.Path(unfinished).unlink(missing_ok=True)
        raise
