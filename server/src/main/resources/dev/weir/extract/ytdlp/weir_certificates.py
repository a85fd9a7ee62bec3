"""Certificates that the operator trusts besides the usual ones."""

from __future__ import annotations


def trust(ca_file: str | None, merged: str) -> None:
    """Has everything that asks certifi for its bundle, yt-dlp included, get one with ``ca_file`` added; call it before yt-dlp loads."""
    if ca_file is None:
        return
    import certifi
    import certifi.core

    with open(merged, "wb") as bundle:
        for path in (certifi.where(), ca_file):
            with open(path, "rb") as certificates:
                bundle.write(certificates.read() + b"\n")

    def where() -> str:
        return merged

    certifi.where = certifi.core.where = where
