"""Sandboxed worker process: `python -m kiosk.media.sandbox.worker`.

JSON lines, one file a request: {"kind", "file", "folder", "widths"} in, {"hash", "picture"} or {"code", "details"} out.
A "copy" is a picture for a pack, a "table" a sheet of words; "convert" needs a worker started with --convert. Before
the answer comes {"step", "seconds"} once the picture is known to be sound and may take so many seconds of processor,
with {"hash", "picture"} as soon as that would suffice. While tiles are made {"step", "share"} gives the share done,
of 1. The first request is {"hello"}: {"ready": …} lists the limits that hold on this system, {"broken": …} says why
nothing can be read. The worker ends when its input ends.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from kiosk.media.sandbox import resource_limits
from kiosk.media.sandbox.limits import (
    CONVERTS,
    CPU_SECONDS,
    CPU_SECONDS_FIRST,
    SOURCE_BYTES,
    TABLE_BYTES,
    TABLE_SECONDS,
)
from kiosk.media.sandbox.worker_errors import RejectedFileError


def main() -> int:
    """Serve requests until the input ends; return 0, or 1 if the picture reader cannot be loaded."""
    replies = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # a library that prints must not be taken for a reply
    active_limits = resource_limits.apply_limits(converts=CONVERTS in sys.argv[1:])
    try:
        from kiosk.media.pictures import decoding

        decoding.lock_loaders()
    except (ImportError, OSError, AttributeError) as error:
        _reply(replies, {"broken": str(error)[:300]})
        return 1
    for line in sys.stdin:
        request = json.loads(line)
        if "hello" in request:
            _reply(replies, {"ready": active_limits})
            continue
        try:
            _serve(request, lambda message: _reply(replies, message))
        except RejectedFileError as refusal:
            _reply(replies, {"code": refusal.code, "details": refusal.details})
        except MemoryError:
            _reply(replies, {"code": "memory", "details": {}})
        except ModuleNotFoundError as error:
            _reply(replies, {"code": "library", "details": {"library": str(error.name)}})
    return 0


def _serve(request: dict[str, Any], reply: Callable[[dict[str, object]], None]) -> None:
    if request["kind"] in {"picture", "copy"}:
        _serve_picture(request, reply)
        return
    if request["kind"] == "table":
        _serve_table(request, reply)
        return
    if request["kind"] == "convert":
        from kiosk.media.conversion import convert

        reply({"hash": "", "picture": convert(request, _Progress("", reply))})
        return
    from kiosk.media.films import film_probe

    resource_limits.allow_seconds(CPU_SECONDS)
    try:
        with Path(request["file"]).open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
            source.seek(0)
            picture = film_probe.open_film(source, request["kind"], Path(request["folder"]), request["widths"])
    except OSError as error:
        raise RejectedFileError("missing", why=error.strerror) from error
    reply({"hash": digest, "picture": picture})


def _serve_picture(request: dict[str, Any], reply: Callable[[dict[str, object]], None]) -> None:
    from kiosk.media.pictures import decoding
    from kiosk.media.pictures.original import read_original

    resource_limits.allow_seconds(CPU_SECONDS)
    try:
        original = read_original(Path(request["file"]), SOURCE_BYTES)
    except OSError as error:
        raise RejectedFileError("missing", why=error.strerror) from error
    resource_limits.allow_seconds(CPU_SECONDS_FIRST)
    folder, progress = Path(request["folder"]), _Progress(original.digest, reply)
    if request["kind"] == "copy":
        from kiosk.media.pictures import picture_copy

        picture = picture_copy.copy(original, folder, progress)
    else:
        picture = decoding.draw(original, folder, request["widths"], progress)
    if original.has_changed():
        raise RejectedFileError("changed")
    reply({"hash": original.digest, "picture": picture})


def _serve_table(request: dict[str, Any], reply: Callable[[dict[str, object]], None]) -> None:
    from kiosk.media.sheets.sheet_reader import read_table

    resource_limits.allow_seconds(TABLE_SECONDS)
    try:
        with Path(request["file"]).open("rb") as source:
            data = source.read(TABLE_BYTES)
    except OSError as error:
        raise RejectedFileError("missing", why=error.strerror) from error
    table = read_table(data, Path(request["folder"]), request["encoding"])
    reply({"hash": hashlib.sha256(data).hexdigest(), "picture": table})


class _Progress:
    """Reports a picture's progress to the kiosk, and sets its time limit."""

    def __init__(self, digest: str, reply: Callable[[dict[str, object]], None]) -> None:
        self._digest = digest
        self._reply = reply
        self._start = time.process_time()

    def step(self, picture: dict[str, Any] | None, seconds: int) -> None:
        resource_limits.allow_seconds(max(1, seconds - int(time.process_time() - self._start)))
        result: dict[str, object] = {"hash": self._digest, "picture": picture} if picture else {}
        self._reply({"step": True, "seconds": seconds} | result)

    def advance(self, share: float) -> None:
        self._reply({"step": True, "share": round(share, 3)})


def _reply(replies: TextIO, message: dict[str, object]) -> None:
    replies.write(json.dumps(message) + "\n")
    replies.flush()


if __name__ == "__main__":
    sys.exit(main())
