"""`kiosk device set-up`: what it writes and runs, that it prints the same before, and that it can be taken back."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.cli.commands import main
from kiosk.content.device_model import AccessibilitySettings, Device, StoreSettings
from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError
from kiosk.system.setup import executor
from kiosk.system.setup.executor import SetupTarget
from kiosk.system.setup.ownership import OwnershipChange
from kiosk.system.setup.plan import (
    PURGE,
    WRAPPER,
    Command,
    File,
    Give,
    SetupOptions,
    Symlink,
    brought_packages,
    plan,
    read_device,
    sysrq_now,
    usb_devices,
)
from tests.unit.system.set_up_machine import Commands, files, kept


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
    machine = SetupTarget(tmp_path, commands)
    machine.carry_out(plan(SetupOptions(session, usb=[("046d", "c077")])))
    written = files(tmp_path)
    words, _ = written["etc/systemd/system/yi-kiosk.service"]
    assert "@" not in words.replace("getty@tty1", "").replace("@system-service", "").replace("~@privileged", "")
    assert ("yi-kiosk-x.service" in str(written)) is (session == "x11")
    assert 'ATTR{idVendor}=="046d"' in written["etc/udev/rules.d/70-yi-kiosk-usb.rules"][0]
    assert written["etc/systemd/system/ctrl-alt-del.target"][0] == "/dev/null"
    assert (tmp_path / "usr/local/bin/kiosk").stat().st_mode & 0o777 == 0o755
    assert commands.ran[0] == "id yi-kiosk"
    assert any(words.startswith("systemctl enable") for words in commands.ran)
    machine.carry_out(plan(SetupOptions(session, usb=[("046d", "c077")])))
    commands.ran.clear()
    machine.undo()
    assert files(tmp_path) == before
    assert any(words.startswith("systemctl disable --now") for words in commands.ran)
    assert commands.ran.index("chown root:root /var/lib/yi-kiosk") < commands.ran.index("userdel yi-kiosk")
    # What systemd, logind and udev know is read again once the files are as they were.
    assert {"systemctl daemon-reload", "udevadm control --reload"} <= set(commands.ran[-8:])
    assert commands.ran.index("systemctl daemon-reload") > commands.ran.index("userdel yi-kiosk")
    with pytest.raises(RefusedError, match="nothing to undo"):
        machine.undo()


def test_what_staff_changed_stays(tmp_path: Path) -> None:
    machine = SetupTarget(tmp_path, Commands())
    machine.carry_out(plan(SetupOptions("x11")))
    device = tmp_path / "etc/yi-kiosk/device.yaml"
    device.write_text("screen: {diagonal: 55}\n", "utf-8")
    machine.carry_out(plan(SetupOptions("x11")))
    machine.undo()
    left = {name: says for name, (says, _) in files(tmp_path).items() if says}
    assert left == {"etc/yi-kiosk/device.yaml": "screen: {diagonal: 55}\n"}


def test_what_a_newer_program_wrote_is_taken_back_too(tmp_path: Path) -> None:
    earlier = [
        replace(step, content="as it was once\n") if isinstance(step, File) else step
        for step in plan(SetupOptions("x11"))
    ]
    SetupTarget(tmp_path, Commands()).carry_out(earlier)
    SetupTarget(tmp_path, Commands()).carry_out(plan(SetupOptions("x11")))
    SetupTarget(tmp_path, Commands()).undo()
    assert kept(tmp_path) == []


@pytest.mark.parametrize(("first", "other"), [("x11", "cage"), ("cage", "x11")])
def test_another_session_is_refused_until_the_first_is_taken_back(tmp_path: Path, first: str, other: str) -> None:
    machine = SetupTarget(tmp_path, Commands())
    machine.carry_out(plan(SetupOptions(first, sticks=False)))
    machine.carry_out(plan(SetupOptions(first)))
    with pytest.raises(RefusedError, match="--undo"):
        machine.carry_out(plan(SetupOptions(other)))
    machine.undo()
    machine.carry_out(plan(SetupOptions(other)))


def test_a_command_that_fails_ends_it_and_what_was_done_is_known(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="this command failed: systemctl"):
        SetupTarget(tmp_path, Commands("systemctl")).carry_out(plan(SetupOptions("x11")))
    SetupTarget(tmp_path, Commands()).undo()
    assert kept(tmp_path) == []


def test_a_command_that_is_not_vital_may_fail_and_then_there_is_nothing_of_it_to_undo(tmp_path: Path) -> None:
    steps = [
        *plan(SetupOptions("x11")),
        Command(("env", "apt"), ("env", "apt remove"), vital=False),
        Command(("true",)),
    ]
    commands, reported = Commands("env"), list[Message]()
    SetupTarget(tmp_path, commands).carry_out(steps, reported.append)
    assert "this command failed: env apt; set-up goes on without it" in reported
    assert commands.ran[-1] == "true"
    commands.bad = "nothing"
    SetupTarget(tmp_path, commands).undo()
    assert "env apt remove" not in commands.ran


def test_a_sound_server_that_cannot_be_installed_does_not_end_it(tmp_path: Path) -> None:
    commands, reported = Commands("env"), list[Message]()
    SetupTarget(tmp_path, commands).carry_out(plan(SetupOptions("x11")), reported.append)
    assert any("pulseaudio; set-up goes on without it" in words for words in reported)
    assert any(words.startswith("systemctl enable yi-kiosk-sound.service") for words in commands.ran)
    commands.ran.clear()
    SetupTarget(tmp_path, commands).undo()
    assert not any("apt-get" in words for words in commands.ran)


def test_the_packages_that_it_installed_are_taken_back_and_no_others(tmp_path: Path) -> None:
    class Equipped(Commands):
        def __call__(self, words: Sequence[str]) -> int:
            return super().__call__(words) if words[-1] != "/usr/bin/pulseaudio" else 0

    commands = Equipped()
    brought = {"alsa-utils": ("kmod", "libatopology2", "alsa-utils"), "pulseaudio-utils": ()}
    SetupTarget(tmp_path, commands).carry_out(plan(SetupOptions("x11"), brought=brought))
    SetupTarget(tmp_path, commands).carry_out(plan(SetupOptions("x11")))  # they are there by now
    SetupTarget(tmp_path, commands).undo()
    purged = [words.rpartition("done\n ")[2] for words in commands.ran if "dpkg --purge" in words]
    assert purged == ["/usr/sbin/alsactl kmod libatopology2 alsa-utils", "/usr/bin/pactl pulseaudio-utils"]


@pytest.mark.parametrize(
    ("output", "there", "code", "tries"),
    [
        ("exit 0", True, 0, 1),
        ("[ $tries -gt 2 ] || { echo 'dpkg frontend lock was locked by another process' >&2; exit 2; }", True, 0, 3),
        ("echo 'dependency problems prevent removal of kmod' >&2; exit 1", False, 0, 1),
        ("echo 'dependency problems prevent removal of pulseaudio' >&2; exit 1", True, 1, 1),
    ],
)
def test_packages_are_purged_as_far_as_nobody_else_needs_them(
    output: str, there: bool, code: int, tries: int, tmp_path: Path
) -> None:
    dpkg, program, count = tmp_path / "dpkg", tmp_path / "program", tmp_path / "count"
    dpkg.write_text(f"#!/bin/sh\necho >>{count}\ntries=$(wc -l <{count})\n{output}\n")
    dpkg.chmod(0o755)
    if there:
        program.write_text("")
        program.chmod(0o755)
    words = ["sh", "-c", PURGE, str(program), "kmod", "pulseaudio"]
    done = subprocess.run(words, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=False)
    assert (done.returncode, len(count.read_text())) == (code, tries)


def test_what_comes_with_a_package_is_what_apt_would_install_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text(
        "#!/bin/sh\necho 'Reading package lists...'\necho 'Inst libc6 [2.36-8] (2.36-9 Debian:12 [amd64])'\n"
        "echo 'Inst libone (1.2 Debian:12 [amd64])'\nfor last; do :; done\n"
        'echo "Inst $last (3 Debian:12 [amd64]) []"\necho "Conf $last (3 Debian:12 [amd64])"\n'
    )
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert brought_packages(("one", "two")) == {"one": ("libone", "one"), "two": ("two",)}
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    assert brought_packages(("one",)) == {}


@pytest.mark.parametrize("session", ["x11", "cage"])
def test_a_machine_that_was_set_up_without_a_sound_server_gets_one(session: str, tmp_path: Path) -> None:
    steps = plan(SetupOptions(session))
    SetupTarget(tmp_path, Commands()).carry_out([step for step in steps if "sound" not in str(step)])
    assert not (tmp_path / "etc/yi-kiosk/sound.pa").exists()
    SetupTarget(tmp_path, Commands()).carry_out(steps)
    unit = (tmp_path / "etc/systemd/system/yi-kiosk-sound.service").read_text("utf-8")
    assert "--file=/etc/yi-kiosk/sound.pa" in unit
    assert (tmp_path / "etc/yi-kiosk/sound.pa").exists()
    SetupTarget(tmp_path, Commands()).undo()
    assert kept(tmp_path) == []


def test_screen_readers_come_in_only_where_device_yaml_says_so(tmp_path: Path) -> None:
    answer = tmp_path / "etc/yi-kiosk/screen-reader"
    is_open = Device(accessibility=AccessibilitySettings.model_validate({"screen-reader": "yes"}))
    commands = Commands()
    SetupTarget(tmp_path, commands).carry_out(plan(SetupOptions("x11")))
    assert answer.read_text("utf-8") == "no\n"
    assert not any("at-spi2-core" in words for words in commands.ran)
    SetupTarget(tmp_path, commands).carry_out(plan(SetupOptions("x11"), device=is_open))
    assert answer.read_text("utf-8") == "yes\n"
    assert any("at-spi-bus-launcher" in words for words in commands.ran)
    SetupTarget(tmp_path, Commands()).carry_out(plan(SetupOptions("x11")))
    assert answer.read_text("utf-8") == "no\n"
    SetupTarget(tmp_path, Commands()).undo()
    assert kept(tmp_path) == []


def test_a_login_starts_no_second_sound_server(tmp_path: Path) -> None:
    SetupTarget(tmp_path, Commands()).carry_out(plan(SetupOptions("cage")))
    for unit in ("pulseaudio.socket", "pulseaudio.service", "wireplumber.service"):
        written = (tmp_path / f"etc/systemd/user/{unit}.d/yi-kiosk.conf").read_text("utf-8")
        assert "ConditionUser=!yi-kiosk" in written


def test_what_is_printed_before_is_what_is_done(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # This machine's own takes seconds to say what it would install.
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "apt-get").write_text("#!/bin/sh\n")
    (programs / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    assert main(["device", "set-up", "--dry-run", "--language", "zh"]) == 0
    output = capsys.readouterr().out
    for step in plan(SetupOptions("x11"), sysrq=sysrq_now()):
        match step:
            case File():
                assert step.path in output
                assert all(line in output for line in step.content.splitlines())
            case Symlink():
                assert f"{step.path} → {step.to}" in output
            case Give():
                assert f"{step.folder} 及其中的内容：交给用户 {step.user}" in output
            case Command():
                assert " ".join(step.arguments) in output
    root = tmp_path / "root"
    root.mkdir()
    assert main(["device", "set-up", "--root", str(root), "--language", "en"]) == 0
    assert (root / "etc/systemd/system/yi-kiosk.service").exists()
    assert main(["device", "set-up", "--root", str(root), "--undo", "--language", "en"]) == 0
    assert kept(root) == []
    assert main(["device", "set-up", "--session", "gnome"]) == 2
    assert main(["device", "set-up", "--undo", "--root", str(root), "--language", "zh"]) == 1
    assert "没有可撤销的内容" in capsys.readouterr().err


def test_on_windows_the_script_for_it_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delattr(os, "geteuid")
    assert main(["device", "set-up", "--root", str(tmp_path), "--language", "zh"]) == 1
    assert "set-up.ps1" in capsys.readouterr().err
    assert files(tmp_path) == {}


def test_sticks_are_mounted_to_be_read_alone_unless_they_are_not_wanted(tmp_path: Path) -> None:
    (rule,) = [step for step in plan(SetupOptions("x11")) if isinstance(step, File) and "stick" in step.path]
    (line,) = [line for line in rule.content.splitlines() if not line.startswith("#")]
    options = line.partition("--options=")[2].split(" ")[0].split(",")
    assert {"ro", "nosuid", "nodev", "noexec"} <= set(options)
    assert 'SUBSYSTEMS=="usb"' in line
    SetupTarget(tmp_path, Commands()).carry_out(plan(SetupOptions("x11", sticks=False)))
    assert not (tmp_path / "etc/udev").exists()


def test_a_root_without_sbin_on_the_path_finds_its_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(executor, "SBIN", f"{tmp_path}/sbin")
    program = tmp_path / "sbin" / "useradd"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    assert executor._run(["useradd"]) == 127
    program.chmod(0o755)
    assert executor._run(["useradd"]) == 0


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


def test_a_user_that_was_there_before_stays(tmp_path: Path) -> None:
    commands = Commands()
    commands.users.add("yi-kiosk")
    SetupTarget(tmp_path, commands).carry_out(plan(SetupOptions("x11")))
    SetupTarget(tmp_path, commands).undo()
    assert commands.users == {"yi-kiosk"}


def test_the_kernel_s_keys_are_what_they_were_before_the_first_set_up(tmp_path: Path) -> None:
    commands = Commands()
    awake = lambda words: 1 if " ".join(words).startswith("sh -c test") else commands(words)  # noqa: E731
    SetupTarget(tmp_path, awake).carry_out(plan(SetupOptions("x11"), sysrq="438"))
    SetupTarget(tmp_path, awake).carry_out(plan(SetupOptions("x11"), sysrq="0"))
    SetupTarget(tmp_path, awake).undo()
    written = [words for words in commands.ran if words.startswith("sh -c echo")]
    assert [words.partition("echo ")[2].split()[0] for words in written] == ["0", "0", "438"]


def test_an_image_does_not_bring_the_kernel_of_its_maker_along(tmp_path: Path) -> None:
    commands = Commands()
    asleep = lambda words: 0 if " ".join(words).startswith("sh -c test") else commands(words)  # noqa: E731
    SetupTarget(tmp_path, asleep).carry_out(plan(SetupOptions("x11"), sysrq="438"))
    SetupTarget(tmp_path, commands).undo()
    assert not [words for words in commands.ran if words.startswith("sh -c echo")]


def test_a_kernel_without_these_keys_is_left_alone() -> None:
    assert not [
        step
        for step in plan(SetupOptions("x11"), sysrq="")
        if isinstance(step, Command) and "sysrq" in " ".join(step.arguments)
    ]


def test_what_is_kept_is_the_new_user_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(
        executor,
        "give",
        lambda *what, only_owner: asked.append((*what, only_owner)) or OwnershipChange(3, [Path("/x")]),
    )
    for folder in ("var/lib/yi-kiosk", "srv/store", "srv/other"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "srv/store/store.json").write_text("{}", "utf-8")
    number = os.getuid() or 64001
    os.chown(tmp_path / "srv/store/store.json", number, -1)
    reported: list[str] = []
    for store in ("srv/store", "srv/other", "srv/none", "var/lib/yi-kiosk/store"):
        machine = SetupTarget(tmp_path, Commands(), {"yi-kiosk": (7, 8)}.get)
        machine.carry_out(
            plan(SetupOptions("x11"), device=Device(store=StoreSettings(folder=f"/{store}"))), reported.append
        )
    home = (tmp_path / "var/lib/yi-kiosk", 7, 8, None)
    assert asked == [home, (tmp_path / "srv/store", 7, 8, number), home, home, home]
    assert "/var/lib/yi-kiosk and what lies in it belong to yi-kiosk now (3 changed)" in reported
    assert "/x keeps its owner: it reaches out of the folder" in reported


def test_the_store_that_device_yaml_names_is_known(tmp_path: Path) -> None:
    assert read_device(tmp_path) == (None, Device(), [])
    device = tmp_path / "etc/yi-kiosk/device.yaml"
    device.parent.mkdir(parents=True)
    device.write_text("store: {folder: /srv/packs}\n", "utf-8")
    assert read_device(tmp_path) == (device, Device(store=StoreSettings(folder="/srv/packs")), [])
    device.write_text("store: {folder: [}\n", "utf-8")
    assert read_device(tmp_path)[1:2] == (Device(),)
    assert read_device(tmp_path)[2] != []


@pytest.mark.parametrize("usb", [None, [("046d", "c077")]])
def test_an_option_that_is_forgotten_is_named(usb: list[tuple[str, str]] | None, tmp_path: Path) -> None:
    machine = SetupTarget(tmp_path, Commands())
    machine.carry_out(plan(SetupOptions("x11", usb=[("046d", "c077")])))
    with pytest.raises(RefusedError, match="set up with --sticks;" if usb else "--usb-allow-list --sticks;"):
        machine.carry_out(plan(SetupOptions("x11", usb=usb, sticks=False)))
