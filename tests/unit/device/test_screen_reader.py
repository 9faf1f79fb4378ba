"""Screen readers come in where device.yaml says so; they meet the kiosk on a bus of the device's, or of the login."""

from __future__ import annotations

from pathlib import Path

from kiosk.device.screen_reader import open_to_screen_readers


def test_they_meet_on_the_bus_of_the_device(tmp_path: Path) -> None:
    environment = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"}
    bus = tmp_path / "bus"
    bus.touch()
    open_to_screen_readers(environment, bus)
    assert environment["DBUS_SESSION_BUS_ADDRESS"] == f"unix:path={bus}"
    assert environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] == "1"


def test_without_one_they_meet_on_that_of_the_login(tmp_path: Path) -> None:
    environment = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"}
    open_to_screen_readers(environment, tmp_path / "none")
    assert environment["DBUS_SESSION_BUS_ADDRESS"] == "unix:path=/run/user/1000/bus"
    assert environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] == "1"
