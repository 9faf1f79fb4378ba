"""The bounded process: `python -m kiosk.services.importer.worker`.

JSON lines, one file a request: {"kind", "file", "folder", "widths"} in; out comes {"hash", "picture"} or {"code",
"details"}, and before it {"step"} once the picture has proved itself, with {"hash", "picture"} as soon as that would do
if no more came. The first request is {"hello"}: {"ready": …} says which limits hold on this system, {"broken": …} why
nothing can be read. The worker ends where its input ends.
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

from kiosk.services.importer import fence
from kiosk.services.importer.bounds import CPU_SECONDS, CPU_SECONDS_FIRST, SOURCE_BYTES


def main() -> int:
    """Serve requests until the input ends; 0, or 1 where the picture reader cannot be loaded."""
    replies = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # a library that prints must not be taken for a reply
    holds = fence.close_in()
    try:
        from kiosk.services.importer import drawing

        drawing.lock_loaders()
    except (ImportError, OSError, AttributeError) as error:
        _reply(replies, {"broken": str(error)[:300]})
        return 1
    for line in sys.stdin:
        request = json.loads(line)
        if "hello" in request:
            _reply(replies, {"ready": holds})
            continue
        try:
            _serve(request, lambda message: _reply(replies, message))
        except drawing.RefusalError as refusal:
            _reply(replies, {"code": refusal.code, "details": refusal.details})
        except MemoryError:
            _reply(replies, {"code": "memory", "details": {}})
    return 0


def _serve(request: dict[str, Any], reply: Callable[[dict[str, object]], None]) -> None:
    if request["kind"] == "picture":
        _serve_picture(request, reply)
        return
    from kiosk.services.importer import drawing, films

    fence.allow_seconds(CPU_SECONDS)
    try:
        with Path(request["file"]).open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
            source.seek(0)
            picture = films.open_film(source, request["kind"], Path(request["folder"]), request["widths"])
    except OSError as error:
        raise drawing.RefusalError("missing", why=error.strerror) from error
    reply({"hash": digest, "picture": picture})


def _serve_picture(request: dict[str, Any], reply: Callable[[dict[str, object]], None]) -> None:
    from kiosk.services.importer import drawing

    fence.allow_seconds(CPU_SECONDS_FIRST)
    start = time.process_time()
    try:
        with Path(request["file"]).open("rb") as source:
            data = source.read(SOURCE_BYTES + 1)
    except OSError as error:
        raise drawing.RefusalError("missing", why=error.strerror) from error
    digest = hashlib.sha256(data).hexdigest()

    def tell(picture: dict[str, object] | None) -> None:
        fence.allow_seconds(CPU_SECONDS - int(time.process_time() - start))
        reply({"step": True} | ({"hash": digest, "picture": picture} if picture else {}))

    picture = drawing.draw(data, Path(request["folder"]), request["widths"], tell)
    reply({"hash": digest, "picture": picture})


def _reply(replies: TextIO, message: dict[str, object]) -> None:
    replies.write(json.dumps(message) + "\n")
    replies.flush()


if __name__ == "__main__":
    sys.exit(main())
