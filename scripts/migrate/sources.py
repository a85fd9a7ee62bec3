"""Reads what an older system was set up with: .env, docker-compose.yml, auth.json, folders of cookies."""

import dataclasses
import json
import pathlib
import re

import cookies
import dotenv
import report
import yaml
from dotenv.variables import parse_variables

PLAIN = re.compile(r"[A-Za-z0-9_./:,@+*%=\[\]-]*")


class Unreadable(Exception):
    """One sentence for the user."""


@dataclasses.dataclass
class Source:
    path: pathlib.Path
    variables: dict[str, str] = dataclasses.field(default_factory=dict)
    services: list[str] = dataclasses.field(default_factory=list)
    jars: list[cookies.Jar] = dataclasses.field(default_factory=list)
    remarks: list[str] = dataclasses.field(default_factory=list)


def read(path: pathlib.Path, service: str | None, table: report.Table) -> Source:
    if path.is_dir():
        return Source(path, jars=cookies.of_folder(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise Unreadable(f"{path} cannot be read: {problem}") from None
    if path.suffix in (".yml", ".yaml"):
        return of_compose(path, text, service, table)
    if path.suffix == ".json":
        return of_auth(path, text)
    return Source(path, variables=known_case(dotenv_values(path), table))


def dotenv_values(path: pathlib.Path) -> dict[str, str]:
    return {name: value for name, value in dotenv.dotenv_values(path, encoding="utf-8-sig").items() if value is not None}


def known_case(variables: dict[str, str], table: report.Table) -> dict[str, str]:
    """The Python system took its names in any case."""
    return {name.upper() if table.is_known(name.upper()) else name: value for name, value in variables.items()}


def of_compose(path: pathlib.Path, text: str, wanted: str | None, table: report.Table) -> Source:
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise Unreadable(f"{path} is no YAML: {' '.join(str(problem).split())}") from None
    services = document.get("services") if isinstance(document, dict) else None
    if not isinstance(services, dict) or not services:
        raise Unreadable(f"{path} names no services")
    if wanted is not None and wanted not in services:
        raise Unreadable(f"{path} has no service {wanted}; it has {', '.join(services)}")
    read = {name: known_case(environment(path, body), table) for name, body in services.items() if isinstance(body, dict)}
    chosen = wanted or max(read, key=lambda name: sum(map(table.is_known, read[name])))
    source = Source(path, variables=read[chosen], services=[name for name in services if name != chosen])
    source.remarks.append(f"Of {path} the service {chosen} was read.")
    ports = services[chosen].get("ports")
    if ports:
        source.remarks.append(f"It was published as {', '.join(map(str, ports))}; docker-compose.yml of Weir has a variable for that, WEIR_PORT.")
    return source


def environment(path: pathlib.Path, service: dict) -> dict[str, str]:
    """What `env_file` and `environment` give a service, references to variables resolved from the .env beside."""
    beside = path.parent / ".env"
    shell = dotenv_values(beside) if beside.is_file() else {}
    found: dict[str, str] = {}
    files = service.get("env_file") or []
    for file in [files] if isinstance(files, (str, dict)) else files:
        named = path.parent / (file["path"] if isinstance(file, dict) else file)
        if named.is_file():
            found |= dotenv_values(named)
    given = service.get("environment") or {}
    if isinstance(given, list):
        given = dict(entry.split("=", 1) if "=" in entry else (entry, None) for entry in map(str, given))
    for name, value in given.items():
        text = shell.get(name, "") if value is None else spelled(value)
        found[str(name)] = "".join(atom.resolve(shell) for atom in parse_variables(text))
    return found


def spelled(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def of_auth(path: pathlib.Path, text: str) -> Source:
    try:
        document = json.loads(text)
    except ValueError as problem:
        raise Unreadable(f"{path} is no JSON: {problem}") from None
    if not isinstance(document, dict):
        raise Unreadable(f"{path} is no JSON object with a platform for each name")
    source = Source(path)
    for platform, entry in document.items():
        jar, left = cookies.of_entry(path, platform, entry)
        if jar is not None:
            source.jars.append(jar)
        if left:
            source.remarks.append(f"Of {platform} in {path} this has no place in Weir, which knows cookies only: {', '.join(left)}")
    return source


def quoted(value: str) -> str:
    """As files of environment variables have it, for systemd and compose alike."""
    if PLAIN.fullmatch(value):
        return value
    if "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
    return f'"{escaped}"'
