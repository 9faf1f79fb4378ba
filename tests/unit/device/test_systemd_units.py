"""The units that ship: what systemd itself says of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.content.device_model import Limit
from kiosk.device.screen_reader import BUS
from kiosk.runtime.memory_watch import HARD
from kiosk.system.setup.plan import SCREEN_READER

SYSTEM = paths.resources() / "system"
UNITS = SYSTEM / "systemd"
pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


def analyse(
    folder: Path, session: str, *words: str, name: str = "yi-kiosk.service"
) -> subprocess.CompletedProcess[str]:
    folder_of_it = SYSTEM / session if session in {"sound", "accessibility"} else UNITS / session
    unit = (folder_of_it / name).read_text("utf-8")
    file = folder / name
    # Programs that are on every machine, so that none is missed here.
    unit = re.sub(r"^ExecStart=.*", "ExecStart=/bin/true", unit, flags=re.MULTILINE)
    file.write_text(unit.replace("@DOCS@", "/none"), "utf-8")
    return subprocess.run(["systemd-analyze", *words, str(file)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("session", ["x11", "cage"])
def test_the_kiosk_is_exposed_by_no_more_than_it_needs(session: str, tmp_path: Path) -> None:
    done = analyse(tmp_path, session, "security", "--offline=true", "--threshold=25", "--no-pager")
    assert done.returncode == 0, done.stdout
    found = re.search(r"Overall exposure level for yi-kiosk.service: ([\d.]+)", done.stdout)
    assert found is not None
    assert float(found[1]) <= 2.5


def test_xorg_which_needs_root_and_devices_has_nothing_else(tmp_path: Path) -> None:
    done = analyse(tmp_path, "x11", "security", "--offline=true", "--no-pager", name="yi-kiosk-x.service")
    found = re.search(r"Overall exposure level for yi-kiosk-x.service: ([\d.]+)", done.stdout)
    assert found is not None
    assert float(found[1]) <= 3.5


def test_the_sound_server_plays_to_cards_and_does_nothing_else(tmp_path: Path) -> None:
    name = "yi-kiosk-sound.service"
    done = analyse(tmp_path, "sound", "security", "--offline=true", "--no-pager", name=name)
    found = re.search(r"Overall exposure level for yi-kiosk-sound.service: ([\d.]+)", done.stdout)
    assert found is not None
    assert float(found[1]) <= 2.5
    unit = (SYSTEM / "sound" / name).read_text("utf-8").splitlines()
    # Without the machine's own network it would not hear of a card that is plugged in.
    assert "PrivateNetwork=yes" not in unit
    assert {"DeviceAllow=char-alsa rw", "DevicePolicy=closed", "User=yi-kiosk", "Restart=always"} <= set(unit)


@pytest.mark.parametrize("session", ["x11", "cage"])
def test_the_kiosk_finds_the_sound_server_where_that_listens(session: str) -> None:
    unit = (UNITS / session / "yi-kiosk.service").read_text("utf-8")
    server = (SYSTEM / "sound" / "yi-kiosk-sound.service").read_text("utf-8")
    (folder,) = re.findall(r"PULSE_RUNTIME_PATH=(\S+)", server)
    assert f"PULSE_SERVER=unix:{folder}/native\n" in unit
    assert re.search(r"^Wants=.*yi-kiosk-sound.service", unit, re.MULTILINE)
    assert re.search(r"^After=.*yi-kiosk-sound.service", unit, re.MULTILINE)
    assert "char-alsa" not in unit


def test_the_bus_of_screen_readers_carries_messages_and_does_nothing_else(tmp_path: Path) -> None:
    name = "yi-kiosk-bus.service"
    done = analyse(tmp_path, "accessibility", "security", "--offline=true", "--no-pager", name=name)
    found = re.search(r"Overall exposure level for yi-kiosk-bus.service: ([\d.]+)", done.stdout)
    assert found is not None
    assert float(found[1]) <= 2.5


@pytest.mark.parametrize("session", ["x11", "cage"])
def test_the_kiosk_meets_screen_readers_where_the_bus_listens(session: str) -> None:
    unit = (UNITS / session / "yi-kiosk.service").read_text("utf-8")
    bus = (SYSTEM / "accessibility" / "yi-kiosk-bus.service").read_text("utf-8")
    assert f"--address=unix:path={BUS} " in bus
    assert re.search(rf"^ExecCondition=.* {SCREEN_READER}$", bus, re.MULTILINE)
    for word in ("Wants", "After"):
        assert re.search(rf"^{word}=.*yi-kiosk-bus.service", unit, re.MULTILINE)


UNIT_NAMES = [
    *(("x11", "yi-kiosk"), ("cage", "yi-kiosk"), ("sound", "yi-kiosk-sound")),
    ("accessibility", "yi-kiosk-bus"),
]


@pytest.mark.parametrize(("session", "name"), UNIT_NAMES)
def test_the_units_are_what_systemd_understands(session: str, name: str, tmp_path: Path) -> None:
    done = analyse(tmp_path, session, "verify", "--man=no", name=f"{name}.service")
    output = [line for line in done.stderr.splitlines() if f"{name}.service" in line]
    assert [line for line in output if "not found" not in line and "Failed to" not in line] == []


@pytest.mark.parametrize("session", ["x11", "cage"])
def test_the_kernel_ends_it_well_after_it_would_have_begun_again_itself(session: str) -> None:
    unit = (UNITS / session / "yi-kiosk.service").read_text("utf-8")
    most = [int(share) for share in re.findall(r"^MemoryMax=(\d+)%$", unit, re.MULTILINE)]
    assert len(most) == 1
    assert HARD * Limit().share * 100 < most[0] < 90
    assert "MemoryHigh=" not in re.sub(r"^#.*", "", unit, flags=re.MULTILINE)


@pytest.mark.parametrize("session", ["x11", "cage"])
def test_it_is_always_started_again_and_has_to_show_a_frame(session: str) -> None:
    unit = (UNITS / session / "yi-kiosk.service").read_text("utf-8").splitlines()
    # Of its own, not on the disk, closed to others: where the launcher hears the kiosk.
    given = {"RuntimeDirectory=yi-kiosk", "RuntimeDirectoryMode=0700"}
    assert given <= set(unit)
    wanted = {"Type=notify", "Restart=always", "StartLimitIntervalSec=0", "WatchdogSec=20", "User=yi-kiosk"}
    assert wanted <= set(unit)
