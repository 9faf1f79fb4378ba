"""Cleanup of the user's cache: renditions and compiled data of folder packs that no pack uses any more.

Without it, a device whose pack folder staff edit for years would keep every picture it ever had.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from kiosk.device.disk import UNFINISHED, discard
from kiosk.device.processes import has_ended

FILES_OF = "files"  # in the folder of compiled data: the prepared files that each pack needs, by screen
KEPT_SECONDS = 7 * 86_400  # for packs being checked, previewed on another screen, or made


def sweep_cache(cache: Path) -> None:
    """Remove whatever no pack shown from this cache needs, unless it was made or used within a week."""
    compiled, needed = cache / "compiled", set()
    for file in (compiled / FILES_OF).glob("*.json"):
        entry = _entry(file)
        if entry is None or not Path(entry["folder"]).is_dir():
            for other in (*(entry or {}).get("compiled", ()), file.name):
                discard(compiled / Path(str(other)).name)
            discard(file)
            continue
        needed |= {_made_in(cache / "media", str(made)) for made in entry["files"]}
    for folder in (compiled, compiled / FILES_OF):
        _sweep_unfinished(folder)
    for made in (cache / "media").glob("[0-9a-f][0-9a-f]/*"):
        if made not in needed and _is_old(made):
            discard(made)


def _entry(file: Path) -> dict[str, Any] | None:
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        entry = json.loads(file.read_bytes().partition(b"\n")[2])["entry"]
        return {"folder": str(entry["folder"]), "files": list(entry["files"]), "compiled": list(entry["compiled"])}
    return None


def _made_in(media: Path, file: str) -> Path:
    """Return the cache folder of the picture that a prepared file belongs to: media/<2 hex>/<hash>-<recipe>."""
    with suppress(ValueError):
        return media.joinpath(*Path(file).relative_to(media).parts[:2])
    return Path(file)


def _sweep_unfinished(folder: Path) -> None:
    for left in folder.glob(f".*{UNFINISHED}"):
        number = left.name.removesuffix(UNFINISHED).rpartition(".")[2]
        if number.isdecimal() and has_ended(int(number)):
            discard(left)


def _is_old(path: Path) -> bool:
    with suppress(OSError):
        return time.time() - path.stat().st_mtime > KEPT_SECONDS
    return False
