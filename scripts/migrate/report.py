"""Asks the server's own code which settings there are, and what it would say of some."""

import dataclasses
import functools
import json
import os
import subprocess

MAIN = "dev.weir.app.SettingsReport"
SECONDS = 60


class Table:
    """Every setting of the server, as its code has them."""

    def __init__(self, document: dict) -> None:
        self.ignored = frozenset(document["ignored"])
        self.defaults = {setting["name"]: setting["default"] for setting in document["settings"]}
        self._secret = frozenset(setting["name"] for setting in document["settings"] if setting["secret"])
        self._today = {name: setting["name"] for setting in document["settings"] for name in setting["names"]}
        self._order = {name: place for setting in document["settings"] for place, name in enumerate(setting["names"])}

    def today(self, name: str) -> str | None:
        """The name that a setting goes by now, None where it is none."""
        return self._today.get(name)

    def is_known(self, name: str) -> bool:
        return name in self._today or name in self.ignored

    def is_secret(self, name: str) -> bool:
        return name in self._secret

    def precedence(self, name: str) -> int:
        """Of several names of one setting the lowest wins."""
        return self._order[name]


@dataclasses.dataclass(frozen=True)
class Judgement:
    problems: list[str]
    warnings: list[str]


class Server:
    def __init__(self, java: str, jar: str) -> None:
        self._command = [java, "-XX:TieredStopAtLevel=1", "-cp", jar, MAIN]

    @functools.cached_property
    def table(self) -> Table:
        return Table(self._ask({}))

    def judge(self, settings: dict[str, str]) -> Judgement:
        answer = self._ask(settings)
        return Judgement(answer["problems"], answer["warnings"])

    def _ask(self, settings: dict[str, str]) -> dict:
        # The variables of whoever migrates are nobody's settings here.
        environment = {"PATH": os.environ.get("PATH", os.defpath)}
        asked = subprocess.run(
            self._command, input=json.dumps(settings), capture_output=True, text=True, timeout=SECONDS, env=environment, check=False
        )
        if asked.returncode != 0:
            raise SystemExit(f"weir: the server's code could not be asked: {asked.stderr.strip()[-300:]}")
        return json.loads(asked.stdout)
