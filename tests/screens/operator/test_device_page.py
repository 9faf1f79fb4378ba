"""The operator's device page: volume, out of service, the screen test, the log, start again, leave."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk import paths
from kiosk.cli import run
from kiosk.device import disk
from kiosk.device.settings import Hours
from kiosk.runtime.control_commands import ControlCommands, RuntimeContext
from kiosk.runtime.control_socket import ControlRequest
from kiosk.session import operator_actions
from kiosk.session.actions import BreakDown, Repaired
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.view.device_controls import LEAVE, RESTART
from tests.screens.layout import lasting_faults
from tests.screens.operator.conftest import Opened, Operator
from tests.screens.visitor import BEAT_MS, LANDSCAPE, PORTRAIT, SMALL, items


@pytest.fixture
def ended(operator: Operator) -> list[int]:
    codes: list[int] = []
    operator.kiosk.operator.when_ended(codes.append)
    return codes


def test_the_volume_holds_at_once_and_for_the_next_start(operator: Operator) -> None:
    operator.come_in("volume")
    operator.touch("volume:40")
    assert operator.kiosk.stage.property("volume") == 0.4
    assert operator.operator_files.chosen().volume == 40
    operator.touch("volume:100")
    assert operator.kiosk.stage.property("volume") == 1.0


def test_a_volume_of_device_yaml_that_is_changed_later_holds(operator: Operator) -> None:
    """Whoever writes it there and reloads hears it, whatever was chosen in the operator menu before."""
    operator.come_in("volume")
    operator.touch("volume:40")
    operator.kiosk.opening_hours.use(Hours(quiet=(("03:00", "03:01"),)))
    assert operator.kiosk.stage.property("volume") == 0.4
    operator.kiosk.opening_hours.use(Hours(volume=0.6))
    assert operator.kiosk.stage.property("volume") == 0.6
    assert operator.operator_files.chosen().volume is None
    assert operator.kiosk.operator.controls.volume == 60
    operator.touch("volume:20")
    assert operator.kiosk.stage.property("volume") == 0.2


@pytest.mark.parametrize(("over", "volume"), [(100, 0.6), (60, 0.2), (None, 0.2)])
def test_a_volume_of_device_yaml_that_was_changed_since_holds_at_the_next_start(
    open_operator: Opened, tmp_path: Path, over: int | None, volume: float
) -> None:
    choices = tmp_path / "panel.json"
    choices.write_text(json.dumps({"volume": 20} | ({"over": over} if over else {})))
    with open_operator(operator_files={"choices": choices}, hours=Hours(volume=0.6)) as operator:
        assert operator.kiosk.stage.property("volume") == volume
        assert operator.operator_files.chosen().volume == (20 if volume == 0.2 else None)


def test_out_of_service_until_the_operator_says_otherwise_even_across_starts(open_operator: Opened) -> None:
    with open_operator() as operator:
        operator.come_in("device")
        operator.touch("device:service")
        assert "恢复服务" in operator.texts()
        operator.touch("operator:leave")
        assert operator.phase is Phase.OUT_OF_SERVICE
        operator_files = operator.operator_files
    with open_operator() as again:
        again.operator_files.choose(operator_files.chosen())
        assert operator_files.chosen().withdrawn
        again.come_in("device")
        again.touch("device:service")
        again.touch("device:service")
        again.touch("operator:leave")
        assert again.phase is Phase.ATTRACT
        assert not again.operator_files.chosen().withdrawn


def test_a_start_finds_what_was_set(open_operator: Opened, tmp_path: Path) -> None:
    choices = tmp_path / "panel.json"
    choices.write_text('{"volume": 20, "withdrawn": true}')
    with open_operator(operator_files={"choices": choices}) as operator:
        assert operator.phase is Phase.OUT_OF_SERVICE
        assert operator.kiosk.stage.property("volume") == 0.2


@pytest.mark.parametrize(("what", "code"), [("restart", RESTART), ("exit", LEAVE)])
def test_to_start_again_and_to_leave_are_asked_about_first(
    operator: Operator, ended: list[int], what: str, code: int
) -> None:
    operator.come_in("device")
    operator.touch(f"device:{what}")
    operator.touch("device:no")
    assert ended == []
    operator.touch(f"device:{what}")
    operator.touch("device:yes")
    assert ended == [code]


def test_the_log_is_told_newest_first_and_turned_by_rings(open_operator: Opened, tmp_path: Path) -> None:
    log = tmp_path / "kiosk.log"
    lines = [
        {"when": f"2026-05-04T10:{n:02}:00+00:00", "level": "info", "from": "kiosk", "says": f"line {n}"}
        for n in range(60)
    ]
    lines.append({"when": "2026-05-04T11:00:00+00:00", "level": "error", "from": "kiosk", "says": "x", "fault": "Tr…"})
    log.write_text("not JSON\n" + "\n".join(map(json.dumps, lines)))
    with open_operator(operator_files={"log": log}) as operator:
        operator.come_in("log")
        shown = [words for words in operator.texts() if "line" in words or "程序出错" in words]
        assert shown[0].startswith("! ")
        assert shown[1].endswith("line 59")
        assert not any(words.endswith("line 0") for words in shown)
        assert not operator.control("log:up").usable
        for _ in range(6):
            if operator.control("log:down").usable:
                operator.touch("log:down")
        assert any(words.endswith("line 0") for words in operator.texts())


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_no_line_of_the_log_is_cut_by_the_edge_and_none_is_skipped(
    open_operator: Opened, tmp_path: Path, size: tuple[int, int]
) -> None:
    log = tmp_path / "kiosk.log"
    output = [f"line {n}: {'and so on ' * 40 if n % 3 else ''}" for n in range(30)]
    line = {"when": "2026-05-04T10:00:00+00:00", "level": "info", "from": "kiosk"}
    log.write_text("\n".join(json.dumps(line | {"says": words}) for words in output))
    with open_operator(size=size, operator_files={"log": log}) as operator:
        operator.come_in("log")
        seen = set()
        for _ in range(60):
            seen |= {int(found[1]) for words in operator.texts() if (found := re.search(r"line (\d+):", words))}
            assert lasting_faults(operator.window) == []
            if not operator.control("log:down").usable:
                break
            operator.touch("log:down")
        assert seen == set(range(30))


def test_each_colour_fills_the_screen_and_the_last_touch_returns(operator: Operator) -> None:
    operator.come_in("screen")
    operator.touch("screen:colours")
    seen = []
    for _ in range(7):
        image = operator.window.grabWindow()
        seen.append(image.pixelColor(5, 1075).name())
        operator.touch_screen.tap(*operator.middle)
        wait(BEAT_MS)
    assert seen == ["#ffffff", "#000000", "#ff0000", "#00ff00", "#0000ff", "#808080", "#000000"]
    assert "颜色" in operator.texts()


def test_every_finger_is_drawn_and_lights_its_fields(operator: Operator) -> None:
    operator.come_in("screen")
    operator.touch("screen:touch")
    assert "还剩 144 格" in operator.texts()
    operator.touch_screen.touch(pressed={n: (60 + 240 * n, 300) for n in range(5)})
    wait(BEAT_MS)
    assert set("12345") <= set(operator.texts())
    operator.touch_screen.lift_all()
    wait(BEAT_MS)
    assert "还剩 139 格" in operator.texts()
    for row in range(9):
        operator.touch_screen.drag((5, 60 + 120 * row), (1915, 60 + 120 * row), steps=40)
    wait(BEAT_MS)
    assert "全部摸到，没有坏区" in operator.texts()
    operator.touch("touch:again")
    assert any(words.startswith("还剩 14") for words in operator.texts())
    operator.touch("touch:done")
    assert "触摸" in operator.texts()


def test_ghosts_are_found_while_the_hands_are_off(operator: Operator) -> None:
    operator.come_in("screen")
    operator.touch("screen:touch")
    operator.touch("touch:off")
    test = operator.find("TouchTest")
    assert 13 <= test.property("remaining") <= 15
    operator.touch_screen.tap(300, 300)
    operator.touch_screen.tap(800, 300)
    test.setProperty("remaining", 0)
    wait(BEAT_MS)
    assert "误触 2 次，在亮起的格子里" in operator.texts()
    operator.touch("touch:off")
    test.setProperty("remaining", 0)
    wait(BEAT_MS)
    assert "没有误触" in operator.texts()


def test_it_all_leaves_by_itself(operator: Operator) -> None:
    operator.come_in("screen")
    operator.touch("screen:colours")
    operator.let_pass(120)
    assert operator.phase is Phase.ATTRACT
    operator.come_in()
    assert "状态" in operator.texts()


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_every_word_of_every_page_is_whole(open_operator: Opened, size: tuple[int, int]) -> None:
    with open_operator(SMALL, size) as operator:
        operator.come_in()
        for language in ("zh", "en"):
            operator.speak(language)
            for page in ("screen", "volume", "log", "device"):
                operator.touch(f"operator:{page}")
                assert lasting_faults(operator.window) == [], page
            for what in ("restart", "exit"):
                operator.touch(f"device:{what}")
                assert lasting_faults(operator.window) == [], what
                operator.touch("device:no")
            operator.touch("operator:screen")
            operator.touch("screen:touch")
            assert lasting_faults(operator.window) == []
            operator.touch("touch:done")


def test_without_a_launcher_the_program_becomes_its_successor(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(os, "execve", lambda _, words, __: begun.append(words))
    run._become_successor(["--windowed", "800x600"])
    assert begun == [[sys.executable, "-P", "-m", "kiosk", "run", "--windowed", "800x600"]]


def test_out_of_service_outlives_a_restart_and_status_says_why(open_operator: Opened, tmp_path: Path) -> None:
    choices = tmp_path / "panel.json"

    def reason(operator: Operator, language: str = "en") -> str:
        kiosk, reported = operator.kiosk, list[Any]()
        assets = RuntimeContext(
            *(kiosk.session, kiosk.opening_hours, kiosk.stage, kiosk.switcher, kiosk.folders),
            *(kiosk.window, datetime.now),
            reload=list,
            leave=lambda _: None,
        )
        ControlCommands(assets).verbs()["status"](ControlRequest(language=language), reported.append)
        return str(reported[0]["reason"])

    with open_operator(operator_files={"choices": choices}) as operator:
        assert reason(operator) == ""
        operator.kiosk.session.dispatch(operator_actions.TakeOutOfService(operator.kiosk.session.now()))
        assert "taken out of service by staff" in reason(operator)
    with open_operator(operator_files={"choices": choices}) as operator:
        assert operator.phase is Phase.OUT_OF_SERVICE
        assert "kiosk ctl out-of-service off" in reason(operator)
        assert "暂停服务" in reason(operator, "zh")
        # A fault is shown first: putting it back into service would not help.
        operator.kiosk.session.dispatch(BreakDown(operator.kiosk.session.now(), "the pack has errors"))
        assert reason(operator) == "the pack has errors"
        assert reason(operator, "zh") == "内容包有错误"
        operator.kiosk.session.dispatch(Repaired(operator.kiosk.session.now()))
        operator.kiosk.session.dispatch(operator_actions.ReturnToService(operator.kiosk.session.now()))
        assert reason(operator) == ""


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_a_long_problem_stands_beside_the_rings_and_not_below_them(
    open_operator: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    data = paths.withdrawn().parent
    data.mkdir(parents=True)
    with open_operator(size=size, folders=(data,)) as operator:
        data.rename(data.with_name("elsewhere"))
        assert wait_until(lambda: operator.kiosk.folders.messages() != [], 20)
        operator.come_in("status")
        operator.kiosk.operator.look()
        assert wait_until(lambda: any(str(data) in words for words in operator.texts()), 20)
        wait(BEAT_MS)
        reported = next(
            each for each in items(operator.window.contentItem()) if str(data) in str(each.property("text") or "")
        )
        rings = [
            operator.control(f"problems:{way}") for way in ("up", "down") if operator.sight().control("problems:up")
        ]
        right = reported.mapToScene(reported.boundingRect().topRight()).x()
        assert right <= min([each.rect[0] for each in rings] + [size[0]])


def test_a_setting_that_the_disk_refuses_is_among_the_problems_until_it_is_kept(
    open_operator: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: Path, *_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    with open_operator(operator_files={"choices": tmp_path / "panel.json"}) as operator:
        with monkeypatch.context() as full:
            full.setattr(disk, "write_reserving", refuse)
            operator.come_in("device")
            operator.touch("device:service")
        operator.touch("operator:status")
        assert wait_until(lambda: any("操作菜单里的设置无法保存" in words for words in operator.texts()), 20)
        operator.operator_files.keep()
        operator.kiosk.operator.look()
        assert wait_until(lambda: not any("操作菜单里的设置" in words for words in operator.texts()), 20)
        assert operator.operator_files.chosen().withdrawn
