"""`kiosk doctor`: what it sees on machines that are well and on those that are not."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase

from kiosk import paths
from kiosk.cli.commands import main
from kiosk.content.codes import code_of
from kiosk.content.messages import Message
from kiosk.device.settings import find_settings, keep_settings
from kiosk.device.withdrawal_list import Withdrawal, Withdrawals, write_withdrawals
from kiosk.packs.hall_blocks import use_blocks
from kiosk.packs.store.index import StoreIndex, write_index
from kiosk.system.doctor import checks, graphics_checks, keyboard_checks, reliability_checks
from kiosk.system.doctor.machine import CheckResult, Machine, State

TOUCH = """I: Bus=0003
N: Name="ILITEK Multi-Touch"
B: PROP=2
B: ABS=260800000000003

I: Bus=0011
N: Name="Touchpad"
B: PROP=5
B: ABS=260800000000003

N: Name="Mouse"
"""
XSET = """Screen Saver:
  timeout:  {saver}    cycle:  600
DPMS:
  Standby: {dpms}    Suspend: 0    Off: 0
  DPMS is Enabled
"""


class FakeMachine(Machine):
    """A machine of files, with programs that say what the test gives them."""

    def say(self, **output: str) -> FakeMachine:
        self.__dict__["output"] = output
        return self

    def write(self, path: str, words: str = "") -> FakeMachine:
        file = self.top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, "utf-8")
        return self

    def run(self, *words: str) -> str | None:
        output: dict[str, str] = self.__dict__.get("output", {})
        return output.get(words[1].replace("-", "_")) or output.get(words[0])


@pytest.fixture
def machine(tmp_path: Path) -> FakeMachine:
    return FakeMachine(tmp_path, {})


def states(*results: CheckResult) -> list[State]:
    for result in results:
        assert (result.fix is None) is (result.state == "well")
    return [result.state for result in results]


def test_a_graphics_card_is_seen(machine: FakeMachine) -> None:
    assert states(graphics_checks.graphics(machine), graphics_checks.graphics(machine.write("dev/dri/renderD128"))) == [
        "doubtful",
        "well",
    ]
    assert states(graphics_checks.graphics(FakeMachine(machine.top, {"QT_QUICK_BACKEND": "software"}))) == ["doubtful"]


def test_a_touch_screen_is_told_from_a_touch_pad_and_a_mouse(machine: FakeMachine) -> None:
    assert states(graphics_checks.touch(machine)) == ["bad"]
    assert states(graphics_checks.touch(machine.write("proc/bus/input/devices", TOUCH))) == ["well"]
    assert "ILITEK Multi-Touch" in graphics_checks.touch(machine).message
    assert "Touchpad" not in graphics_checks.touch(machine).message
    for number in "12":
        machine.write(f"sys/class/drm/card0-HDMI-{number}/status", "connected\n")
    assert states(graphics_checks.touch(machine)) == ["doubtful"]


@pytest.mark.parametrize(
    ("screen", "state", "message"),
    [
        ("{diagonal: 55}", "well", "device.yaml does not say how high the screen hangs"),
        ("{diagonal: 55, lower-edge: 800}", "well", "the bar is 838 mm above the floor"),
        ("{diagonal: 55, lower-edge: 342}", "well", "the bar is 380 mm above the floor"),
        ("{diagonal: 55, lower-edge: 340}", "doubtful", "the bar is 378 mm above the floor; 380 to 1220 mm are"),
        ("{lower-edge: 1183}", "doubtful", "the bar is 1221 mm above the floor; 380 to 1220 mm are in reach"),
        ("{diagonal: 24, lower-edge: 1183}", "well", "the bar is 1200 mm above the floor"),
    ],
)
def test_the_bar_is_within_reach_of_somebody_who_sits(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch, screen: str, state: State, message: str
) -> None:
    """EN 301 549 8.3: controls are at least 380 and at most 1220 mm above the floor."""
    file = machine.top / "device.yaml"
    file.write_text(f"screen: {screen}\n", encoding="utf-8")
    monkeypatch.setattr("kiosk.paths.config_candidates", lambda: (file,))
    result = checks.mounting(machine)
    assert states(result) == [state]
    assert message in result.message


def test_typefaces_and_codecs_of_this_machine_are_looked_at(
    machine: FakeMachine, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert graphics_checks.codecs(machine).state == "well"
    assert graphics_checks.typefaces(machine).state in {"well", "bad"}
    # In Chinese the system lists LXGW WenKai as 霞鹜文楷 alone, and knows both.
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: ["霞鹜文楷"])
    monkeypatch.setattr(QFontDatabase, "hasFamily", {*graphics_checks.FAMILIES}.__contains__)
    assert graphics_checks.typefaces(machine).state == "well"
    monkeypatch.setattr(graphics_checks, "FAMILIES", {"No Such Family": "fonts-none"})
    assert "fonts-none" in str(graphics_checks.typefaces(machine).fix)
    monkeypatch.setattr(graphics_checks, "drawable_in", lambda _: lambda sign: sign != "镇")
    assert "镇" in graphics_checks.characters(machine).message
    monkeypatch.setattr(graphics_checks, "CODECS", ("no-such-codec",))
    assert graphics_checks.codecs(machine).state == "bad"
    monkeypatch.setitem(sys.modules, "av", None)
    assert 'the extra "films"' in str(graphics_checks.codecs(machine).fix)


def test_whether_it_begins_with_the_machine(machine: FakeMachine) -> None:
    assert states(reliability_checks.autostart(machine)) == ["bad"]
    assert states(reliability_checks.autostart(machine.say(is_enabled="enabled\n"))) == ["well"]
    machine.say(is_enabled="disabled\n").write("etc/systemd/system/yi-kiosk.service")
    assert "enable" in str(reliability_checks.autostart(machine).fix)
    assert states(
        reliability_checks.autostart(machine.write("etc/systemd/system/multi-user.target.wants/yi-kiosk.service"))
    ) == ["well"]


def test_whether_anybody_watches(machine: FakeMachine) -> None:
    assert states(reliability_checks.watchdog(machine)) == ["bad"]
    assert states(reliability_checks.watchdog(machine.write("run/systemd/system/any"))) == ["unknown"]
    assert states(reliability_checks.watchdog(machine.say(show="ActiveState=active\nWatchdogUSec=0\n"))) == ["bad"]
    assert states(reliability_checks.watchdog(machine.say(show="ActiveState=active\nWatchdogUSec=20s\n"))) == ["well"]
    assert states(reliability_checks.watchdog(machine.write("dev/watchdog0"))) == ["doubtful"]
    machine.write("etc/systemd/system.conf", "#RuntimeWatchdogSec=off\nRuntimeWatchdogSec=30\n")
    assert states(reliability_checks.watchdog(machine)) == ["well"]


def test_whether_the_clock_can_be_believed(machine: FakeMachine) -> None:
    assert states(reliability_checks.clock(machine), reliability_checks.clock(machine.write("dev/rtc0"))) == [
        "bad",
        "doubtful",
    ]
    assert states(
        reliability_checks.clock(machine.say(timedatectl="Timezone=Asia/Shanghai\nNTPSynchronized=yes\n"))
    ) == ["well"]


@pytest.mark.parametrize(("free", "state"), [(20, "well"), (3, "doubtful"), (0.2, "bad")])
def test_how_much_room_there_is(machine: FakeMachine, free: float, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        reliability_checks.shutil,
        "disk_usage",
        lambda _: type("Usage", (), {"free": int(free * reliability_checks.GB)}),
    )
    assert states(reliability_checks.disk(Machine(machine.top, {}, (machine.top / "data",)))) == [state]


def test_whether_it_may_write(machine: FakeMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(machine.top, {}, (machine.top / "data",))
    assert states(reliability_checks.rights(machine)) == ["well"]
    monkeypatch.setattr(reliability_checks.os, "access", lambda *_: False)
    assert states(reliability_checks.rights(machine)) == ["bad"]


def test_whether_the_display_sleeps(machine: FakeMachine) -> None:
    assert states(
        reliability_checks.sleep(machine), reliability_checks.sleep(FakeMachine(machine.top, {"WAYLAND_DISPLAY": "w"}))
    ) == ["unknown", "well"]
    session = FakeMachine(machine.top, {"DISPLAY": ":0"})
    assert states(reliability_checks.sleep(session.say(xset=XSET.format(saver=0, dpms=0)))) == ["well"]
    assert states(reliability_checks.sleep(session.say(xset=XSET.format(saver=600, dpms=0)))) == ["bad"]
    assert states(reliability_checks.sleep(session.say(xset=XSET.format(saver=0, dpms=900)))) == ["bad"]


def test_what_may_come_over_the_screen(machine: FakeMachine) -> None:
    assert states(reliability_checks.windows(machine), reliability_checks.updates(machine)) == ["well", "well"]
    machine.write("etc/apt/apt.conf.d/50unattended-upgrades", '//Unattended-Upgrade::Automatic-Reboot "true";\n')
    assert states(reliability_checks.updates(machine)) == ["well"]
    machine.write("etc/apt/apt.conf.d/51reboot", 'Unattended-Upgrade::Automatic-Reboot "true";\n')
    assert states(reliability_checks.updates(machine)) == ["doubtful"]
    machine.write("proc/12/comm", "gnome-shell\n").write("proc/13/comm", "packagekitd\n")
    assert states(reliability_checks.windows(machine), reliability_checks.updates(machine)) == ["bad", "bad"]


LOGIND = "NAutoVTs={consoles}\nHandlePowerKey={power}\nHandlePowerKeyLongPress=ignore\nHandleLidSwitch=suspend\n"


def test_whether_the_kernel_s_keys_do_anything(machine: FakeMachine) -> None:
    assert states(keyboard_checks.sysrq(machine)) == ["well"]
    assert states(keyboard_checks.sysrq(machine.write("proc/sys/kernel/sysrq", "438\n"))) == ["bad"]
    assert states(keyboard_checks.sysrq(machine.write("proc/sys/kernel/sysrq", "0\n"))) == ["well"]


def test_whether_power_and_sleep_keys_do_anything(machine: FakeMachine) -> None:
    assert states(keyboard_checks.power_keys(machine)) == ["unknown"]
    open_ = keyboard_checks.power_keys(machine.say(show_session=LOGIND.format(consoles=0, power="poweroff")))
    assert states(open_) == ["bad"]
    assert "HandlePowerKey → poweroff" in open_.message
    assert "Lid" not in open_.message
    closed = machine.say(show_session=LOGIND.format(consoles=0, power="ignore"))
    assert states(keyboard_checks.power_keys(closed)) == ["well"]


def mask(machine: FakeMachine, unit: str) -> None:
    file = machine.top / "etc/systemd/system" / unit
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to("/dev/null")


def test_whether_ctrl_alt_del_restarts_it(machine: FakeMachine) -> None:
    machine.write("etc/systemd/system/some.target")
    assert states(keyboard_checks.restart_keys(machine)) == ["bad"]
    mask(machine, "ctrl-alt-del.target")
    assert states(keyboard_checks.restart_keys(machine)) == ["unknown"]
    machine.say(show="CtrlAltDelBurstAction=reboot-force\n")
    assert states(keyboard_checks.restart_keys(machine)) == ["bad"]
    machine.say(show="CtrlAltDelBurstAction=none\n")
    assert states(keyboard_checks.restart_keys(machine)) == ["well"]


def test_whether_a_login_waits_on_another_console(machine: FakeMachine) -> None:
    assert states(keyboard_checks.consoles(machine)) == ["well"]
    for number, name, terminal in (
        (12, "agetty", 0x402),
        (13, "sh) S 1 (", 0x40A),
        (14, "cage", 0x401),
        (15, "sshd", 0),
    ):
        machine.write(f"proc/{number}/stat", f"{number} ({name}) S 1 {number} {number} {terminal} -1 4194560\n")
    machine.write("proc/16/stat", f"16 (login's child) S 12 16 12 {0x403} -1\n").write("proc/17/stat", "17 (gone")
    machine.write("proc/18/stat", f"18 (on a serial line) S 1 18 18 {0x440} -1\n")
    found = keyboard_checks.consoles(machine)
    assert states(found) == ["bad"]
    assert str(found.message).endswith(": tty2, tty10")


def test_whether_a_key_opens_a_login(machine: FakeMachine) -> None:
    machine.say(show_session=LOGIND.format(consoles=6, power="ignore"))
    assert states(keyboard_checks.consoles(machine)) == ["bad"]
    mask(machine, "autovt@.service")
    assert states(keyboard_checks.consoles(machine)) == ["well"]


FLAGS = 'Section "ServerFlags"\n    Option "DontVTSwitch" "{value}"\nEndSection\n'


def test_whether_a_key_leaves_the_screen_of_xorg(machine: FakeMachine) -> None:
    machine.write("etc/systemd/system/yi-kiosk-x.service")
    assert "set-up" in str(keyboard_checks.consoles(machine).fix)
    shipped = paths.resources() / "system/xorg/10-yi-kiosk.conf"
    machine.write("etc/X11/xorg.conf.d/10-yi-kiosk.conf", shipped.read_text("utf-8"))
    machine.write("usr/share/X11/xorg.conf.d/90-any.conf", FLAGS.format(value="false"))
    assert states(keyboard_checks.consoles(machine)) == ["well"]
    # Of several sections Xorg takes the last alone.
    machine.write("etc/X11/xorg.conf", 'Section "ServerFlags"\nEndSection\n')
    found = keyboard_checks.consoles(machine)
    assert states(found) == ["bad"]
    assert "/etc/X11/xorg.conf allows it" in found.message
    assert "DontVTSwitch" in str(found.fix)
    assert states(keyboard_checks.consoles(machine.write("etc/X11/xorg.conf", FLAGS.format(value="on")))) == ["well"]


@pytest.mark.parametrize(
    ("options", "state"),
    [("-d --", "well"), ("-ds --", "bad"), ("-m last -s --", "bad"), ("-m last -- kiosk -s", "well")],
)
def test_whether_a_key_leaves_the_screen_of_cage(options: str, state: State, machine: FakeMachine) -> None:
    machine.write("etc/systemd/system/yi-kiosk.service", f"[Service]\nExecStart=/usr/bin/cage {options} launcher\n")
    assert states(keyboard_checks.consoles(machine)) == [state]
    machine.write("etc/systemd/system/yi-kiosk.service.d/hall.conf", "ExecStart=\nExecStart=cage -- launcher\n")
    assert states(keyboard_checks.consoles(machine)) == ["well"]


def test_the_whole_report_in_both_languages_and_as_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], qapp: object, machine: FakeMachine
) -> None:
    monkeypatch.setattr(checks, "this_machine", lambda: machine)
    for language, words in (("en", "fix:"), ("zh", "改法：")):
        assert main(["doctor", "--language", language]) == 1
        assert words in capsys.readouterr().out
    main(["doctor", "--json", "--language", "en"])
    found = json.loads(capsys.readouterr().out)
    assert [each["look"] for each in found] == list(checks.CHECKS)
    monkeypatch.setattr(checks, "CHECKS", {"disk": checks.CHECKS["disk"]})
    monkeypatch.setattr(reliability_checks, "FREE_GB", 0)
    assert main(["doctor", "--language", "en"]) == 0
    assert "can run for months" in capsys.readouterr().out


def test_blocks_of_the_hall_that_are_not_in_use_are_found(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file, folder = tmp_path / "device.yaml", tmp_path / "blocks"
    monkeypatch.setattr(paths, "config_candidates", lambda: (file,))
    look = checks.CHECKS["blocks"][1]
    assert look(machine).message == "the hall has no blocks of its own"
    file.write_text(f"blocks: {folder}\n", "utf-8")
    result = look(machine)
    assert (result.state, code_of(result.message)) == ("bad", "YK-787")
    assert (
        result.message
        == f"a block of the hall's own is not in use: {folder}: the folder of the hall's blocks is missing"
    )
    shutil.copytree(Path(__file__).parents[2] / "blocks", folder, ignore=shutil.ignore_patterns("__pycache__"))
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o755 if each.is_dir() else 0o644)
    assert look(machine) == CheckResult("well", Message("the hall's own blocks: bell"))
    (folder / "Drum").mkdir()
    (folder / "bell" / "bell_block.py").write_text("import a_bell\n")
    assert look(machine).message.startswith("2 of the hall's own blocks are not in use: ")
    use_blocks(None)


def test_a_wrong_device_yaml_is_found(machine: FakeMachine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "device.yaml"
    monkeypatch.setattr(checks.paths, "config_candidates", lambda: (file,))
    assert states(checks.settings(machine)) == ["well"]
    file.write_text("sound: {volume: 5}\n", "utf-8")
    assert states(checks.settings(machine)) == ["well"]
    file.write_text("sound: {volume: loud}\n", "utf-8")
    assert states(checks.settings(machine)) == ["bad"]
    monkeypatch.setattr(checks.paths, "kept_settings", lambda: tmp_path / "kept.json")
    file.unlink()
    assert states(checks.settings(machine)) == ["well"]  # it was never read
    file.write_text("sound: {volume: 5}\n", "utf-8")
    keep_settings(find_settings(file, ()), tmp_path / "kept.json")
    file.unlink()
    gone = checks.settings(machine)
    assert (gone.state, "is gone" in str(gone.message)) == ("bad", True)


def test_a_list_of_packs_that_cannot_be_read_is_found(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(checks.paths, "store", lambda: tmp_path)
    assert "the built-in pack" in checks.packs(machine).message
    write_index(tmp_path, StoreIndex(more={"format": 99}))
    assert states(checks.packs(machine)) == ["doubtful"]
    for file in tmp_path.glob("store*.json"):
        file.write_text("spoilt")
    assert states(checks.packs(machine)) == ["bad"]


def test_a_list_of_what_was_withdrawn_that_cannot_be_read_is_found(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(checks.paths, "withdrawn", lambda: tmp_path / "withdrawn.json")
    assert checks.withdrawn(machine) == ("well", "nothing is withdrawn on this device", None)
    write_withdrawals(Withdrawals((Withdrawal("page", "water/first"),)))
    assert checks.withdrawn(machine).message == "withdrawn on this device: 1"
    for file in tmp_path.iterdir():
        file.write_text("spoilt")
    found = checks.withdrawn(machine)
    assert (found.state, "nothing is shown" in found.message) == ("bad", True)


def test_this_machine_can_be_asked(tmp_path: Path) -> None:
    machine = checks.this_machine()
    assert len(machine.folders) == 4
    assert machine.run("no-such-program") is None
    assert machine.run("echo", "well") == "well\n"
    assert machine.read("no/such/file") == ""
