"""Each save is a step, whole or not at all, and can be undone for ninety days."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.desk import history as history_module
from kiosk.desk.history import PENDING, STEPS, ChangedSinceError, History, undone
from kiosk.device.errors import RefusedError

FILE = "panels/hall.yaml"
BEFORE = "".join(f"line {number}\n" for number in range(12)).encode()


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "pack" / "panels").mkdir(parents=True)
    (tmp_path / "pack" / FILE).write_bytes(BEFORE)
    return tmp_path / "pack"


@pytest.fixture
def history(tmp_path: Path, pack: Path, clock: Clock) -> History:
    return History(tmp_path / "history", pack, clock)


def edit(history: History, pack: Path, old: bytes, new: bytes) -> str:
    before = (pack / FILE).read_bytes()
    assert old in before
    return history.save("li", "words", "Hall", {FILE: (before, before.replace(old, new, 1))}).id


def test_a_step_is_recorded_and_undone_and_done_again(history: History, pack: Path) -> None:
    step = edit(history, pack, b"line 3\n", b"three\n")
    assert b"three\n" in (pack / FILE).read_bytes()
    back = history.undo(step, "wang")
    assert (pack / FILE).read_bytes() == BEFORE
    assert [each.id for each in history.steps()] == [back.id, step]
    assert undone(history.steps()) == {step}
    again = history.undo(back.id, "wang")
    assert b"three\n" in (pack / FILE).read_bytes()
    assert undone(history.steps()) == {back.id}
    assert history.steps()[0].id == again.id


def test_an_older_step_is_undone_and_later_ones_stay(history: History, pack: Path) -> None:
    first = edit(history, pack, b"line 3\n", b"three\nand more\n")
    edit(history, pack, b"line 9\n", b"nine\n")
    edit(history, pack, b"line 0\n", b"")
    history.undo(first, "li")
    assert (pack / FILE).read_bytes() == BEFORE.replace(b"line 9", b"nine").replace(b"line 0\n", b"")


def test_a_step_whose_lines_were_edited_again_is_not_undone(history: History, pack: Path) -> None:
    first = edit(history, pack, b"line 3\n", b"three\n")
    edit(history, pack, b"three\n", b"drei\n")
    before = (pack / FILE).read_bytes()
    with pytest.raises(RefusedError):
        history.undo(first, "li")
    assert (pack / FILE).read_bytes() == before


def test_a_file_that_somebody_else_changed_is_not_overwritten(history: History, pack: Path) -> None:
    before = (pack / FILE).read_bytes()
    (pack / FILE).write_bytes(before + b"by hand\n")
    with pytest.raises(ChangedSinceError):
        history.save("li", "words", "Hall", {FILE: (before, b"mine\n")})
    assert (pack / FILE).read_bytes() == before + b"by hand\n"
    assert history.steps() == []


def test_files_come_and_go_with_their_step(history: History, pack: Path) -> None:
    step = history.save("li", "picture", "Tower", {"media/new/tower.jpg": (None, b"\xff\xd8"), FILE: (BEFORE, b"x")})
    assert (pack / "media/new/tower.jpg").read_bytes() == b"\xff\xd8"
    history.undo(step.id, "li")
    assert not (pack / "media/new/tower.jpg").exists()
    assert (pack / FILE).read_bytes() == BEFORE


class PowerCutError(BaseException):
    """Nothing of the program runs after it."""


def fail_at(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException) -> None:
    real = history_module.write_whole

    def fail(file: Path, data: bytes, mode: int = 0o644) -> None:
        if file.name == name:
            raise error
        real(file, data, mode)

    monkeypatch.setattr(history_module, "write_whole", fail)


@pytest.mark.parametrize("cut", ["write_whole", "step"])
def test_a_step_that_was_cut_off_is_finished_at_the_next_start(
    cut: str, tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(tmp_path / "history", pack)
    if cut == "write_whole":
        fail_at(monkeypatch, "second.yaml", PowerCutError())
    else:
        monkeypatch.setattr(History, "step", lambda _self, _id: (_ for _ in ()).throw(PowerCutError()))
    with pytest.raises(PowerCutError):
        history.save("li", "words", "Hall", {FILE: (BEFORE, b"one"), "panels/second.yaml": (None, b"two")})
    monkeypatch.undo()
    again = History(tmp_path / "history", pack)
    assert ((pack / FILE).read_bytes(), (pack / "panels/second.yaml").read_bytes()) == (b"one", b"two")
    assert [len(step.files) for step in again.steps()] == [2]
    assert not (tmp_path / "history" / PENDING).exists()


def test_a_full_disk_leaves_every_file_as_it_was(history: History, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at(monkeypatch, "second.yaml", OSError(28, "No space left on device"))
    with pytest.raises(OSError, match="space"):
        history.save("li", "words", "Hall", {FILE: (BEFORE, b"one"), "panels/second.yaml": (None, b"two")})
    monkeypatch.undo()
    assert (pack / FILE).read_bytes() == BEFORE
    assert not (pack / "panels/second.yaml").exists()
    assert history.steps() == []
    edit(history, pack, b"line 3\n", b"three\n")
    assert len(history.steps()) == 1


def test_a_cut_last_line_loses_that_line_alone(tmp_path: Path, history: History, pack: Path, clock: Clock) -> None:
    first = edit(history, pack, b"line 3\n", b"three\n")
    with (tmp_path / "history" / STEPS).open("ab") as steps:
        steps.write(b'{"id": "half')
    second = edit(History(tmp_path / "history", pack, clock), pack, b"line 9\n", b"nine\n")
    assert [step.id for step in history.steps()] == [second, first]


def test_steps_are_kept_for_ninety_days(tmp_path: Path, history: History, pack: Path, clock: Clock) -> None:
    old = edit(history, pack, b"line 3\n", b"three\n")
    clock.now += timedelta(days=60)
    new = edit(history, pack, b"line 9\n", b"nine\n")
    clock.now += timedelta(days=31)
    later = History(tmp_path / "history", pack, clock)
    assert [step.id for step in later.steps()] == [new]
    with pytest.raises(RefusedError):
        later.undo(old, "li")
    later.undo(new, "li")
    assert (pack / FILE).read_bytes() == BEFORE.replace(b"line 3\n", b"three\n")


def test_nothing_outside_of_the_pack_is_written(history: History, pack: Path) -> None:
    (pack / "out").symlink_to(pack.parent)
    for file in ("../evil.yaml", "/tmp/evil.yaml", "out/evil.yaml"):
        with pytest.raises(RefusedError, match="outside of the pack"):
            history.save("li", "words", "Hall", {file: (None, b"x")})
    assert not (pack.parent / "evil.yaml").exists()


def test_two_programs_do_not_write_at_once(
    tmp_path: Path, history: History, pack: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_module, "PATIENCE", 0)
    other = History(tmp_path / "history", pack, clock)
    with history.held(), pytest.raises(RefusedError):
        edit(other, pack, b"line 3\n", b"three\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_whoever_may_read_and_write_a_file_may_so_afterwards(history: History, pack: Path, mode: int) -> None:
    (pack / FILE).chmod(mode)
    step = edit(history, pack, b"line 3\n", b"three\n")
    assert (pack / FILE).stat().st_mode & 0o777 == mode
    history.undo(step, "li")
    assert (pack / FILE).stat().st_mode & 0o777 == mode


def test_a_file_that_is_marked_as_read_only_stays_as_it_is(history: History, pack: Path) -> None:
    step = edit(history, pack, b"line 3\n", b"three\n")
    (pack / FILE).chmod(0o444)
    with pytest.raises(PermissionError):
        edit(history, pack, b"line 5\n", b"five\n")
    with pytest.raises(PermissionError):
        history.undo(step, "li")
    assert (pack / FILE).read_bytes() == BEFORE.replace(b"line 3\n", b"three\n")
    assert len(history.steps()) == 1
    (pack / FILE).chmod(0o644)
