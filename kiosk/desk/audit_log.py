"""Audit log: who did what to which place, and when; never the words themselves."""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

MOST_BYTES = 5_000_000


class AuditLog:
    """Appends lines of JSON to a file that only its owner reads; a full one is kept as FILE.1."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()

    def note(self, who: str, what: str, place: str = "", answer: int = 200) -> None:
        """Record an action. A disk that is full does not stop the work."""
        line = {"when": datetime.now(UTC).isoformat(timespec="seconds"), "who": who, "what": what}
        line |= {"place": place, "answer": answer}  # type: ignore[dict-item]
        data = (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "replace")
        with self._lock:
            try:
                if self._file.exists() and self._file.stat().st_size > MOST_BYTES:
                    self._file.replace(self._file.with_name(f"{self._file.name}.1"))
                descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                with os.fdopen(descriptor, "ab") as stream:
                    stream.write(data)
            except OSError:
                return
