"""`kiosk device set-up` on a machine whose Debian package brings the units and the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.device.errors import RefusedError
from kiosk.system.setup.executor import SetupTarget
from kiosk.system.setup.plan import (
    COMMAND,
    PACKAGED_COMMAND,
    SERVICE,
    UDEV,
    UNITS,
    USB_RULES,
    File,
    SetupOptions,
    plan,
)
from tests.unit.system.set_up_machine import Commands, files


def install_package(top: Path) -> None:
    """Put there what the Debian package of this very program brings."""
    for step in plan(SetupOptions("x11")):
        if isinstance(step, File) and step.packaged:
            file = top / step.packaged.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step.content, "utf-8")


@pytest.fixture
def commands() -> Commands:
    return Commands()


@pytest.fixture
def machine(tmp_path: Path, commands: Commands) -> SetupTarget:
    return SetupTarget(tmp_path, commands)


def test_what_the_package_brings_is_not_written_again(tmp_path: Path, machine: SetupTarget, commands: Commands) -> None:
    install_package(tmp_path)
    before = files(tmp_path)
    reported: list[str] = []
    machine.carry_out(plan(SetupOptions("x11")), lambda message: reported.append(str(message)))
    assert not list((tmp_path / UNITS.lstrip("/")).glob("yi-kiosk*"))
    assert not (tmp_path / COMMAND.lstrip("/")).exists()
    assert {PACKAGED_COMMAND, f"/usr/lib/systemd/system/{SERVICE}"} <= set(reported)
    assert any(words.startswith("systemctl enable") and SERVICE in words for words in commands.ran)
    machine.undo()
    assert any(words.startswith("systemctl disable --now") for words in commands.ran)
    assert {name: what for name, what in files(tmp_path).items() if not name.startswith("var")} == before


def test_a_set_up_before_the_package_leaves_no_second_unit(tmp_path: Path, machine: SetupTarget) -> None:
    machine.carry_out(plan(SetupOptions("x11")))
    unit = tmp_path / f"{UNITS}/{SERVICE}".lstrip("/")
    assert unit.exists()
    install_package(tmp_path)
    machine.carry_out(plan(SetupOptions("x11")))
    assert not unit.exists()


def test_a_unit_that_staff_changed_is_named_and_stays(tmp_path: Path, machine: SetupTarget) -> None:
    machine.carry_out(plan(SetupOptions("x11")))
    unit = tmp_path / f"{UNITS}/{SERVICE}".lstrip("/")
    unit.write_text("[Service]\nExecStart=/bin/true\n", "utf-8")
    install_package(tmp_path)
    reported: list[str] = []
    machine.carry_out(plan(SetupOptions("x11")), lambda message: reported.append(str(message)))
    assert unit.exists()
    assert f"{UNITS}/{SERVICE} was changed since, and stays" in reported


def test_a_unit_for_another_session_is_written(tmp_path: Path, machine: SetupTarget) -> None:
    install_package(tmp_path)
    machine.carry_out(plan(SetupOptions("cage")))
    assert "cage" in (tmp_path / f"{UNITS}/{SERVICE}".lstrip("/")).read_text("utf-8")


@pytest.mark.parametrize("session", ["x11", "cage"])
@pytest.mark.parametrize("sticks", [True, False])
@pytest.mark.parametrize("usb", [None, [("046d", "c077"), ("1234", "abcd")]])
@pytest.mark.parametrize("is_packaged", [True, False])
def test_the_last_options_are_known(
    *, session: str, sticks: bool, usb: list[tuple[str, str]] | None, is_packaged: bool, tmp_path: Path
) -> None:
    machine = SetupTarget(tmp_path, Commands())
    if is_packaged:
        install_package(tmp_path)
    machine.carry_out(plan(SetupOptions(session, usb=usb, sticks=sticks)))
    options = machine.last_options()
    assert (options.session, options.sticks, options.usb) == (session, sticks, usb)


def test_a_device_that_staff_admitted_by_hand_stays_admitted(tmp_path: Path, machine: SetupTarget) -> None:
    machine.carry_out(plan(SetupOptions("x11", usb=[("046d", "c077")])))
    rules = tmp_path / f"{UDEV}/{USB_RULES}".lstrip("/")
    line = 'ATTR{idVendor}=="0bda", ATTR{idProduct}=="8153", GOTO="yi_kiosk_end"\n'
    rules.write_text(rules.read_text("utf-8").replace('ATTR{authorized}="0"', line + 'ATTR{authorized}="0"'), "utf-8")
    assert machine.last_options().usb == [("046d", "c077"), ("0bda", "8153")]


def test_a_device_that_is_not_set_up_has_no_last_options(machine: SetupTarget) -> None:
    with pytest.raises(RefusedError, match="not set up yet"):
        machine.last_options()
