"""The page of the opening hours: what it shows, and the day override set there."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.device.settings import Hours
from kiosk.operator.operator_files import Choices
from kiosk.runtime.control_commands import ControlCommands, RuntimeContext
from kiosk.runtime.control_socket import ControlRequest
from kiosk.session.day_override import CLOSED, MAX_SECONDS, OPEN, PLANNED
from kiosk.session.opening_hours import OpeningHours, Slot
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.layout import bar_of, inked, lasting_faults, room, speaks
from tests.screens.operator.conftest import Opened, Operator
from tests.screens.visitor import BEAT_MS, LANDSCAPE, PORTRAIT, SMALL, items

ZONE = ZoneInfo("Asia/Shanghai")
FILE = Path("/etc/yi-kiosk/device.yaml")
WEEK = (Slot((("09:00", "17:00"),), ((1, 4),)), Slot((("10:00", "12:30"), ("13:30", "18:00")), ((5, 6),)))
DATES = (("2027-06-14", "2027-06-14"), ("10-01", "10-07"), ("12-31", "01-03"), ("2027-08-02", "2027-08-06"))
HALL = Hours(OpeningHours(WEEK, DATES), "black", (("12:00", "13:30"),), 0.6, ZONE, FILE)
MILLIMETRES = 0.634  # of a pixel: 55 inches at 1920 x 1080


class Clock:
    """A wall clock that the test sets; it begins on a Tuesday."""

    def __init__(self) -> None:
        self.now = datetime(2027, 6, 8, 10, 24)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, operator: Operator, wall: str) -> None:
        self.now = datetime.fromisoformat(wall)
        operator.kiosk.opening_hours.look()
        wait(BEAT_MS)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def staff(open_operator: Opened, clock: Clock) -> Iterator[Operator]:
    with open_operator(hours=HALL, wall=clock) as operator:
        operator.come_in("hours")
        yield operator


def chosen(operator: Operator) -> str:
    return str(operator.kiosk.operator.hours.choice)


def in_sight(operator: Operator, words: str) -> bool:
    seen = list(items(operator.window.contentItem()))
    texts = [item for item in seen if speaks(item) and words in item.property("text")]
    return any(room(item, operator.window, bar_of(seen)).contains(inked(item)) for item in texts)


def test_it_shows_what_holds_and_what_device_yaml_has(staff: Operator) -> None:
    texts = staff.texts()
    assert {"现在开放", "到 6月8日（周二）17:00", "现在 6月8日（周二）10:24", "Asia/Shanghai", str(FILE)} <= set(texts)
    assert {"周一", "闭馆", "周二（今天）", "周日", "10:00–12:30、13:30–18:00", "12:00–13:30", "黑屏"} <= set(texts)
    assert any("6月14日（周一）" in words and "12月31日 – 2028年1月3日" in words for words in texts)
    roles = {control.id: control.role for control in staff.sight().controls if control.id.startswith("hours:")}
    assert roles == dict.fromkeys(("hours:planned", "hours:open", "hours:closed"), "radio button")


def test_without_hours_it_is_always_open(operator: Operator) -> None:
    operator.come_in("hours")
    assert {"现在开放", "一直开放，没有设定开放时间", "全天"} <= set(operator.texts())
    assert any("kiosk device new" in words for words in operator.texts())


def test_the_time_goes_on_while_somebody_looks(staff: Operator, clock: Clock) -> None:
    clock.now = datetime(2027, 6, 8, 10, 25)
    assert wait_until(lambda: "现在 6月8日（周二）10:25" in staff.texts(), 30)


def test_a_day_off_holds_at_once_until_midnight(staff: Operator, clock: Clock) -> None:
    staff.touch("hours:closed")
    assert {"现在闭馆", "6月9日（周三）09:00 开放", "操作菜单设定，到 6月8日（周二）24:00，之后按计划"} <= set(
        staff.texts()
    )
    assert (staff.kiosk.opening_hours.is_open, staff.kiosk.opening_hours.held) == (False, CLOSED)
    assert staff.operator_files.chosen() == Choices(hours=CLOSED, day="2027-06-08")
    staff.touch("operator:leave")
    assert staff.phase is Phase.CLOSED
    clock.turn(staff, "2027-06-08 23:59")
    assert chosen(staff) == CLOSED
    clock.turn(staff, "2027-06-09 00:00")
    assert (chosen(staff), staff.operator_files.chosen()) == (PLANNED, Choices())
    clock.turn(staff, "2027-06-09 09:00")
    assert staff.phase is Phase.ATTRACT


def test_an_evening_goes_on_until_midnight(staff: Operator, clock: Clock) -> None:
    clock.turn(staff, "2027-06-08 17:00")
    assert wait_until(lambda: "现在闭馆" in staff.texts(), 30)
    staff.touch("hours:open")
    assert {"现在开放", "到 6月8日（周二）24:00"} <= set(staff.texts())
    staff.touch("operator:leave")
    assert (staff.phase, staff.kiosk.stage.property("volume")) == (Phase.ATTRACT, 0.6)
    clock.turn(staff, "2027-06-09 00:00")
    assert staff.phase is Phase.CLOSED


def test_nobody_is_shut_out_under_the_hand(staff: Operator, clock: Clock) -> None:
    clock.turn(staff, "2027-06-08 20:00")
    staff.touch("hours:open")
    staff.touch("operator:leave")
    staff.begin()
    clock.turn(staff, "2027-06-09 00:00")
    assert staff.phase is Phase.ACTIVE
    staff.let_pass(60)
    staff.let_pass(20)
    assert staff.phase is Phase.CLOSED


def test_as_planned_takes_it_back_at_once(staff: Operator) -> None:
    staff.touch("hours:closed")
    staff.touch("hours:planned")
    assert (staff.kiosk.opening_hours.is_open, staff.operator_files.chosen()) == (True, Choices())
    assert "在这里改的只管今天，零点自动恢复计划" in staff.texts()


def test_it_is_kept_beside_what_else_was_chosen(staff: Operator) -> None:
    staff.touch("hours:open")
    staff.touch("operator:volume")
    staff.touch("volume:20")
    staff.touch("operator:device")
    staff.touch("device:service")
    assert staff.operator_files.chosen() == Choices(20, True, OPEN, "2027-06-08", over=60)
    staff.touch("device:service")
    staff.touch("operator:hours")
    staff.touch("hours:planned")
    assert staff.operator_files.chosen() == Choices(20, over=60)


def test_where_the_hall_is_always_open_a_day_off_ends_by_itself_too(open_operator: Opened, clock: Clock) -> None:
    with open_operator(wall=clock) as operator:
        operator.come_in("hours")
        operator.touch("hours:closed")
        assert operator.kiosk.opening_hours._timer.isActive()
        operator.touch("operator:leave")
        assert operator.phase is Phase.CLOSED
        clock.turn(operator, "2027-06-09 00:00")
        assert operator.phase is Phase.ATTRACT
        assert not operator.kiosk.opening_hours._timer.isActive()


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        ("2027-06-08", Phase.CLOSED),
        ("2027-06-07", Phase.ATTRACT),
        ("2027-06-09", Phase.ATTRACT),
        ("for ever", Phase.ATTRACT),
    ],
)
def test_it_outlasts_a_restart_on_its_own_day_alone(
    open_operator: Opened, clock: Clock, tmp_path: Path, day: str, phase: Phase
) -> None:
    choices = tmp_path / "panel.json"
    choices.write_text(json.dumps({"volume": 20, "hours": "closed", "day": day}))
    with open_operator(hours=HALL, wall=clock, operator_files={"choices": choices}) as operator:
        assert operator.phase is phase
        to_come = day in {"2027-06-08", "2027-06-09"}
        assert operator.operator_files.chosen() == (Choices(20, False, CLOSED, day) if to_come else Choices(20))


def test_a_display_that_is_off_outside_the_hours_is_so_at_once_after_a_restart(
    open_operator: Opened, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported, program, choices = tmp_path / "reported", tmp_path / "program", tmp_path / "panel.json"
    program.write_text(f'#!/bin/sh\necho "$4" >>{reported}\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    choices.write_text('{"hours": "closed", "day": "2027-06-08"}')
    with open_operator(hours=replace(HALL, outside="off"), wall=clock, operator_files={"choices": choices}) as operator:
        assert operator.phase is Phase.CLOSED
        assert wait_until(lambda: reported.exists() and reported.read_text("utf-8").split()[-1] == "off", 10)


def test_a_clock_that_is_told_the_time_late_finds_it_again(staff: Operator, clock: Clock) -> None:
    staff.touch("hours:closed")
    clock.turn(staff, "1970-01-01 10:00")
    assert staff.kiosk.opening_hours.held == PLANNED
    clock.turn(staff, "2027-06-08 11:00")
    assert staff.kiosk.opening_hours.held == CLOSED


def test_no_clock_makes_it_last(staff: Operator, clock: Clock) -> None:
    staff.touch("hours:closed")
    clock.turn(staff, "2031-01-01 10:00")
    clock.turn(staff, "2027-06-08 10:30")
    assert staff.kiosk.opening_hours.is_open
    staff.touch("hours:closed")
    staff.clock.leap(MAX_SECONDS + 1)
    staff.kiosk.opening_hours.look()
    assert staff.kiosk.opening_hours.is_open


def test_the_page_of_the_state_and_the_control_socket_tell_it(staff: Operator, clock: Clock) -> None:
    kiosk, reported = staff.kiosk, []
    assets = RuntimeContext(
        *(kiosk.session, kiosk.opening_hours, kiosk.stage, kiosk.switcher, kiosk.folders, kiosk.window, clock),
        reload=list,
        leave=lambda _: None,
    )
    status = ControlCommands(assets).verbs()["status"]
    for choice, words in (
        ("planned", "开放至 17:00"),
        ("open", "开放至今晚零点（操作菜单设定）"),
        ("closed", "今天闭馆（操作菜单设定）"),
    ):
        staff.touch(f"hours:{choice}")
        status(ControlRequest(), reported.append)
        staff.touch("operator:status")
        assert wait_until(lambda words=words: words in staff.texts(), 30), choice
        staff.touch("operator:hours")
    assert [(each["hours"], each["open"]) for each in reported] == [(PLANNED, True), (OPEN, True), (CLOSED, False)]


def test_hours_read_again_are_shown(staff: Operator) -> None:
    staff.kiosk.opening_hours.use(Hours(OpeningHours((Slot((("08:00", "10:00"),)),)), "attract", zone=ZONE, file=FILE))
    assert wait_until(lambda: "现在闭馆" in staff.texts(), 30)
    assert {"08:00–10:00", "循环画面，不出声"} <= set(staff.texts())


def test_hours_that_do_not_all_fit_are_turned_by_rings(open_operator: Opened, clock: Clock) -> None:
    busy = OpeningHours((Slot((("08:00", "10:00"), ("11:00", "12:00"), ("14:00", "16:00"), ("18:00", "01:00"))),))
    with open_operator(hours=Hours(busy), wall=clock) as operator:
        operator.come_in("hours")
        hours = "08:00–10:00、11:00–12:00、14:00–16:00、18:00–01:00"
        assert wait_until(lambda: operator.texts().count(hours) == 7, 20)
        assert lasting_faults(operator.window) == []
        assert not in_sight(operator, "kiosk device new")
        while operator.control("hours:down").usable:
            operator.touch("hours:down")
        assert in_sight(operator, "kiosk device new")
        assert operator.control("hours:up").usable


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_every_word_is_whole_and_every_ring_within_a_finger(
    open_operator: Opened, clock: Clock, size: tuple[int, int]
) -> None:
    with open_operator(SMALL, size, hours=HALL, wall=clock) as operator:
        operator.come_in("hours")
        for language in ("zh", "en"):
            operator.speak(language)
            for choice in ("open", "closed", "planned"):
                operator.touch(f"hours:{choice}")
                assert lasting_faults(operator.window) == [], (language, choice)
            rings = [control.rect for control in operator.sight().controls if control.id.startswith("hours:")]
            assert all(min(width, height) * MILLIMETRES >= 20 for _, _, width, height in rings)
        for hours in (Hours(), Hours(file=FILE, faulty=True), Hours(OpeningHours(closed=(("01-01", "12-31"),)), "off")):
            operator.kiosk.opening_hours.use(hours)
            operator.touch("operator:language")
            assert lasting_faults(operator.window) == []
