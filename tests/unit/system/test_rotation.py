"""A turned display: what set-up writes for picture and touch, and where the doctor finds that they do not fit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.cli.commands import main
from kiosk.content.device_model import TURNS, Device, ScreenSettings
from kiosk.system.doctor import checks
from kiosk.system.doctor.rotation_checks import check_rotation
from kiosk.system.setup.executor import SetupTarget as System
from kiosk.system.setup.plan import SetupOptions, plan
from kiosk.system.setup.rotation import MATRICES, Matrix, format_matrix, one_after_other, read_matrix, turn_of
from tests.unit.system.set_up_machine import Commands, kept
from tests.unit.system.set_up_machine import files as found_files
from tests.unit.system.test_doctor import TOUCH, FakeMachine

CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))  # clockwise from the upper left
# How many corners further on, clockwise, the picture's first lies on the glass.
STEPS = {"none": 0, "right": 1, "180": 2, "left": 3}
XORG, CAGE = "etc/X11/xorg.conf.d/10-yi-kiosk.conf", "etc/systemd/system/yi-kiosk.service"
RULE = "etc/udev/rules.d/71-yi-kiosk-touch.rules"
XRANDR = """\
Screen 0: minimum 320 x 200, current {size}, maximum 8192 x 8192
HDMI-1 connected primary {size}+0+0 {turn}(normal left inverted right x axis y axis) {mm}
   1920x1080     60.00*+
DP-1 disconnected (normal left inverted right x axis y axis)
"""
PROPERTIES = """\
Device 'ILITEK':
\tCoordinate Transformation Matrix (161):\t{server}
\tlibinput Calibration Matrix (331):\t{libinput}
"""
NINE = "{:.6f}, {:.6f}, {:.6f}, {:.6f}, {:.6f}, {:.6f}, 0.000000, 0.000000, 1.000000"


def files(top: Path) -> dict[str, str]:
    return {name: str(found[0]) for name, found in found_files(top).items()}


def turned_by(turn: str) -> Device:
    return Device(screen=ScreenSettings.model_validate({"turn": turn}))


def lands(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + b * y + c, d * x + e * y + f


def test_every_turn_of_device_yaml_is_known() -> None:
    assert set(TURNS) == set(MATRICES) == set(STEPS)


@pytest.mark.parametrize("turn", TURNS)
def test_a_corner_of_the_glass_is_that_corner_of_the_picture(turn: str) -> None:
    for number, (x, y) in enumerate(CORNERS):
        assert lands(MATRICES[turn], x, y) == CORNERS[(number - STEPS[turn]) % 4]


def test_turns_add_up() -> None:
    assert turn_of(one_after_other(MATRICES["left"], MATRICES["left"])) == "180"
    assert turn_of(one_after_other(MATRICES["left"], MATRICES["right"])) == "none"
    assert turn_of(one_after_other(MATRICES["180"], MATRICES["left"])) == "right"
    assert turn_of((0.5, 0, 0, 0, 1, 0)) is None
    assert read_matrix("0 -1 1 1 0 0") == MATRICES["left"]
    assert read_matrix("0 -1") is None


@pytest.mark.parametrize("turn", TURNS)
def test_picture_and_touch_are_written_together_and_taken_back(turn: str, tmp_path: Path) -> None:
    for session, picture, touch in (("x11", XORG, XORG), ("cage", CAGE, RULE)):
        top = tmp_path / session
        System(top, Commands()).carry_out(plan(SetupOptions(session), device=turned_by(turn)))
        words = files(top)
        if session == "x11":
            rotated = set(re.findall(r'Option "Rotate" "(\w+)"', words[picture]))
            assert rotated == ({"180": {"inverted"}, "none": set()}.get(turn, {turn}))
            assert words[picture].count("Section") == 2 * words[picture].count("EndSection")
        else:
            started = re.search(r"^ExecStart=/usr/bin/cage -d((?: -r)*) -- ", words[picture], re.MULTILINE)
            assert started is not None
            # Each -r turns the picture a quarter to the left.
            assert started[1].count("-r") == {"none": 0, "left": 1, "180": 2, "right": 3}[turn]
        found = [
            read_matrix(found)
            for found in re.findall(r'Matrix" "([^"]+)"|MATRIX\}="([^"]+)"', words[touch])
            for found in found
            if found
        ]
        assert found == ([MATRICES[turn]] if turn != "none" or session == "cage" else [])
        System(top, Commands()).carry_out(plan(SetupOptions(session)))
        assert "MatchIsTouchscreen" not in str(files(top))
        assert "cage -d -r" not in str(files(top))
        System(top, Commands()).undo()
        assert kept(top) == []


def test_set_up_does_what_device_yaml_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    device = tmp_path / "etc/yi-kiosk/device.yaml"
    device.parent.mkdir(parents=True)
    device.write_text("screen: {turn: right}\n", "utf-8")
    assert main(["device", "set-up", "--root", str(tmp_path), "--language", "en"]) == 0
    assert 'Option "Rotate" "right"' in files(tmp_path)[XORG]
    device.write_text("screen: {turn: none}\n", "utf-8")
    assert main(["device", "set-up", "--root", str(tmp_path), "--language", "en"]) == 0
    assert "Rotate" not in files(tmp_path)[XORG]
    device.write_text("screen: {turn: upright}\n", "utf-8")
    capsys.readouterr()
    assert main(["device", "set-up", "--root", str(tmp_path), "--language", "en"]) == 1
    assert "kiosk device check" in capsys.readouterr().err


def machine(folder: Path, turn: str = "", matrix: Matrix = MATRICES["none"], **more: str) -> FakeMachine:
    """A device on Xorg whose picture is turned by RandR's word, and its touch by X's matrix."""
    upright = turn in {"left", "right"}
    output = {
        "size": "1080x1920" if upright else "1920x1080",
        "turn": f"{turn} " if turn else "",
        "mm": "1210mm x 680mm",
    }
    libinput = NINE.format(*MATRICES["none"])
    properties = PROPERTIES.format(server=NINE.format(*matrix), libinput=more.pop("libinput", libinput))
    there = FakeMachine(folder, {"DISPLAY": ":0"}).write("proc/bus/input/devices", TOUCH)
    return there.say(
        xrandr=XRANDR.format(**output | more), __query=XRANDR.format(**output | more), list_props=properties
    )


@pytest.mark.parametrize(("turn", "word"), [("none", ""), ("left", "left"), ("right", "right"), ("180", "inverted")])
def test_what_fits_is_well(turn: str, word: str, tmp_path: Path) -> None:
    result = check_rotation(machine(tmp_path, word, MATRICES[turn]), turn)
    assert (result.state, result.fix) == ("well", None)
    # udev's matrix does as well as X's own.
    by_libinput = machine(tmp_path, word, libinput=NINE.format(*MATRICES[turn]))
    assert check_rotation(by_libinput, turn).state == "well"


@pytest.mark.parametrize(
    ("turn", "word", "touch"),
    [("left", "left", "none"), ("left", "left", "right"), ("none", "", "left"), ("180", "inverted", "none")],
)
def test_a_touch_that_lands_elsewhere_is_told(turn: str, word: str, touch: str, tmp_path: Path) -> None:
    result = check_rotation(machine(tmp_path, word, MATRICES[touch]), turn)
    assert result.state == "bad"
    assert result.message.startswith("a touch lands elsewhere")


def test_a_touch_that_is_turned_twice_is_told(tmp_path: Path) -> None:
    twice = machine(tmp_path, "left", MATRICES["left"], libinput=NINE.format(*MATRICES["left"]))
    assert "the touch upside down" in check_rotation(twice, "left").message


def test_a_picture_that_device_yaml_does_not_know_of_is_told(tmp_path: Path) -> None:
    assert check_rotation(machine(tmp_path, "", MATRICES["none"]), "left").state == "bad"
    assert check_rotation(machine(tmp_path, "left", MATRICES["left"]), "none").state == "doubtful"


def test_a_panel_that_stands_otherwise_than_its_picture_is_told(tmp_path: Path) -> None:
    upright_panel = machine(tmp_path, mm="680mm x 1210mm")
    assert (
        check_rotation(upright_panel, "none").state,
        check_rotation(machine(tmp_path, mm="0mm x 0mm"), "none").state,
    ) == (
        "doubtful",
        "well",
    )


@pytest.mark.parametrize("session", ["x11", "cage"])
def test_a_device_yaml_that_was_changed_after_set_up_is_told(session: str, tmp_path: Path) -> None:
    System(tmp_path, Commands()).carry_out(plan(SetupOptions(session), device=turned_by("left")))
    there = FakeMachine(tmp_path, {})
    assert check_rotation(there, "right").state == "bad"
    assert "this device is set up for: turned to the left" in check_rotation(there, "right").message
    assert check_rotation(there, "left").state == ("well" if session == "cage" else "unknown")


def test_on_cage_a_rule_that_does_not_fit_is_told(tmp_path: Path) -> None:
    System(tmp_path, Commands()).carry_out(plan(SetupOptions("cage"), device=turned_by("left")))
    rule = tmp_path / RULE
    rule.write_text(rule.read_text("utf-8").replace(format_matrix(MATRICES["left"]), "1 0 0 0 1 0"), "utf-8")
    assert check_rotation(FakeMachine(tmp_path, {}), "left").message.startswith("a touch lands elsewhere")


def test_with_two_displays_nothing_is_claimed(tmp_path: Path) -> None:
    there = machine(tmp_path)
    output: dict[str, str] = there.__dict__["output"]
    there.say(**output | {"xrandr": output["xrandr"] * 2, "__query": output["__query"] * 2})
    assert check_rotation(there, "none").state == "unknown"


def test_the_doctor_goes_by_device_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "device.yaml").write_text("screen: {turn: left}\n", "utf-8")
    monkeypatch.setattr(checks.paths, "config_candidates", lambda: (tmp_path / "device.yaml",))
    assert checks.turn(machine(tmp_path, "left", MATRICES["left"])).state == "well"
    assert checks.turn(machine(tmp_path)).state == "bad"
