"""The log: a line of JSON each, bounded, and with priorities where systemd reads it."""

from __future__ import annotations

import io
import json
import logging
import os
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.device import log as logs
from kiosk.device import log_throttle
from kiosk.device.log_throttle import FREE_REPEATS, LEFT_OUT, ThrottleFilter


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
    logs.log.warning("panels/a.yaml:1:1: error\n    fix: it")
    try:
        int("a fault")
    except ValueError:
        logs.log.exception("It failed.")
    first, second = map(json.loads, (tmp_path / "kiosk.log").read_text("utf-8").splitlines())
    assert (first["level"], first["from"], first["says"]) == (
        "warning",
        "kiosk",
        "panels/a.yaml:1:1: error\n    fix: it",
    )
    assert "ValueError: invalid literal" in second["fault"]


@pytest.mark.parametrize("lose", ["file", "folder"])
def test_a_log_that_is_lost_is_begun_again(lose: str, tmp_path: Path) -> None:
    folder = tmp_path / "state" / "log"
    logs.open_log(folder)
    logs.log.warning("before")
    if lose == "file":
        (folder / "kiosk.log").unlink()
    else:
        shutil.rmtree(folder.parent)
    logs.log.warning("after")
    logs.log.warning("and on")
    output = [json.loads(line)["says"] for line in (folder / "kiosk.log").read_text("utf-8").splitlines()]
    assert output == ["after", "and on"]


def test_a_flood_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MAX_BYTES", 20_000)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    logs.open_log(tmp_path)
    monkeypatch.setattr(log_throttle, "BURST", 10_000)
    for number in range(3_000):
        logs.log.error(f"{number}" + "x" * 20_000)
    files = list(tmp_path.iterdir())
    assert len(files) == logs.BACKUPS + 1
    assert sum(file.stat().st_size for file in files) < (logs.BACKUPS + 1) * 20_000


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
    assert max(len(line["says"]), len(line["fault"]), len(stream.getvalue())) < logs.MAX_CHARACTERS + 10


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


START = 1_800_000_000.0
DAY = 86_400


def written(
    throttle: ThrottleFilter, words: str, seconds: float, *, level: int = logging.WARNING, line: int = 1
) -> int | None:
    """How many were left out before this record; None where it is itself."""
    record = logging.LogRecord("kiosk", level, "place.py", line, words, (), None)
    record.created = START + seconds
    return int(getattr(record, LEFT_OUT)) if throttle.filter(record) else None


def test_what_is_said_every_ten_seconds_for_a_week_is_some_forty_lines_and_all_are_counted() -> None:
    throttle = ThrottleFilter()
    reported = [written(throttle, "the same", seconds) for seconds in range(0, 7 * DAY, 10)]
    lines = [left_out for left_out in reported if left_out is not None]
    assert lines[:FREE_REPEATS] == [0] * FREE_REPEATS
    assert 30 < len(lines) < 50
    assert sum(lines) + len(lines) > 0.95 * len(reported)


def test_who_says_something_else_each_time_is_bounded_by_the_hour() -> None:
    throttle = ThrottleFilter()
    reported = [written(throttle, f"number {seconds}", seconds) for seconds in range(0, 7 * DAY, 10)]
    lines = [left_out for left_out in reported if left_out is not None]
    assert len(lines) < 150 + 7 * 24 * 20 + 1
    assert sum(lines) + len(lines) > 0.99 * len(reported)


def test_one_that_floods_takes_nothing_from_the_others() -> None:
    throttle = ThrottleFilter()
    for number in range(10_000):
        written(throttle, f"flood {number}", number)
        written(throttle, "flood", number, line=2)
    assert written(throttle, "The disk is full.", 10_000, line=3) == 0
    assert written(throttle, "No frame reaches the screen.", 10_000, level=logging.CRITICAL) == 0


def test_switching_to_and_fro_is_all_there_and_so_is_what_happens_once_a_day() -> None:
    throttle = ThrottleFilter()
    assert [written(throttle, word, 0) for word in ("on", "off") * FREE_REPEATS] == [0] * 2 * FREE_REPEATS
    assert [written(throttle, "opens", day * DAY) for day in range(300)] == [0] * 300


def test_a_clock_that_is_set_back_silences_nobody() -> None:
    throttle = ThrottleFilter()
    for seconds in range(0, DAY, 10):
        written(throttle, "the same", seconds)
    assert written(throttle, "the same", -400 * DAY) is not None


def test_what_an_earlier_start_said_is_known_and_a_spoilt_line_is_passed_over() -> None:
    when = datetime.fromtimestamp(START).astimezone()
    line = json.dumps({"when": when.isoformat(), "level": "warning", "from": "kiosk", "says": "the same"})
    throttle = ThrottleFilter()
    throttle.restore([*([line] * 40), "{", "[]", "{}", '{"level": 3, "says": 4, "when": 5}'])
    assert written(throttle, "the same", 1) is None
    assert written(throttle, "another", 1) == 0


def test_a_crash_loop_does_not_push_out_what_was_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each start says the same fifty complaints; after a hundred of them the one line of before is still there."""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(logs, "MAX_BYTES", 50_000)
    logs.open_log(tmp_path)
    logs.log.error("The disk had a fault.")
    for _ in range(100):
        for handler in list(logs.log.handlers):
            logs.log.removeHandler(handler)
            handler.close()
        logs.open_log(tmp_path)
        for number in range(50):
            logs.log.warning("panels/a.yaml:%d: not translated", number)
    kept = [line for file in tmp_path.iterdir() for line in file.read_text("utf-8").splitlines()]
    assert any("The disk had a fault." in line for line in kept)
    assert len(kept) < 400


def test_the_next_line_says_how_many_were_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(log_throttle, "FIRST_INTERVAL", 0.05)
    logs.open_log(tmp_path)
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        logs.log.warning("the same")
    assert "like it were left out before.)" in stream.getvalue()
    assert any(json.loads(line).get("left-out") for line in (tmp_path / "kiosk.log").read_text("utf-8").splitlines())
