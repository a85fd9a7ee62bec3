"""A worker: answers one request at a time over its own connection to the server.

A frame is four bytes of length, big-endian, and that many bytes of JSON. The first frame introduces the worker. Requests are
``{"ping": URL}``, ``{"extract": {"url": URL, "allow_generic": bool, "platform": name or null}}`` and ``{"extract_flat": ...}``, the same
with a window of entries, both perhaps with ``cookies`` beside them, those of the platform's account for this request alone; answers hold
``pong``, ``video``, ``playlist`` or ``error``, and ``memory``, the bytes that the worker shares with nobody.
"""

from __future__ import annotations

import json
import os
import random
import socket
import struct
import time
from typing import Any

import weir_errors as errors
import weir_processes as processes

_MAX_REQUEST = 1 << 20
_MAX_ANSWER = 16 << 20


def _receive(connection: socket.socket, count: int) -> bytes:
    parts = []
    while count:
        part = connection.recv(min(count, 65536))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def read_frame(connection: socket.socket) -> dict[str, Any]:
    """The next frame; raises EOFError where the server hung up or broke the protocol."""
    (length,) = struct.unpack(">I", _receive(connection, 4))
    if length > _MAX_REQUEST:
        raise EOFError
    return json.loads(_receive(connection, length))


def write_frame(connection: socket.socket, message: dict[str, Any]) -> None:
    """Sends a frame, or an error where it would be too long to take."""
    body = json.dumps(message, separators=(",", ":")).encode()
    if len(body) > _MAX_ANSWER:
        body = json.dumps({"error": errors.plain("AnswerTooLong", "the answer is too long")}).encode()
    connection.sendall(struct.pack(">I", len(body)) + body)


def answer(extraction: Any, request: dict[str, Any]) -> dict[str, Any]:
    """What to say to a request; never raises what an extractor can cause."""
    started = time.monotonic()
    try:
        if "ping" in request:
            result = {"pong": extraction.extractor_for(request["ping"])}
        elif "extract_flat" in request:
            extraction.sign_in(request.get("cookies") or [])
            result = {"playlist": extraction.extract_flat(**request["extract_flat"])}
        else:
            extraction.sign_in(request.get("cookies") or [])
            result = {"video": extraction.extract(**request["extract"])}
    except Exception as e:
        result = {"error": errors.describe(e, extraction.said())}
    finally:
        extraction.forget()
    return {**result, "millis": round((time.monotonic() - started) * 1000, 1), "memory": processes.own_memory()}


def serve(configuration: dict[str, Any], extraction: Any) -> None:
    """Answers until the server hangs up."""
    random.seed()
    processes.limit_memory(configuration["memory_limit"])
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(configuration["socket"])
        write_frame(connection, {"pid": os.getpid()})
        try:
            while True:
                write_frame(connection, answer(extraction, read_frame(connection)))
        except (EOFError, ConnectionError):
            return
