"""What a machine tells of itself, from files as Linux writes them, and what is said where it tells nothing."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.device.message_catalog import phrases
from kiosk.device.restart_list import MEMORY, Restart, note, read_restarts
from kiosk.operator import status
from kiosk.operator.device_facts import ProgramFacts, Seen, facts, lasting
from kiosk.operator.operator_files import Choices, OperatorFiles
from kiosk.operator.status import MachineStatus, Restarts, Visits
from kiosk_launcher.restart_log import MAX_LINES

WORDS = {language: phrases("operator", language) for language in ("zh", "en")}
NOW = datetime(2026, 5, 4, 10, 30).astimezone()
KNOWN = ProgramFacts("新区  1.0.0", "0.1.0", 93_600, NOW, "开放至 17:00")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "proc/self/status": "Name:\tpython\nVmRSS:\t  204800 kB\nThreads:\t3\n",
        "proc/meminfo": "MemTotal:        4000000 kB\nMemFree:          100000 kB\nMemAvailable:    1000000 kB\n",
        "proc/uptime": "3600.52 7000.00\n",
        "sys/class/thermal/thermal_zone0/temp": "27800\n",
        "sys/class/thermal/thermal_zone1/temp": "61200\n",
        "sys/class/thermal/thermal_zone2/temp": "-273000\n",
        "sys/class/thermal/thermal_zone3/temp": "no sensor\n",
        "run/systemd/timesync/synchronized": "",
    }
    for name, words in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, "ascii")
    return tmp_path


def test_a_machine_is_asked_where_linux_tells_it(root: Path) -> None:
    found = status.look(root, root)
    assert (found.used, found.free, found.memory) == (204_800 * 1024, 1_000_000 * 1024, 4_000_000 * 1024)
    assert (found.temperature, found.synchronised, found.uptime) == (61.2, True, 3600.52)
    assert found.disk is not None


def test_a_folder_that_is_not_there_yet_lies_on_the_disk_of_its_parents(tmp_path: Path) -> None:
    assert status.look(tmp_path / "a" / "b").disk == status.look(tmp_path).disk


def test_a_machine_that_tells_nothing_is_no_fault(tmp_path: Path) -> None:
    found = status.look(tmp_path, tmp_path)
    assert found._replace(disk=None, disk_free=None) == MachineStatus()
    assert status.visits(tmp_path / "journal.sqlite", lambda: NOW) is None
    assert status.restarts(tmp_path, lambda: NOW) == Restarts()
    for words in WORDS.values():
        reported = facts(KNOWN, Seen(), words)
        assert [fact["grave"] for fact in reported] == [False] * len(reported)
        assert sum(fact["value"] == words["unknown"] for fact in reported) == 5


def test_what_wants_somebody_is_marked() -> None:
    poor = MachineStatus(300 * 10**6, 10**8, 4 * 10**9, 10**8, 10**11, 93.0, False, 60.0)
    reported = facts(KNOWN, Seen(poor, Visits(3, 41), Restarts(9, NOW, "hung")), WORDS["en"])
    grave = ["Restarts", "Memory", "Disk", "Temperature", "Clock"]
    assert [fact["label"] for fact in reported if fact["grave"]] == grave
    values = {fact["label"]: fact["value"] for fact in reported}
    assert values["Visits"] == "3 today, 41 in seven days"
    assert values["Memory"] == "this program 300 MB, 0.1 of 4.0 GB free"
    assert values["Running for"] == "1 d 2 h"
    assert values["Restarts"] == "9 in seven days; last 2026-05-04 10:30: the screen hung"


def test_what_the_launcher_wrote_down_is_read_and_what_is_spoilt_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "restarts.jsonl"
    lines = [{"when": "2026-01-01T08:00:00+00:00", "why": "-11", "lived": 3.0, "shown": "the live pack"}]
    lines += [{"when": "2026-05-03T08:00:00+00:00", "why": "-6", "lived": 3.0, "shown": "the live pack"}]
    file.write_text("\n".join([json.dumps(line) for line in lines] + ["{", "[]", '{"when": "soon", "why": ""}']))
    found = status.restarts(file, lambda: NOW)
    assert (found.week, found.why) == (1, "-6")
    reported = facts(KNOWN, Seen(restarts=found), WORDS["zh"])
    assert any("异常结束（-6）" in str(fact["value"]) for fact in reported)


def test_a_restart_for_memory_is_told_with_what_it_was_and_the_limit_with_what_is_held(tmp_path: Path) -> None:
    file = tmp_path / "state" / "restarts.jsonl"
    note(file, Restart(MEMORY, 90_000.0, 2150, 2048))
    found = status.restarts(file, lambda: NOW.replace(year=2020))
    assert (found.week, found.held, found.limit) == (1, 2150, 2048)
    for language, words in (("en", "memory was at 2150 MB of 2048 MB"), ("zh", "内存用到 2150 MB，上限 2048 MB")):
        reported = {fact["label"]: str(fact["value"]) for fact in facts(KNOWN, Seen(restarts=found), WORDS[language])}
        assert words in reported[WORDS[language]["fact-restarts"]]
    machine = MachineStatus(300 * 10**6, 10**9, 4 * 10**9)
    for limit, value, grave in ((2000, "this program 300 of at most 2000 MB", False), (200, "over its limit", True)):
        memory = facts(KNOWN._replace(limit=limit), Seen(machine), WORDS["en"])[6]
        assert value in str(memory["value"])
        assert memory["grave"] is grave


def test_the_list_of_restarts_is_bounded_and_a_full_disk_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "restarts.jsonl"
    file.write_text('{"when": "2026-05-03T08:00:00+00:00", "why": "-6"}\n' * MAX_LINES, "utf-8")
    note(file, Restart(MEMORY))
    kept = read_restarts(file)
    assert (len(kept), kept[0].why, kept[-1].why) == (MAX_LINES, "-6", MEMORY)
    monkeypatch.setattr("kiosk.device.disk.os.open", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    note(file, Restart(MEMORY))
    assert read_restarts(file) == kept


@pytest.mark.parametrize(
    ("seconds", "reported"), [(0, "0 min"), (3599, "59 min"), (3660, "1 h 1 min"), (1e6, "11 d 13 h")]
)
def test_spans_of_time(seconds: float, reported: str) -> None:
    assert lasting(seconds, WORDS["en"]) == reported


def test_the_panels_words_are_there_in_both_languages() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert all(words for output in WORDS.values() for words in output.values())


def test_what_is_set_on_the_panel_outlasts_the_program(tmp_path: Path) -> None:
    operator_files = OperatorFiles(choices=tmp_path / "data" / "panel.json")
    assert operator_files.chosen() == Choices()
    operator_files.choose(Choices(40, withdrawn=True))
    operator_files.change(hours="closed", day="2026-05-04")
    assert OperatorFiles(choices=operator_files.choices).chosen() == Choices(
        40, withdrawn=True, hours="closed", day="2026-05-04"
    )


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        '{"volume": 41, "withdrawn": 1}',
        '{"volume": []}',
        '{"hours": "shut", "day": "2026-05-04"}',
        '{"hours": "closed", "day": "for ever"}',
        '{"hours": ["closed"], "day": 20260504}',
        "[" * 100_000,
    ],
)
def test_a_spoiled_choice_is_none(tmp_path: Path, words: str) -> None:
    operator_files = OperatorFiles(choices=tmp_path / "panel.json")
    operator_files.choices.write_text(words)
    assert operator_files.chosen() == Choices()


def test_what_a_newer_program_set_is_kept_as_it_is(tmp_path: Path) -> None:
    operator_files = OperatorFiles(choices=tmp_path / "panel.json")
    operator_files.choices.write_text(json.dumps({"volume": 55, "brightness": 80, "withdrawn": True}))
    assert operator_files.chosen() == Choices(None, withdrawn=True)
    operator_files.change(withdrawn=False)
    assert json.loads(operator_files.choices.read_text()) == {"volume": 55, "brightness": 80, "withdrawn": False}


def test_where_it_cannot_be_kept_it_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "data").write_text("no folder")
    OperatorFiles(choices=tmp_path / "data" / "panel.json").choose(Choices(10))
    assert "cannot be kept" in caplog.text
    OperatorFiles().choose(Choices(10))
