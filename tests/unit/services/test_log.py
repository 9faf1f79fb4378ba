"""The log: a line of JSON each, bounded, and with priorities where systemd reads it."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.services import log as logs


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    before = list(logs.log.handlers)
    yield
    for handler in [handler for handler in logs.log.handlers if handler not in before]:
        logs.log.removeHandler(handler)
        handler.close()


def test_each_record_is_one_line_of_json(tmp_path: Path) -> None:
    logs.open_log(tmp_path)
    logs.log.warning("panels/a.yaml:1:1: error\n    mend: it")
    try:
        int("a fault")
    except ValueError:
        logs.log.exception("It failed.")
    first, second = map(json.loads, (tmp_path / "kiosk.log").read_text("utf-8").splitlines())
    assert (first["level"], first["from"], first["says"]) == (
        "warning",
        "kiosk",
        "panels/a.yaml:1:1: error\n    mend: it",
    )
    assert "ValueError: invalid literal" in second["fault"]


def test_a_flood_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "LARGEST", 20_000)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    logs.open_log(tmp_path)
    for _ in range(3_000):
        logs.log.error("x" * 20_000)
    files = list(tmp_path.iterdir())
    assert len(files) == logs.KEPT + 1
    assert sum(file.stat().st_size for file in files) < (logs.KEPT + 1) * 20_000


def test_one_fault_of_any_length_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.open_log(tmp_path)
    try:
        _ = {}["x" * 3_000_000 + " at its end"]
    except KeyError:
        logs.log.exception("y" * 3_000_000)
    line = json.loads((tmp_path / "kiosk.log").read_text("utf-8"))
    assert "Traceback" in line["fault"]
    assert line["fault"].endswith("at its end'")
    assert max(len(line["says"]), len(line["fault"]), len(stream.getvalue())) < logs.LONGEST + 10


@pytest.mark.skipif(os.name != "posix", reason="systemd")
def test_in_the_journal_each_line_has_its_priority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "journal").open("w+", encoding="utf-8") as stream:
        seen = os.fstat(stream.fileno())
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("JOURNAL_STREAM", f"{seen.st_dev}:{seen.st_ino}")
        logs.open_log(None)
        logs.log.error("one\ntwo")
        logs.log.info("three")
    assert (tmp_path / "journal").read_text("utf-8") == "<3>one\n<3>two\n<6>three\n"
    assert not logs._is_journal(io.StringIO())
