"""Writes down why the kiosk was started again, for the operator: restarts.jsonl, at most 200 lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

MOST = 200
NAME = "restarts.jsonl"


def folder(environment: Mapping[str, str]) -> Path:
    """Return the user's folder of states, where the program looks for it too."""
    home = environment.get("LOCALAPPDATA") or environment.get("XDG_STATE_HOME")
    return Path(home or Path(environment.get("HOME", "/nonexistent"), ".local", "state")) / "yi-kiosk"


def write_down(environment: Mapping[str, str], why: str, lived: float, shown: str) -> None:
    """Add a line: when, why (an exit code, "hung", "no screen"), seconds that it lived, what it showed."""
    file = folder(environment) / NAME
    line = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "why": why,
        "lived": round(lived, 1),
        "shown": shown,
    }
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text("utf-8").splitlines()[1 - MOST :] if file.exists() else []
        part = file.with_suffix(".part")
        part.write_text("\n".join([*before, json.dumps(line)]) + "\n", "utf-8")
        part.replace(file)
    except (OSError, ValueError):
        return
