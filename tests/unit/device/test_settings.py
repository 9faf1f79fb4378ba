"""Where this screen's settings come from."""

from __future__ import annotations

import errno
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.device.settings import Hours, Records, Settings, find_file, find_gone, find_settings, keep_settings
from kiosk.session.opening_hours import OpeningHours, Slot
from kiosk.session.timeouts import Times


def device_file(folder: Path, words: str) -> Path:
    path = folder / "device.yaml"
    path.write_text(words, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert find_settings(None, [tmp_path / "none.yaml"]) == Settings(0.0, Times())


def test_the_first_file_that_is_there_counts(tmp_path: Path) -> None:
    there = device_file(tmp_path, "screen: {diagonal: 65}\nsession: {idle: 90}\nrecord: {visits: no}\n")
    found = find_settings(None, [tmp_path / "none.yaml", there])
    assert found == Settings(65.0, Times(idle=90.0), Records(visits=False, search_words=False), file=there)


def test_a_chosen_file_that_is_missing_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "kiosk"):
        found = find_settings(tmp_path / "mine.yaml", [])
        keep_settings(found, tmp_path / "kept.json")
    assert replace(found, file=None, problems=()) == Settings()
    assert "mine.yaml: error YK-201: the file is missing" in caplog.text


def test_a_wrong_file_never_stops_the_screen(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "kiosk"):
        found = find_settings(device_file(tmp_path, "session: {idle: soon}"), [])
        keep_settings(found, tmp_path / "kept.json")
    assert replace(found, file=None, problems=()) == Settings()
    assert [problem.location.line for problem in found.problems] == [1]
    assert 'device.yaml:1:17: error YK-211: "idle" cannot be "soon"' in caplog.text


def test_memory_is_bounded_by_half_of_the_machine_or_as_the_file_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.device.settings.machine_mb", lambda: 4000)
    monkeypatch.setattr("kiosk.device.settings.group_mb", lambda: 0)
    file = device_file(tmp_path, "memory: {limit: 30%}\n")
    assert [find_settings(chosen, []).memory_limit for chosen in (None, file)] == [2000, 1200]
    # The kernel would end it before.
    monkeypatch.setattr("kiosk.device.settings.group_mb", lambda: 800)
    assert [find_settings(chosen, []).memory_limit for chosen in (None, file)] == [800, 800]


def test_hours_and_sound_are_taken_over(tmp_path: Path) -> None:
    words = (
        "time-zone: Asia/Shanghai\nsound: {volume: 60, quiet: 12:00-13:30}\n"
        "opening: {open: [{weekdays: tue-sun, hours: 9:00-17:00}], closed: 01-01, outside: off}\n"
    )
    hours = find_settings(device_file(tmp_path, words), []).hours
    assert hours.zone is not None
    assert str(hours.zone) == "Asia/Shanghai"
    slot = Slot((("09:00", "17:00"),), ((1, 6),))
    wanted = Hours(OpeningHours((slot,), (("01-01", "01-01"),)), "off", (("12:00", "13:30"),), 0.6, hours.zone)
    assert hours == wanted


def test_a_hall_names_the_folder_of_its_own_blocks_by_its_whole_path(tmp_path: Path) -> None:
    found = find_settings(device_file(tmp_path, "blocks: /opt/hall/blocks\n"), [])
    assert (found.blocks, found.problems) == (Path("/opt/hall/blocks"), ())
    found = find_settings(device_file(tmp_path, "blocks: hall/blocks\nstore: {keep: 5}\n"), [])
    assert (found.blocks, found.keep) == (None, 5)
    (problem,) = found.problems
    assert problem.message == '"blocks" must be a whole path, from the top of the disk'


def test_a_time_zone_that_nobody_knows_is_told_the_nearest(tmp_path: Path) -> None:
    found = find_settings(device_file(tmp_path, "time-zone: Asia/Shangai"), [])
    assert found.hours == Hours()
    assert found.problems[0].message == '"time-zone" cannot be "Asia/Shangai"'
    assert found.problems[0].fix == 'did you mean "Asia/Shanghai"?'


@pytest.mark.parametrize("zone", ["北京", "+8", "+08:00", "UTC 8", "UTC+8", "Asia/Beijing", "at home"])
def test_a_time_zone_that_is_no_name_is_told_where_names_are(tmp_path: Path, zone: str) -> None:
    found = find_settings(device_file(tmp_path, f"time-zone: {zone}"), [])
    assert found.hours == Hours()
    assert "(all of China: Asia/Shanghai)" in found.problems[0].fix


SOUND = "store: {folder: /srv/packs}\nscreen: {turn: left}\nopening: {open: 09:00-17:00}\n"


def test_a_file_that_is_no_yaml_any_more_leaves_all_as_it_was_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = tmp_path / "state" / "kept.json"
    file = device_file(tmp_path, SOUND)
    before = find_settings(file, [], kept)
    keep_settings(before, kept)
    device_file(tmp_path, SOUND.replace("}", "", 1))
    with caplog.at_level(logging.WARNING, "kiosk"):
        found = find_settings(None, [file], kept)
        keep_settings(found, kept)
    assert (found.store, found.turn, found.hours) == (Path("/srv/packs"), "left", before.hours)
    assert found.problems[-1].kind == "stays"
    assert "stays as it has been" in caplog.text
    # What stands in is kept on, for as long as it takes, and what is the same is not written again.
    written = kept.stat().st_mtime_ns, kept.stat().st_ino
    keep_settings(before, kept)
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == written
    assert find_settings(file, [], kept).store == Path("/srv/packs")


def test_what_was_kept_is_that_file_s_and_no_other_s(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    keep_settings(find_settings(device_file(tmp_path, SOUND), [], kept), kept)
    other = tmp_path / "other.yaml"
    other.write_text("store: {", "utf-8")
    assert find_settings(other, [], kept).store is None
    assert find_settings(None, [], kept).store is None


@pytest.mark.parametrize("words", ["", "{", "[]", '{"file": 3}', "null", '{"file": "FILE", "values": [], "when": 5}'])
def test_what_was_kept_and_cannot_be_read_hurts_nobody(words: str, tmp_path: Path) -> None:
    file, kept = device_file(tmp_path, "store: {"), tmp_path / "kept.json"
    kept.write_text(words.replace("FILE", str(file)), "utf-8")
    found = find_settings(file, [], kept)
    assert (found.store, [problem.kind for problem in found.problems]) == (None, ["syntax"])


def test_a_file_that_was_there_and_is_gone_leaves_all_as_it_was_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = tmp_path / "state" / "kept.json"
    file = device_file(tmp_path, SOUND)
    candidates = [tmp_path / "user" / "device.yaml", file]
    before = find_settings(None, candidates, kept)
    keep_settings(before, kept)
    assert not find_gone(before)
    file.unlink()
    (reported,) = find_gone(before)
    assert (reported.kind, str(file) in reported.fix) == ("gone", True)
    written = kept.stat().st_ino, kept.stat().st_mtime_ns
    for _ in range(2):  # for as long as it takes
        with caplog.at_level(logging.WARNING, "kiosk"):
            found = find_settings(None, candidates, kept)
            keep_settings(found, kept)
        assert (found.file, found.store, found.turn, found.hours) == (file, Path("/srv/packs"), "left", before.hours)
        assert [problem.kind for problem in found.problems] == ["gone", "stays"]
        assert found.hours.faulty
        assert not find_gone(found)
    assert "device.yaml: error YK-721: the file is gone" in caplog.text
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == written
    # The defaults are what staff ask for by a file without a setting.
    device_file(tmp_path, "# nothing\n")
    found = find_settings(None, candidates, kept)
    assert (found.store, found.problems) == (None, ())


def test_a_file_of_notes_alone_that_is_gone_is_told_as_well(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    file = device_file(tmp_path, "# nothing\n")
    keep_settings(find_settings(file, [], kept), kept)
    file.unlink()
    for chosen, candidates in ((file, []), (None, [file])):
        found = find_settings(chosen, candidates, kept)
        keep_settings(found, kept)
        assert [problem.kind for problem in found.problems] == ["gone"]
        assert found.store is None


def test_a_running_kiosk_keeps_what_it_has_read_where_nothing_could_be_kept(tmp_path: Path) -> None:
    file = device_file(tmp_path, SOUND)
    before = find_settings(None, [file], tmp_path / "none.json")
    file.unlink()
    found = find_settings(None, [file], tmp_path / "none.json", before.read)
    assert (found.store, [problem.kind for problem in found.problems]) == (Path("/srv/packs"), ["gone", "stays"])
    again = find_settings(None, [file], tmp_path / "none.json", found.read)
    assert (again.store, again.problems) == (found.store, found.problems)
    assert find_settings(None, [file], tmp_path / "none.json") == Settings()


def test_another_file_in_place_of_one_that_is_gone_holds_and_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept, machine = tmp_path / "kept.json", tmp_path / "machine.yaml"
    machine.write_text("store: {keep: 7}\n", "utf-8")
    file = device_file(tmp_path, SOUND)
    keep_settings(find_settings(None, [file, machine], kept), kept)
    file.unlink()
    for reported in (1, 1):
        with caplog.at_level(logging.WARNING, "kiosk"):
            found = find_settings(None, [file, machine], kept)
            keep_settings(found, kept)
        assert (found.store, found.keep, found.problems) == (None, 7, ())
        assert caplog.text.count(f"{file}, which was read before, is gone") == reported


EVERYTHING = """\
screen: {diagonal: 43, turn: left}
session: {idle: 90, countdown: 10, eased-idle: 200}
opening:
  open: [{hours: [09:00-12:00, 13:00-17:30], weekdays: tue-sun}, {hours: 10:00-12:00}]
  closed: 2026-12-24..2026-12-26
  outside: attract
sound: {volume: 60, quiet: 12:00-13:00}
time-zone: Europe/Berlin
record: {visits: no, search-words: yes}
store: {folder: /srv/packs, keep: 5}
memory: {limit: 40%}
keys: {next: F13, back: [F14, F15]}
blocks: /srv/blocks
"""


def read_twice(tmp_path: Path, words: str) -> tuple[Path, Path, Settings]:
    file, kept = device_file(tmp_path, words), tmp_path / "kept.json"
    settings = find_settings(file, [], kept)
    keep_settings(settings, kept)
    return file, kept, settings


def refuse(*_: object) -> None:
    raise AssertionError("the file is checked again")


def test_a_file_that_is_the_same_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, kept, settings = read_twice(tmp_path, EVERYTHING)
    assert settings.problems == ()
    monkeypatch.setattr("kiosk.content.device_model.read_device", refuse)
    again = find_settings(file, [], kept)
    assert (again, again.hours.file, again.hours.faulty) == (settings, file, False)
    keep_settings(again, kept)
    assert find_settings(file, [], kept, again.read) == settings


def test_a_start_with_the_same_file_imports_neither_yaml_nor_pydantic(tmp_path: Path) -> None:
    file, kept, _ = read_twice(tmp_path, EVERYTHING)
    program = (
        "import sys; from pathlib import Path; from kiosk.device.settings import find_settings; "
        "assert find_settings(Path(sys.argv[1]), [], Path(sys.argv[2])).keep == 5; "
        "print(sorted({'pydantic', 'yaml'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, str(file), str(kept)]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout == "[]\n"


@pytest.mark.parametrize("words", [EVERYTHING.replace("keep: 5", "keep: 6"), EVERYTHING.replace("keep: 5", "keep: x")])
def test_a_file_that_changed_is_read_whatever_its_size_and_time(tmp_path: Path, words: str) -> None:
    file, kept, settings = read_twice(tmp_path, EVERYTHING)
    time = file.stat().st_mtime_ns
    device_file(tmp_path, words)
    os.utime(file, ns=(time, time))
    found = find_settings(file, [], kept)
    assert (found.keep, bool(found.problems)) == ((6, False) if "6" in words.split("keep")[1] else (5, True))
    assert found.hours == settings.hours


def test_what_is_wrong_is_told_at_every_start(tmp_path: Path) -> None:
    file, kept, settings = read_twice(tmp_path, EVERYTHING.replace("keep: 5", "keep: x"))
    assert settings.problems
    assert find_settings(file, [], kept).problems == settings.problems


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept["checked"].update(keep=9),
        lambda kept: kept.update(checked=[]),
        lambda kept: kept.pop("digest"),
    ],
)
def test_kept_settings_that_are_damaged_are_read_again(tmp_path: Path, change: Callable[[Any], Any]) -> None:
    file, kept, settings = read_twice(tmp_path, EVERYTHING)
    values = json.loads(kept.read_text("utf-8"))
    change(values)
    kept.write_text(json.dumps(values), "utf-8")
    assert find_settings(file, [], kept) == settings


def test_a_time_zone_that_the_machine_lost_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, kept, _ = read_twice(tmp_path, EVERYTHING)
    monkeypatch.setattr("kiosk.device.settings.find_zone", {}.get)
    monkeypatch.setattr("kiosk.device.time_zones.find_zone", {}.get)
    assert [problem.location.line for problem in find_settings(file, [], kept).problems] == [8]


def test_another_amount_of_memory_counts_though_the_file_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.device.settings.group_mb", lambda: 0)
    monkeypatch.setattr("kiosk.device.settings.machine_mb", lambda: 8000)
    file, kept, settings = read_twice(tmp_path, EVERYTHING)
    assert settings.memory_limit == 3200
    monkeypatch.setattr("kiosk.device.settings.machine_mb", lambda: 4000)
    assert find_settings(file, [], kept).memory_limit == 1600


def test_settings_that_cannot_be_kept_are_used_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    with caplog.at_level(logging.WARNING, "kiosk"):
        keep_settings(find_settings(device_file(tmp_path, SOUND), []), tmp_path / "taken" / "kept.json")
    assert "cannot be kept" in caplog.text


def test_a_file_that_leads_nowhere_or_may_not_be_read_is_not_no_file(tmp_path: Path) -> None:
    lost = tmp_path / "device.yaml"
    lost.symlink_to(tmp_path / "nowhere")
    found = find_settings(None, [tmp_path / "none.yaml", lost])
    assert (found.file, [problem.kind for problem in found.problems]) == (lost, ["file"])


def test_a_folder_that_may_not_be_looked_into_hides_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, there = tmp_path / "closed" / "device.yaml", device_file(tmp_path, SOUND)
    real = Path.lstat

    def lstat(path: Path) -> os.stat_result:
        if path == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "lstat", lstat)
    assert find_file([closed, there]) == there
    assert find_file([closed, tmp_path / "none.yaml"]) == closed
