"""Prints the settings of an older system as Weir's, says what changed, and takes over its cookies."""

import argparse
import pathlib
import sys

import advice
import cookies
import report
import sources


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="weir migrate",
        description="Prints settings of the Python or the Go system as Weir's, as lines NAME=value with remarks as comments. Nothing is written but "
        "with --import.",
    )
    parser.add_argument("source", nargs="+", type=pathlib.Path, help=".env, docker-compose.yml, auth.json, or a folder of PLATFORM_cookies.txt")
    parser.add_argument("--from", dest="system", choices=("python", "go"), help="which system it was; otherwise told by the names")
    parser.add_argument("--service", help="the service of a compose file; otherwise the one with the most settings")
    parser.add_argument("--import", dest="into", type=pathlib.Path, metavar="DIR", help="write cookies to this folder: Weir's COOKIES_DIRECTORY")
    parser.add_argument("--force", action="store_true", help="replace cookie files that are there")
    parser.add_argument("--java", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--jar", required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    chosen = arguments()
    server = report.Server(chosen.java, chosen.jar)
    try:
        found = [sources.read(source, chosen.service, server.table) for source in chosen.source]
    except sources.Unreadable as problem:
        print(f"weir: {problem}", file=sys.stderr)
        return 2
    variables: dict[str, str] = {}
    for one in found:
        variables |= one.variables
    if variables:
        print_settings(server, variables, found, chosen.system)
    jars = [jar for one in found for jar in one.jars]
    for remark in (remark for one in found for remark in one.remarks):
        print(f"# {remark}")
    return cookies.bring(jars, chosen.into, chosen.force)


def print_settings(server: report.Server, variables: dict[str, str], found: list[sources.Source], system: str | None) -> None:
    system = system or advice.system_of(variables)
    move = advice.move(server.table, variables, system, [service for one in found for service in one.services])
    if any(server.table.is_secret(name) for name in move.settings):
        print("weir: secrets are in what follows, as they are in your file; keep it as carefully", file=sys.stderr)
    print(f"# Settings for Weir, from {', '.join(str(one.path) for one in found)}" + (f" ({system.capitalize()} system)" if system else ""))
    for name, value in move.settings.items():
        print(f"{name}={sources.quoted(value)}")
    judgement = server.judge(move.settings)
    for title, lines in (
        ("Renamed", move.renamed),
        ("Without effect in Weir", move.ignored),
        ("Not known to Weir", move.unknown),
        ("Defaults that differ", move.defaults),
        ("Mind", move.dangers),
        ("The server would not start", judgement.problems),
        ("The server would warn", judgement.warnings),
    ):
        if lines:
            print(f"\n# {title}:")
            for line in lines:
                print(f"# - {line}")


if __name__ == "__main__":
    sys.exit(main())
