"""The display's own power: what is asked of X11 and of Wayland."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kiosk.device.display_power import PowerError, main, run_program, switch

OUTPUTS = 'HDMI-A-1 "A display"\n  Enabled: yes\nDP-1 "Another"\n  Enabled: no\n'


class Machine:
    """Keeps what was run."""

    def __init__(self) -> None:
        self.ran: list[str] = []

    def __call__(self, words: Sequence[str]) -> str:
        self.ran.append(" ".join(words))
        return OUTPUTS


@pytest.mark.parametrize(("on", "last"), [(True, "xset -dpms"), (False, "xset dpms force off")])
def test_x11_is_asked_by_its_own_program(on: bool, last: str) -> None:
    machine = Machine()
    switch(on, {"DISPLAY": ":0"}, machine)
    assert machine.ran[-1] == last
    assert f"xset dpms force {'on' if on else 'off'}" in machine.ran


def test_wayland_is_asked_for_each_display() -> None:
    machine = Machine()
    switch(False, {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, machine)
    assert machine.ran == ["wlr-randr", "wlr-randr --output HDMI-A-1 --off", "wlr-randr --output DP-1 --off"]


@pytest.mark.parametrize(("environment", "output"), [({}, "neither"), ({"WAYLAND_DISPLAY": "w"}, "no display")])
def test_what_cannot_be_switched_is_told(environment: dict[str, str], output: str) -> None:
    with pytest.raises(PowerError, match=output):
        switch(True, environment, lambda _: "")


@pytest.mark.parametrize(
    ("words", "output"),
    [
        (["no-such-program"], "not installed"),
        (["false"], "false: 1"),
        (["sleep", "9"], "timed out"),
        (["sh", "-c", "echo server does not have extension for dpms option >&2"], "dpms"),
    ],
)
def test_a_program_that_fails_is_told(words: list[str], output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.device.display_power.TIMEOUT", 0.2)
    with pytest.raises(PowerError, match=output):
        run_program(words)


def test_where_there_is_no_screen_it_says_so_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert main(["off"]) == 1
    assert "it stays black" in capsys.readouterr().err
