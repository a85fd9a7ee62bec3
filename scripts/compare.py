"""Asks an older system and Weir the same questions, and says what their clients would notice: other statuses, missing fields, other types."""

import argparse
import concurrent.futures
import dataclasses
import http.client
import json
import pathlib
import sys
import time
import urllib.parse

# An answer that is longer is compared by what was read of it.
MOST_BYTES = 4 << 20
USER_AGENT = "weir-compare"


@dataclasses.dataclass(frozen=True)
class Question:
    """One request; `body` is sent as JSON. Only such as change nothing."""

    method: str
    target: str
    body: object = None
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.method} {self.target}"


@dataclasses.dataclass(frozen=True)
class Answer:
    status: int
    kind: str
    body: bytes
    location: str = ""


@dataclasses.dataclass(frozen=True)
class Difference:
    breaking: bool
    text: str


GENERAL = (
    "/", "/health", "/api/v2/system/health", "/api/v2/system/version", "/api/v2/system/stats", "/api/v2/system/storage", "/api/v2/auth/status",
    "/api/v2/auth/guide", "/api/v2/auth/platforms/youtube", "/api/v2/stream/metrics", "/api/v2/stream/cache/stats", "/performance/stats",
    "/api/vrchat/health", "/api/health", "/api/platforms",
)  # fmt: skip
RANGE = (("Range", "bytes=0-1023"),)


def of_video(platform: str, video: str) -> list[Question]:
    path = f"{platform}/{urllib.parse.quote(video, safe='')}"
    item = {"platform": platform, "video_id": video, "quality": "360p"}
    return [
        Question("GET", f"/api/v2/videos/{path}"),
        Question("GET", f"/api/v2/stream/info/{path}?quality=360p"),
        Question("GET", f"/api/v2/stream/direct/{path}?quality=360p"),
        Question("GET", f"/api/v2/stream/proxy/{path}?quality=360p", headers=RANGE),
        Question("GET", f"/api/v2/stream/{path}?quality=360p", headers=RANGE),
        Question("POST", "/api/v2/videos/batch", {"requests": [item], "options": {"max_concurrent": 2}}),
        Question("POST", "/api/v2/stream/batch", [item]),
    ]


def of_address(address: str) -> list[Question]:
    quoted = urllib.parse.quote(address, safe="")
    return [
        Question("GET", f"/api/v2/videos/auto/{quoted}"),
        Question("GET", f"/api/v2/stream/proxy/auto/{quoted}?quality=360p", headers=RANGE),
        Question("GET", f"/api/v2/stream/url?url={quoted}&quality=360p"),
        Question("GET", f"/api/vrchat/info?url={quoted}"),
        Question("GET", f"/api/vrchat/stream?url={quoted}"),
        Question("GET", f"/api/info?url={quoted}"),
        Question("GET", f"/api/formats?url={quoted}"),
        Question("GET", f"/api/stream?url={quoted}"),
        Question("POST", "/api/v2/videos/info", {"url": address}),
        Question("POST", "/api/v2/videos/batch", {"videos": [{"url": address}], "max_concurrent": 2}),
    ]


def of_line(line: str) -> list[Question]:
    """A page's address, `platform/id`, or a path that is asked as it is."""
    if line.startswith("/"):
        return [Question("GET", line)]
    if "://" in line:
        return of_address(line)
    platform, _, video = line.partition("/")
    if not video:
        raise SystemExit(f"weir: {line!r} is neither a page's address, nor platform/id, nor a path")
    return of_video(platform, video)


def ask(base: urllib.parse.SplitResult, question: Question, seconds: float, headers: dict[str, str]) -> Answer | str:
    """The answer, or why there was none; the whole exchange ends within the time given, but for one read."""
    deadline = time.monotonic() + seconds
    kind = http.client.HTTPSConnection if base.scheme == "https" else http.client.HTTPConnection
    connection = kind(base.hostname, base.port, timeout=seconds)
    try:
        body = None if question.body is None else json.dumps(question.body)
        sent = {"User-Agent": USER_AGENT, "Accept": "*/*", **headers, **dict(question.headers)}
        if body is not None:
            sent["Content-Type"] = "application/json"
        connection.request(question.method, base.path.rstrip("/") + question.target, body, sent)
        answer = connection.getresponse()
        pieces, length = [], 0
        while length < MOST_BYTES and time.monotonic() < deadline and (piece := answer.read1(1 << 16)):
            pieces.append(piece)
            length += len(piece)
        if time.monotonic() >= deadline:
            return f"was not done within {seconds:g} s"
        return Answer(answer.status, answer.headers.get_content_type(), b"".join(pieces), answer.headers.get("Location", ""))
    except TimeoutError:
        return f"was not done within {seconds:g} s"
    except (OSError, http.client.HTTPException) as problem:
        return f"did not answer ({type(problem).__name__}: {problem})"
    finally:
        connection.close()


def type_of(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    return {int: "number", float: "number", str: "string", list: "array", dict: "object"}[type(value)]


def fields(value: object, path: str = "", into: dict[str, set[str]] | None = None) -> dict[str, set[str]]:
    """The types found at each path; items of an array share theirs."""
    found = {} if into is None else into
    found.setdefault(path, set()).add(type_of(value))
    if isinstance(value, dict):
        for name, inner in value.items():
            fields(inner, f"{path}.{name}" if path else name, found)
    elif isinstance(value, list):
        for inner in value:
            fields(inner, f"{path}[]", found)
    return found


def document_of(answer: Answer) -> object | None:
    if answer.kind != "application/json":
        return None
    try:
        return json.loads(answer.body)
    except ValueError:
        return None


def compare_fields(old: object, new: object) -> list[Difference]:
    before, after = fields(old), fields(new)
    found = []
    for path, types in before.items():
        parent = path.rpartition(".")[0]
        name = path or "the document"
        if path not in after:
            # Nothing to be seen in an empty array, or below what is null; what is missing above says it already.
            if path.endswith("[]") or (parent and (parent not in after or "object" not in after[parent])):
                continue
            found.append(Difference(True, f"{name} is missing (was {' or '.join(sorted(types))})"))
        elif (types - {"null"}) and (after[path] - {"null"} - types) and not types == {"null"}:
            found.append(Difference(True, f"{name} is {' or '.join(sorted(after[path]))}, was {' or '.join(sorted(types))}"))
    added = [path for path in after if path not in before and path.rpartition(".")[0] in (*before, "") and not path.endswith("[]")]
    if added:
        found.append(Difference(False, f"new: {', '.join(added)}"))
    return found


def group(kind: str) -> str:
    """Media of whatever container is media to a player."""
    return "media" if kind.startswith(("video/", "audio/")) or kind == "application/octet-stream" else kind


def compare(old: Answer | str, new: Answer | str) -> list[Difference]:
    if isinstance(new, str):
        return [Difference(not isinstance(old, str), f"the new one {new}")]
    if isinstance(old, str):
        return [Difference(False, f"the old one {old}; the new one answers {new.status}")]
    worked = old.status < 400
    if old.status != new.status:
        # What failed had no clients that could miss it; a range is the part of a whole that was asked for.
        harmless = not worked or (old.status, new.status) == (200, 206)
        found = [Difference(not harmless, f"status {new.status}, was {old.status}")]
        if worked != (new.status < 400):
            return found
    else:
        found = []
    if worked and group(old.kind) != group(new.kind):
        return [*found, Difference(True, f"content type {new.kind}, was {old.kind}")]
    before, after = document_of(old), document_of(new)
    if before is not None and after is not None:
        differences = compare_fields(before, after)
        found += differences if worked else [dataclasses.replace(one, breaking=False) for one in differences]
    return found


def address(text: str) -> urllib.parse.SplitResult:
    base = urllib.parse.urlsplit(text if "://" in text else f"http://{text}")
    if base.scheme not in ("http", "https") or not base.hostname:
        raise argparse.ArgumentTypeError(f"{text} is no address such as http://localhost:8000")
    return base


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="weir compare",
        description="Asks both systems the same, changes nothing, and exits with 1 when clients of the old one would break.",
    )
    parser.add_argument("old", type=address, help="the system that runs now, such as http://localhost:8000")
    parser.add_argument("new", type=address, help="Weir, such as http://localhost:8001")
    parser.add_argument("videos", nargs="?", type=pathlib.Path, help="a file with a page's address, platform/id, or a path in each line")
    parser.add_argument("--url", action="append", default=[], help="a page's address, platform/id, or a path; may be repeated")
    parser.add_argument("--header", action="append", default=[], metavar="NAME:VALUE", help="sent to both, for instance an API key")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS", help="for one answer (60)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser.parse_args()


def questions(chosen: argparse.Namespace) -> list[Question]:
    lines = list(chosen.url)
    if chosen.videos:
        try:
            lines += chosen.videos.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as problem:
            raise SystemExit(f"weir: {chosen.videos} cannot be read: {problem}") from None
    asked = [Question("GET", target) for target in GENERAL]
    for line in map(str.strip, lines):
        if line and not line.startswith("#"):
            asked += of_line(line)
    return asked


def main() -> int:
    chosen = arguments()
    headers = {name.strip(): value.strip() for name, _, value in (header.partition(":") for header in chosen.header)}
    results = []
    with concurrent.futures.ThreadPoolExecutor(2) as both:
        for question in questions(chosen):
            old, new = both.map(lambda base: ask(base, question, chosen.timeout, headers), (chosen.old, chosen.new))
            found = compare(old, new)
            results.append((question, old, new, found))
            if not chosen.json:
                show(question, found)
    breaking = sum(difference.breaking for _, _, _, found in results for difference in found)
    if chosen.json:
        print(json.dumps({"breaking": breaking, "routes": [as_json(*result) for result in results]}, indent=2))
    else:
        print(f"\n{len(results)} questions, {breaking} differences that break clients")
    return 1 if breaking else 0


def show(question: Question, found: list[Difference]) -> None:
    mark = "BREAKS " if any(difference.breaking for difference in found) else "differs" if found else "same   "
    print(f"{mark} {question}", flush=True)
    for difference in found:
        print(f"          {'!' if difference.breaking else '-'} {difference.text}")


def as_json(question: Question, old: Answer | str, new: Answer | str, found: list[Difference]) -> dict:
    return {
        "method": question.method,
        "target": question.target,
        "old": old if isinstance(old, str) else old.status,
        "new": new if isinstance(new, str) else new.status,
        "differences": [dataclasses.asdict(difference) for difference in found],
    }


if __name__ == "__main__":
    sys.exit(main())
