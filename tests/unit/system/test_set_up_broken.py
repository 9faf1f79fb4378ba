"""`kiosk device set-up` as operators break it: killed, run twice, on full and read-only disks, with a torn record."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

import pytest

from kiosk.cli.commands import main
from kiosk.device import disk
from kiosk.device.errors import RefusedError
from kiosk.system.setup import originals
from kiosk.system.setup.executor import SetupTarget
from kiosk.system.setup.plan import File, SetupOptions, plan
from kiosk.system.setup.setup_record import RECORD
from tests.unit.system.set_up_machine import Commands, files, kept


class Killed(BaseException):
    """What a kill is to the program: nothing more of it runs."""


def killed_at(number: int, at: pytest.MonkeyPatch, *, done: bool) -> Commands:
    """Let the `number`-th change of the machine be the last thing: it is done, or not even that."""
    count = iter(range(1, 1000))
    rename, restore, commands = originals.switch, originals.restore, Commands()

    def last(change: Callable[[], int | None]) -> int | None:
        if next(count) != number:
            return change()
        if done:
            change()
        raise Killed

    def run(words: Sequence[str]) -> int:
        changing = words[0] not in {"id", "test"} and not " ".join(words).startswith(("sh -c !", "sh -c test"))
        return int((last if changing else lambda change: change())(lambda: commands(words)) or 0)

    at.setattr(originals, "switch", lambda new, place: last(lambda: rename(new, place)))
    at.setattr(originals, "restore", lambda target, original: last(lambda: restore(target, original)))
    at.setattr(commands, "run", run, raising=False)
    return commands


def nothing_to_undo() -> AbstractContextManager[object]:
    return pytest.raises(RefusedError, match="nothing to undo")


def ended(machine: SetupTarget, work: Callable[[SetupTarget], None]) -> bool:
    try:
        work(machine)
    except Killed:
        return False
    return True


@pytest.mark.parametrize(("then", "done"), [("undo", False), ("undo", True), ("again", True)])
def test_a_set_up_that_is_killed_can_be_taken_back_or_run_again(
    then: str, done: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "flush_file", lambda _: None)
    monkeypatch.setattr(disk, "flush_folder", lambda _: None)
    steps = plan(SetupOptions("x11"), sysrq="438")
    # Before every other change and, done, after it: together every state. `faults/set_up.py` kills the command itself.
    for number in range(1, 1000, 2 if then == "undo" else 4):
        top = tmp_path / str(number)
        (top / "etc/sysctl.d").mkdir(parents=True)
        (top / "var/lib").mkdir(parents=True)
        (top / "etc/sysctl.d/99-yi-kiosk.conf").write_text("kernel.sysrq = 1\n", "utf-8")
        before = files(top)
        with monkeypatch.context() as at:
            commands = killed_at(number, at, done=done)
            whole = ended(SetupTarget(top, commands.run), lambda machine: machine.carry_out(steps))
        machine = SetupTarget(top, commands)
        if then == "again":
            machine.carry_out(plan(SetupOptions("x11"), sysrq="0"))
            assert (top / "etc/sysctl.d/99-yi-kiosk.conf").read_text("utf-8").endswith("kernel.sysrq = 0\n")
            assert commands.users == {"yi-kiosk"}
        with nothing_to_undo() if then == "undo" and not machine._record.read() else nullcontext():
            machine.undo()
        assert files(top) == before, number
        assert commands.users == set(), number
        if whole:
            break
    assert number > 40


@pytest.mark.parametrize("done", [False, True])
def test_an_undo_that_is_killed_is_finished_by_the_next(
    done: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "flush_file", lambda _: None)
    monkeypatch.setattr(disk, "flush_folder", lambda _: None)
    steps = plan(SetupOptions("x11"), sysrq="438")
    for number in range(1, 1000, 2):
        top = tmp_path / str(number)
        (top / "etc/sysctl.d").mkdir(parents=True)
        (top / "var/lib").mkdir(parents=True)
        (top / "etc/sysctl.d/99-yi-kiosk.conf").write_text("kernel.sysrq = 1\n", "utf-8")
        before = files(top)
        with monkeypatch.context() as at:
            SetupTarget(top, (once := Commands())).carry_out(steps)
            commands = killed_at(number, at, done=done)
            commands.users |= once.users
            whole = ended(SetupTarget(top, commands.run), lambda machine: machine.undo())
        machine = SetupTarget(top, commands)
        with nullcontext() if machine._record.read() else nothing_to_undo():
            machine.undo()
        assert files(top) == before, number
        assert commands.users == set(), number
        if whole:
            break
    assert number > 40


def test_a_command_that_did_half_of_its_work_is_taken_back_before_it_is_tried_again(tmp_path: Path) -> None:
    """On a full disk useradd leaves a user without its group, and says that it failed."""
    commands = Commands()

    def half(words: Sequence[str]) -> int:
        return commands(words) or int(words[0] == "useradd")

    with pytest.raises(RefusedError, match="this command failed: useradd"):
        SetupTarget(tmp_path, half).carry_out(plan(SetupOptions("x11")))
    assert commands.users == {"yi-kiosk"}
    commands.ran.clear()
    SetupTarget(tmp_path, commands).carry_out(plan(SetupOptions("x11")))
    made = [words.split()[0] for words in commands.ran if words.startswith(("userdel", "useradd"))]
    assert made == ["userdel", "useradd"]
    SetupTarget(tmp_path, commands).carry_out(plan(SetupOptions("x11")))
    SetupTarget(tmp_path, commands).undo()
    assert (commands.users, kept(tmp_path)) == (set(), [])


def test_an_undo_that_cannot_do_everything_says_so_and_is_run_again(tmp_path: Path) -> None:
    commands = Commands()
    reported: list[str] = []
    SetupTarget(tmp_path, commands).carry_out(plan(SetupOptions("x11")))
    commands.bad = "userdel"
    with pytest.raises(RefusedError, match="not all of it is taken back"):
        SetupTarget(tmp_path, commands).undo(reported.append)
    assert "this command failed: userdel yi-kiosk" in reported
    assert not (tmp_path / "etc/systemd").exists()
    commands.bad = "nothing"
    SetupTarget(tmp_path, commands).undo()
    assert (commands.users, kept(tmp_path)) == (set(), [])


def test_what_this_program_no_longer_writes_is_put_back(tmp_path: Path) -> None:
    old = tmp_path / "etc/yi-kiosk/old.conf"
    machine = SetupTarget(tmp_path, Commands())
    machine.carry_out([*plan(SetupOptions("x11")), File("/etc/yi-kiosk/old.conf", "of an earlier program\n")])
    assert old.exists()
    machine.carry_out(plan(SetupOptions("x11")))
    assert not old.exists()


def test_what_the_program_before_this_one_recorded_is_taken_back(tmp_path: Path) -> None:
    rules = "etc/udev/rules.d/99-yi-kiosk-stick.rules"
    units = [f"etc/systemd/system/{name}" for name in ("yi-kiosk.service", "yi-kiosk-x.service")]
    words = dict.fromkeys((rules, *units), "its own\n")
    for name, output in words.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(output, "utf-8")
    digest = originals.digest("its own\n")
    record = [
        {"undo": ["userdel", "yi-kiosk"]},
        {"file": f"/{rules}", "hash": digest, "before": "somebody's\n", "keep": False},
        *({"file": f"/{unit}", "hash": digest, "before": None, "keep": False} for unit in units),
        {"undo": ["systemctl", "unmask", "getty@tty1.service"]},
    ]
    file = tmp_path / "var/lib/yi-kiosk-set-up/record.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(record), "utf-8")
    commands = Commands()
    commands.users.add("yi-kiosk")
    SetupTarget(tmp_path, commands).carry_out(plan(SetupOptions("x11")))
    commands.ran.clear()
    SetupTarget(tmp_path, commands).undo()
    assert {name: says for name, (says, _) in files(tmp_path).items() if says} == {rules: "somebody's\n"}
    assert commands.ran.count("userdel yi-kiosk") == 1
    assert "systemctl unmask getty@tty1.service" in commands.ran


def test_a_record_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    machine = SetupTarget(tmp_path, Commands())
    machine.carry_out(plan(SetupOptions("x11")))
    machine.at(RECORD).write_text("[{", "utf-8")
    before = files(tmp_path)
    for work in (machine.undo, lambda: machine.carry_out(plan(SetupOptions("x11")))):
        with pytest.raises(RefusedError, match="cannot be read"):
            work()
    assert files(tmp_path) == before


def test_two_set_ups_at_once_do_not_meet(tmp_path: Path) -> None:
    def meet(words: Sequence[str]) -> int:
        if words[0] == "useradd":
            with pytest.raises(RefusedError, match="another set-up"):
                SetupTarget(tmp_path, Commands()).carry_out(plan(SetupOptions("x11")))
        return Commands()(words)

    SetupTarget(tmp_path, meet).carry_out(plan(SetupOptions("x11")))


def test_what_everybody_must_read_can_be_read_whatever_root_s_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        SetupTarget(tmp_path, Commands()).carry_out(plan(SetupOptions("x11")))
    finally:
        os.umask(before)
    for name, (says, mode) in files(tmp_path / "etc").items():
        assert mode & 0o044 == 0o044, (name, says)
    assert (tmp_path / "usr/local/bin/kiosk").stat().st_mode & 0o777 == 0o755


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("needs the right to mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Leave no room on a disk."""
    with suppress(OSError), (folder / "full").open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4096))
    return folder / "full"


def test_a_full_disk_is_told_and_what_was_done_is_taken_back_without_room(small_disk: Path) -> None:
    (small_disk / "etc").mkdir()
    fill(small_disk)
    with pytest.raises(RefusedError, match="was not written: No space left on device"):
        SetupTarget(small_disk, Commands()).carry_out(plan(SetupOptions("x11")))
    assert not list((small_disk / "etc").rglob("*"))
    (small_disk / "full").unlink()
    commands = Commands()
    SetupTarget(small_disk, commands).carry_out(plan(SetupOptions("x11")))
    full = fill(small_disk)
    with pytest.raises(RefusedError, match="No space left"):
        SetupTarget(small_disk, commands).carry_out([*plan(SetupOptions("x11")), File("/etc/more", "x" * 100_000)])
    SetupTarget(small_disk, commands).undo()
    full.unlink()
    assert kept(small_disk) == ["etc"]
    assert commands.users == set()


def test_a_disk_that_fills_midway_loses_no_file_that_was_there(small_disk: Path) -> None:
    own = small_disk / "etc/systemd/logind.conf.d/99-yi-kiosk.conf"
    own.parent.mkdir(parents=True)
    own.write_text("[Login]\n# the hall's own\n" + "# and more\n" * 3000, "utf-8")
    before = own.read_bytes()
    commands = Commands()
    SetupTarget(small_disk, commands).carry_out(plan(SetupOptions("x11")))
    full = fill(small_disk)
    with pytest.raises(RefusedError, match="not all of it is taken back"):
        SetupTarget(small_disk, commands).undo()
    full.unlink()
    SetupTarget(small_disk, commands).undo()
    assert own.read_bytes() == before


def test_a_read_only_disk_is_told_before_anything_is_done(small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    subprocess.run(remount, check=True)
    commands = Commands()
    with pytest.raises(RefusedError, match=f"mount -o remount,rw {small_disk}"):
        SetupTarget(small_disk, commands).carry_out(plan(SetupOptions("x11")))
    assert commands.ran == []
    assert main(["device", "set-up", "--root", str(small_disk), "--language", "zh"]) == 1
    output = capsys.readouterr().err
    assert "以只读方式挂载，什么也没有改动" in output
    assert "设置没有做完" not in output
    subprocess.run([*remount[:2], "remount,rw", str(small_disk)], check=True)
    SetupTarget(small_disk, commands).carry_out(plan(SetupOptions("x11")))
    written = files(small_disk)
    subprocess.run(remount, check=True)
    with pytest.raises(RefusedError, match="read-only"):
        SetupTarget(small_disk, commands).undo()
    assert files(small_disk) == written
