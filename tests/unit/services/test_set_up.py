"""`kiosk device set-up`: what it writes and runs, that it prints the same before, and that it can be taken back."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.cli.commands import main
from kiosk.services.store import disk
from kiosk.services.store.refused import RefusedError
from kiosk.services.system import carrying_out, originals
from kiosk.services.system.carrying_out import RECORD, Machine
from kiosk.services.system.ownership import Given
from kiosk.services.system.plan import WRAPPER, Command, File, Give, Link, plan, store_elsewhere, sysrq_now, usb_devices


class Commands:
    """A machine of one user and no running systemd; keeps what was run. `bad` fails."""

    def __init__(self, bad: str = "nothing") -> None:
        self.ran: list[str] = []
        self.users: set[str] = set()
        self.bad = bad

    def __call__(self, words: Sequence[str]) -> int:
        told = " ".join(words)
        self.ran.append(told)
        if words[0] == self.bad:
            return 1
        if words[0] in {"useradd", "userdel"}:
            (self.users.add if words[0] == "useradd" else self.users.discard)(words[-1])
        if words[0] == "id":
            return int(words[1] not in self.users)
        if told.startswith("sh -c !"):
            return int("yi-kiosk" in self.users)
        return int(words[0] == "test" or told.startswith("sh -c test"))


def files(top: Path) -> dict[str, tuple[str, int]]:
    """Every file, link and folder below, with what it says and its mode."""
    found = {}
    for path in top.rglob("*"):
        says = str(path.readlink()) if path.is_symlink() else "" if path.is_dir() else path.read_text("utf-8")
        found[str(path.relative_to(top))] = says, path.lstat().st_mode
    return found


def kept(top: Path) -> list[str]:
    """What a set-up left behind: all but the folder that programs keep what they know in."""
    return [name for name in files(top) if name not in {"var", "var/lib"}]


@pytest.mark.parametrize("session", ["x11", "cage"])
def test_what_is_done_can_be_taken_back(session: str, tmp_path: Path) -> None:
    rules = tmp_path / "etc/udev/rules.d/70-yi-kiosk-usb.rules"
    rules.parent.mkdir(parents=True)
    rules.write_text("somebody's own\n", "utf-8")
    rules.chmod(0o600)
    masked = tmp_path / "etc/systemd/system/ctrl-alt-del.target"
    masked.parent.mkdir(parents=True)
    masked.symlink_to("/lib/systemd/system/poweroff.target")
    unit = tmp_path / "etc/systemd/system/yi-kiosk.service"
    unit.symlink_to("/dev/null")
    (tmp_path / "var/lib").mkdir(parents=True)
    before = files(tmp_path)
    commands = Commands()
    machine = Machine(tmp_path, commands)
    machine.carry_out(plan(session, usb=[("046d", "c077")]))
    written = files(tmp_path)
    words, _ = written["etc/systemd/system/yi-kiosk.service"]
    assert "@" not in words.replace("getty@tty1", "").replace("@system-service", "").replace("~@privileged", "")
    assert ("yi-kiosk-x.service" in str(written)) is (session == "x11")
    assert 'ATTR{idVendor}=="046d"' in written["etc/udev/rules.d/70-yi-kiosk-usb.rules"][0]
    assert written["etc/systemd/system/ctrl-alt-del.target"][0] == "/dev/null"
    assert (tmp_path / "usr/local/bin/kiosk").stat().st_mode & 0o777 == 0o755
    assert commands.ran[0] == "id yi-kiosk"
    assert any(words.startswith("systemctl enable") for words in commands.ran)
    machine.carry_out(plan(session, usb=[("046d", "c077")]))
    commands.ran.clear()
    machine.take_back()
    assert files(tmp_path) == before
    assert any(words.startswith("systemctl disable --now") for words in commands.ran)
    assert commands.ran.index("chown root:root /var/lib/yi-kiosk") < commands.ran.index("userdel yi-kiosk")
    # What systemd, logind and udev know is read anew once the files are as they were.
    assert {"systemctl daemon-reload", "udevadm control --reload"} <= set(commands.ran[-8:])
    assert commands.ran.index("systemctl daemon-reload") > commands.ran.index("userdel yi-kiosk")
    with pytest.raises(RefusedError, match="nothing to undo"):
        machine.take_back()


def test_what_staff_changed_stays(tmp_path: Path) -> None:
    machine = Machine(tmp_path, Commands())
    machine.carry_out(plan("x11"))
    device = tmp_path / "etc/yi-kiosk/device.yaml"
    device.write_text("screen: {diagonal: 55}\n", "utf-8")
    machine.carry_out(plan("x11"))
    machine.take_back()
    left = {name: says for name, (says, _) in files(tmp_path).items() if says}
    assert left == {"etc/yi-kiosk/device.yaml": "screen: {diagonal: 55}\n"}


def test_what_a_newer_program_wrote_is_taken_back_too(tmp_path: Path) -> None:
    earlier = [replace(step, words="as it was once\n") if isinstance(step, File) else step for step in plan("x11")]
    Machine(tmp_path, Commands()).carry_out(earlier)
    Machine(tmp_path, Commands()).carry_out(plan("x11"))
    Machine(tmp_path, Commands()).take_back()
    assert kept(tmp_path) == []


@pytest.mark.parametrize(("first", "other"), [("x11", "cage"), ("cage", "x11")])
def test_another_session_is_refused_until_the_first_is_taken_back(tmp_path: Path, first: str, other: str) -> None:
    machine = Machine(tmp_path, Commands())
    machine.carry_out(plan(first, sticks=False))
    machine.carry_out(plan(first))
    with pytest.raises(RefusedError, match="--undo"):
        machine.carry_out(plan(other))
    machine.take_back()
    machine.carry_out(plan(other))


def test_a_command_that_fails_ends_it_and_what_was_done_is_known(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="this command failed: systemctl"):
        Machine(tmp_path, Commands("systemctl")).carry_out(plan("x11"))
    Machine(tmp_path, Commands()).take_back()
    assert kept(tmp_path) == []


def test_what_is_printed_before_is_what_is_done(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["device", "set-up", "--dry-run", "--language", "zh"]) == 0
    said = capsys.readouterr().out
    for step in plan("x11", sysrq=sysrq_now()):
        match step:
            case File():
                assert step.path in said
                assert all(line in said for line in step.words.splitlines())
            case Link():
                assert f"{step.path} → {step.to}" in said
            case Give():
                assert f"{step.folder} 及其中的内容：交给用户 {step.user}" in said
            case Command():
                assert " ".join(step.words) in said
    assert main(["device", "set-up", "--root", str(tmp_path), "--language", "en"]) == 0
    assert (tmp_path / "etc/systemd/system/yi-kiosk.service").exists()
    assert main(["device", "set-up", "--root", str(tmp_path), "--undo", "--language", "en"]) == 0
    assert kept(tmp_path) == []
    assert main(["device", "set-up", "--session", "gnome"]) == 2
    assert main(["device", "set-up", "--undo", "--root", str(tmp_path), "--language", "zh"]) == 1
    assert "没有可撤销的内容" in capsys.readouterr().err


def test_sticks_are_mounted_to_be_read_alone_unless_they_are_not_wanted(tmp_path: Path) -> None:
    (rule,) = [step for step in plan("x11") if isinstance(step, File) and "stick" in step.path]
    (line,) = [line for line in rule.words.splitlines() if not line.startswith("#")]
    options = line.partition("--options=")[2].split(" ")[0].split(",")
    assert {"ro", "nosuid", "nodev", "noexec"} <= set(options)
    assert 'SUBSYSTEMS=="usb"' in line
    Machine(tmp_path, Commands()).carry_out(plan("x11", sticks=False))
    assert not (tmp_path / "etc/udev").exists()


def test_a_root_without_sbin_on_the_path_finds_its_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(carrying_out, "SBIN", f"{tmp_path}/sbin")
    program = tmp_path / "sbin" / "useradd"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    assert carrying_out._run(["useradd"]) == 127
    program.chmod(0o755)
    assert carrying_out._run(["useradd"]) == 0


@pytest.mark.parametrize(
    ("who", "words", "ran"),
    [
        ("root", "device set-up --undo", "itself"),
        ("root", "device check", "as yi-kiosk"),
        ("root", "pack list", "as yi-kiosk"),
        ("yi-kiosk", "device check", "itself"),
        ("visitor", "device set-up", "itself"),
    ],
)
def test_the_command_of_the_machine_is_roots_where_it_changes_the_machine(
    who: str, words: str, ran: str, tmp_path: Path
) -> None:
    programs = {
        "id": f'[ "$1" = -un ] && echo {who} || echo {0 if who == "root" else 1000}',
        "runuser": 'case "$*" in *env*) echo as "$2" ;; esac',
        "kiosk": "echo itself",
        "wrapper": WRAPPER.format(user="yi-kiosk", bin=tmp_path, home=tmp_path).partition("\n")[2],
    }
    for name, script in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    done = subprocess.run(
        [tmp_path / "wrapper", *words.split()], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{ran}\n"


def test_hubs_need_no_leave(tmp_path: Path) -> None:
    for name, kind, vendor in (("1-1", "00", "046d"), ("usb1", "09", "1d6b"), ("1-2", "00", 'x"; evil')):
        (tmp_path / name).mkdir()
        for file, words in (("bDeviceClass", kind), ("idVendor", vendor), ("idProduct", "c077")):
            (tmp_path / name / file).write_text(words + "\n", "ascii")
    assert usb_devices(tmp_path) == [("046d", "c077")]


class Killed(BaseException):
    """What a kill is to the program: nothing more of it runs."""


def killed_at(number: int, at: pytest.MonkeyPatch, *, done: bool) -> Commands:
    """Let the `number`-th change of the machine be the last thing: it is done, or not even that."""
    count = iter(range(1, 1000))
    rename, put_back, commands = originals.switch, originals.put_back, Commands()

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
    at.setattr(originals, "put_back", lambda target, original: last(lambda: put_back(target, original)))
    at.setattr(commands, "run", run, raising=False)
    return commands


def nothing_to_undo() -> AbstractContextManager[object]:
    return pytest.raises(RefusedError, match="nothing to undo")


def ended(machine: Machine, work: Callable[[Machine], None]) -> bool:
    try:
        work(machine)
    except Killed:
        return False
    return True


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("then", ["undo", "again"])
def test_a_set_up_that_is_killed_can_be_taken_back_or_run_anew(
    then: str, done: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "flush_file", lambda _: None)
    monkeypatch.setattr(disk, "flush_folder", lambda _: None)
    for number in range(1, 1000):
        top = tmp_path / str(number)
        (top / "etc/sysctl.d").mkdir(parents=True)
        (top / "var/lib").mkdir(parents=True)
        (top / "etc/sysctl.d/99-yi-kiosk.conf").write_text("kernel.sysrq = 1\n", "utf-8")
        before = files(top)
        with monkeypatch.context() as at:
            commands = killed_at(number, at, done=done)
            whole = ended(Machine(top, commands.run), lambda machine: machine.carry_out(plan("x11", sysrq="438")))
        machine = Machine(top, commands)
        if then == "again":
            machine.carry_out(plan("x11", sysrq="0"))
            assert (top / "etc/sysctl.d/99-yi-kiosk.conf").read_text("utf-8").endswith("kernel.sysrq = 0\n")
            assert commands.users == {"yi-kiosk"}
        with nothing_to_undo() if then == "undo" and not machine._record() else nullcontext():
            machine.take_back()
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
    for number in range(1, 1000):
        top = tmp_path / str(number)
        (top / "etc/sysctl.d").mkdir(parents=True)
        (top / "var/lib").mkdir(parents=True)
        (top / "etc/sysctl.d/99-yi-kiosk.conf").write_text("kernel.sysrq = 1\n", "utf-8")
        before = files(top)
        with monkeypatch.context() as at:
            Machine(top, (once := Commands())).carry_out(plan("x11", sysrq="438"))
            commands = killed_at(number, at, done=done)
            commands.users |= once.users
            whole = ended(Machine(top, commands.run), lambda machine: machine.take_back())
        machine = Machine(top, commands)
        with nullcontext() if machine._record() else nothing_to_undo():
            machine.take_back()
        assert files(top) == before, number
        assert commands.users == set(), number
        if whole:
            break
    assert number > 40


def test_an_undo_that_cannot_do_everything_says_so_and_is_run_again(tmp_path: Path) -> None:
    commands = Commands()
    told: list[str] = []
    Machine(tmp_path, commands).carry_out(plan("x11"))
    commands.bad = "userdel"
    with pytest.raises(RefusedError, match="not all of it is taken back"):
        Machine(tmp_path, commands).take_back(told.append)
    assert "this command failed: userdel yi-kiosk" in told
    assert not (tmp_path / "etc/systemd").exists()
    commands.bad = "nothing"
    Machine(tmp_path, commands).take_back()
    assert (commands.users, kept(tmp_path)) == (set(), [])


def test_a_user_that_was_there_before_stays(tmp_path: Path) -> None:
    commands = Commands()
    commands.users.add("yi-kiosk")
    Machine(tmp_path, commands).carry_out(plan("x11"))
    Machine(tmp_path, commands).take_back()
    assert commands.users == {"yi-kiosk"}


def test_the_kernel_s_keys_are_what_they_were_before_the_first_set_up(tmp_path: Path) -> None:
    commands = Commands()
    awake = lambda words: 1 if " ".join(words).startswith("sh -c test") else commands(words)  # noqa: E731
    Machine(tmp_path, awake).carry_out(plan("x11", sysrq="438"))
    Machine(tmp_path, awake).carry_out(plan("x11", sysrq="0"))
    Machine(tmp_path, awake).take_back()
    written = [words for words in commands.ran if words.startswith("sh -c echo")]
    assert [words.partition("echo ")[2].split()[0] for words in written] == ["0", "0", "438"]
    assert not [step for step in plan("x11", sysrq="") if isinstance(step, Command) and "sysrq" in " ".join(step.words)]


def test_what_is_kept_is_the_new_user_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(carrying_out, "give", lambda *what, only: asked.append((*what, only)) or Given(3, [Path("/x")]))
    for folder in ("var/lib/yi-kiosk", "srv/store", "srv/other"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "srv/store/store.json").write_text("{}", "utf-8")
    number = os.getuid() or 64001
    os.chown(tmp_path / "srv/store/store.json", number, -1)
    told: list[str] = []
    for store in ("srv/store", "srv/other", "srv/none", "var/lib/yi-kiosk/store"):
        machine = Machine(tmp_path, Commands(), {"yi-kiosk": (7, 8)}.get)
        machine.carry_out(plan("x11", store=Path("/", store)), told.append)
    home = (tmp_path / "var/lib/yi-kiosk", 7, 8, None)
    assert asked == [home, (tmp_path / "srv/store", 7, 8, number), home, home, home]
    assert "/var/lib/yi-kiosk and what lies in it belong to yi-kiosk now (3 changed)" in told
    assert "/x keeps its owner: it reaches out of the folder" in told


def test_the_store_that_device_yaml_names_is_known(tmp_path: Path) -> None:
    assert store_elsewhere(tmp_path) is None
    device = tmp_path / "etc/yi-kiosk/device.yaml"
    device.parent.mkdir(parents=True)
    device.write_text("store: {folder: /srv/packs}\n", "utf-8")
    assert store_elsewhere(tmp_path) == Path("/srv/packs")
    device.write_text("store: {folder: [}\n", "utf-8")
    assert store_elsewhere(tmp_path) is None


@pytest.mark.parametrize("usb", [None, [("046d", "c077")]])
def test_an_option_that_is_forgotten_is_named(usb: list[tuple[str, str]] | None, tmp_path: Path) -> None:
    machine = Machine(tmp_path, Commands())
    machine.carry_out(plan("x11", usb=[("046d", "c077")]))
    with pytest.raises(RefusedError, match="set up with --sticks;" if usb else "--usb-allow-list --sticks;"):
        machine.carry_out(plan("x11", usb=usb, sticks=False))


def test_what_this_program_no_longer_writes_is_put_back(tmp_path: Path) -> None:
    old = tmp_path / "etc/yi-kiosk/old.conf"
    machine = Machine(tmp_path, Commands())
    machine.carry_out([*plan("x11"), File("/etc/yi-kiosk/old.conf", "of an earlier program\n")])
    assert old.exists()
    machine.carry_out(plan("x11"))
    assert not old.exists()


def test_what_the_program_before_this_one_recorded_is_taken_back(tmp_path: Path) -> None:
    rules = "etc/udev/rules.d/99-yi-kiosk-stick.rules"
    units = [f"etc/systemd/system/{name}" for name in ("yi-kiosk.service", "yi-kiosk-x.service")]
    words = dict.fromkeys((rules, *units), "its own\n")
    for name, said in words.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(said, "utf-8")
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
    Machine(tmp_path, commands).carry_out(plan("x11"))
    commands.ran.clear()
    Machine(tmp_path, commands).take_back()
    assert {name: says for name, (says, _) in files(tmp_path).items() if says} == {rules: "somebody's\n"}
    assert commands.ran.count("userdel yi-kiosk") == 1
    assert "systemctl unmask getty@tty1.service" in commands.ran


def test_a_record_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    machine = Machine(tmp_path, Commands())
    machine.carry_out(plan("x11"))
    machine.at(RECORD).write_text("[{", "utf-8")
    before = files(tmp_path)
    for work in (machine.take_back, lambda: machine.carry_out(plan("x11"))):
        with pytest.raises(RefusedError, match="cannot be read"):
            work()
    assert files(tmp_path) == before


def test_two_set_ups_at_once_do_not_meet(tmp_path: Path) -> None:
    def meet(words: Sequence[str]) -> int:
        if words[0] == "useradd":
            with pytest.raises(RefusedError, match="another set-up"):
                Machine(tmp_path, Commands()).carry_out(plan("x11"))
        return Commands()(words)

    Machine(tmp_path, meet).carry_out(plan("x11"))


def test_what_everybody_must_read_can_be_read_whatever_root_s_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        Machine(tmp_path, Commands()).carry_out(plan("x11"))
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
        Machine(small_disk, Commands()).carry_out(plan("x11"))
    assert not list((small_disk / "etc").rglob("*"))
    (small_disk / "full").unlink()
    commands = Commands()
    Machine(small_disk, commands).carry_out(plan("x11"))
    full = fill(small_disk)
    with pytest.raises(RefusedError, match="No space left"):
        Machine(small_disk, commands).carry_out([*plan("x11"), File("/etc/more", "x" * 100_000)])
    Machine(small_disk, commands).take_back()
    full.unlink()
    assert kept(small_disk) == ["etc"]
    assert commands.users == set()


def test_a_disk_that_fills_midway_loses_no_file_that_was_there(small_disk: Path) -> None:
    own = small_disk / "etc/systemd/logind.conf.d/99-yi-kiosk.conf"
    own.parent.mkdir(parents=True)
    own.write_text("[Login]\n# the hall's own\n" + "# and more\n" * 3000, "utf-8")
    before = own.read_bytes()
    commands = Commands()
    Machine(small_disk, commands).carry_out(plan("x11"))
    full = fill(small_disk)
    with pytest.raises(RefusedError, match="not all of it is taken back"):
        Machine(small_disk, commands).take_back()
    full.unlink()
    Machine(small_disk, commands).take_back()
    assert own.read_bytes() == before


def test_a_read_only_disk_is_told_before_anything_is_done(small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    subprocess.run(remount, check=True)
    commands = Commands()
    with pytest.raises(RefusedError, match=f"mount -o remount,rw {small_disk}"):
        Machine(small_disk, commands).carry_out(plan("x11"))
    assert commands.ran == []
    assert main(["device", "set-up", "--root", str(small_disk), "--language", "zh"]) == 1
    said = capsys.readouterr().err
    assert "以只读方式挂载，什么也没有改动" in said
    assert "设置没有做完" not in said
    subprocess.run([*remount[:2], "remount,rw", str(small_disk)], check=True)
    Machine(small_disk, commands).carry_out(plan("x11"))
    written = files(small_disk)
    subprocess.run(remount, check=True)
    with pytest.raises(RefusedError, match="read-only"):
        Machine(small_disk, commands).take_back()
    assert files(small_disk) == written
