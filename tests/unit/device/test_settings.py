"""Where this screen's settings come from."""

from __future__ import annotations

import errno
import logging
import os
from dataclasses import replace
from pathlib import Path

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
