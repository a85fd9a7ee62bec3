"""Copies the server's jars without compression and without what this machine cannot use; native libraries become files of their own."""

import argparse
import pathlib
import shutil
import zipfile

MANIFEST = "META-INF/MANIFEST.MF"
NATIVE = "META-INF/native/"
# Read by build tools only.
DROPPED = ("META-INF/maven/", "META-INF/proguard/", "META-INF/native-image/")
# As the classifiers of Netty's jars call the machines.
MACHINES = {"x86_64": "linux-x86_64", "aarch64": "linux-aarch_64"}


def wanted(jar: pathlib.Path, machine: str) -> bool:
    return not any(jar.stem.endswith(other) for name, other in MACHINES.items() if name != machine)


def order(name: str) -> tuple[bool, str]:
    """The manifest comes first, where java.util.jar looks for it."""
    return (name != MANIFEST, name)


def repack(source: pathlib.Path, target: pathlib.Path, native: pathlib.Path) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist(), key=order):
            if name.endswith("/") or name.startswith(DROPPED):
                continue
            if name.startswith(NATIVE) and name.endswith(".so"):
                (native / pathlib.PurePosixPath(name).name).write_bytes(old.read(name))
                continue
            entry = zipfile.ZipInfo(name, old.getinfo(name).date_time)
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    shutil.copystat(source, target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--machine", required=True, choices=MACHINES)
    parser.add_argument("--jars", required=True, type=pathlib.Path)
    parser.add_argument("--native", required=True, type=pathlib.Path)
    parser.add_argument("jar", type=pathlib.Path)
    parser.add_argument("libraries", type=pathlib.Path)
    chosen = parser.parse_args()
    (chosen.jars / "lib").mkdir(parents=True, exist_ok=True)
    chosen.native.mkdir(parents=True, exist_ok=True)
    repack(chosen.jar, chosen.jars / chosen.jar.name, chosen.native)
    for library in sorted(chosen.libraries.glob("*.jar")):
        if wanted(library, chosen.machine):
            repack(library, chosen.jars / "lib" / library.name, chosen.native)


if __name__ == "__main__":
    main()
