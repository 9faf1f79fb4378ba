"""What the panel says of the opening hours: short, dated where it is another day, and in both languages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.device.message_catalog import phrases
from kiosk.device.settings import Hours
from kiosk.operator import hours_rows
from kiosk.session.day_override import CLOSED, OPEN, PLANNED, DayOverride, make_override
from kiosk.session.opening_hours import OpeningHours, Slot

WORDS = {language: phrases("operator", language) for language in ("zh", "en")}
SHANGHAI = ZoneInfo("Asia/Shanghai")
MUSEUM = OpeningHours((Slot((("09:00", "17:00"),), ((1, 6),)),), (("2027-06-12", "2027-06-13"), ("01-01", "01-01")))
NIGHT = OpeningHours((Slot((("18:00", "24:00"),)),))
HALL = Hours(MUSEUM, "off", (("13:00", "14:00"), ("08:00", "09:00")), 1.0, SHANGHAI, Path("/etc/yi-kiosk/device.yaml"))


def of(wall: str, settled: str = PLANNED, kept: Hours = HALL) -> hours_rows.HoursFacts:
    now = datetime.fromisoformat(wall)
    return hours_rows.known(kept, make_override(settled, now), now)


@pytest.mark.parametrize(
    ("known", "zh", "en"),
    [
        (of("2027-06-08 10:24"), "开放至 17:00", "open until 17:00"),
        (of("2027-06-08 08:00"), "闭馆，09:00 开放", "closed, opens 09:00"),
        (of("2027-06-08 17:00"), "闭馆，6月9日（周三）09:00 开放", "closed, opens Wed 9 Jun, 09:00"),
        (of("2027-06-08 10:24", CLOSED), "今天闭馆（操作菜单设定）", "closed today (set in the operator menu)"),
        (
            of("2027-06-08 20:00", OPEN),
            "开放至今晚零点（操作菜单设定）",
            "open until midnight (set in the operator menu)",
        ),
        (of("2027-06-08 19:00", kept=Hours(NIGHT)), "开放至 24:00", "open until 24:00"),
        (of("2027-06-08 19:00", kept=Hours()), "一直开放", "always open"),
        (
            of("2027-06-08 19:00", kept=Hours(OpeningHours(closed=(("01-01", "12-31"),)))),
            "一年内不开放",
            "closed for a year",
        ),
    ],
)
def test_the_page_of_the_state_says_why_a_screen_is_dark(known: hours_rows.HoursFacts, zh: str, en: str) -> None:
    assert hours_rows.opening(known, WORDS["zh"]) == zh
    assert hours_rows.opening(known, WORDS["en"]).startswith(en)


@pytest.mark.parametrize("day", ["2027-06-07", "2027-06-09"])
def test_what_was_settled_for_another_day_is_not_told(day: str) -> None:
    known = hours_rows.known(HALL, DayOverride(CLOSED, day), datetime(2027, 6, 8, 10, 24))
    assert hours_rows.opening(known, WORDS["en"]) == "open until 17:00"
    assert hours_rows.state(known, WORDS["en"])["note"].startswith("A change")


def test_the_head_tells_now_and_next_with_date_and_weekday() -> None:
    reported = hours_rows.state(of("2027-06-11 17:30", OPEN), WORDS["zh"])
    assert reported == {
        "headline": "现在开放",
        "until": "到 6月11日（周五）24:00",
        "clock": "现在 6月11日（周五）17:30",
        "zone": "Asia/Shanghai",
        "note": "操作菜单设定，到 6月11日（周五）24:00，之后按计划",
    }
    reported = hours_rows.state(of("2027-06-11 17:30"), WORDS["en"])
    assert (reported["headline"], reported["until"]) == ("Closed now", "opens Tue 15 Jun, 09:00")
    assert hours_rows.state(of("2027-12-31 18:00"), WORDS["zh"])["until"] == "2028年1月2日（周日）09:00 开放"


@pytest.mark.parametrize(
    ("opening", "until"),
    [
        (OpeningHours(), "always: no hours are set"),
        (OpeningHours((Slot((("00:00", "24:00"),)),)), "for a year at least"),
        (OpeningHours(closed=(("01-01", "12-31"),)), "for a year at least"),
    ],
)
def test_what_does_not_change_is_said_to_stay(opening: OpeningHours, until: str) -> None:
    assert hours_rows.state(of("2027-06-08 10:24", kept=Hours(opening)), WORDS["en"])["until"] == until


@pytest.mark.parametrize(
    ("zone", "reported"), [("Asia/Kolkata", "UTC+5:30"), ("America/New_York", "UTC-4"), ("Asia/Shanghai", "UTC+8")]
)
def test_the_zone_of_a_machine_is_told_by_its_distance(zone: str, reported: str) -> None:
    known = hours_rows.HoursFacts(Hours(), DayOverride(), datetime(2027, 6, 8, 10, 24, tzinfo=ZoneInfo(zone)))
    assert hours_rows.state(known, WORDS["zh"])["zone"] == f"主机时区 {reported}"


def test_the_week_from_monday_and_which_day_it_is() -> None:
    facts = hours_rows.weekdays(of("2027-06-08 10:24"), WORDS["zh"])
    assert [fact["label"] for fact in facts] == ["周一", "周二（今天）", "周三", "周四", "周五", "周六", "周日"]
    assert [fact["value"] for fact in facts] == ["闭馆", *["09:00–17:00"] * 6]


@pytest.mark.parametrize(
    ("spans", "reported"),
    [
        ((), "all day"),
        ((("13:00", "17:00"), ("09:00", "12:00")), "09:00–12:00, 13:00–17:00"),
        ((("18:00", "00:00"),), "18:00–24:00"),
        ((("18:00", "02:00"),), "18:00–02:00"),
        ((("00:00", "24:00"), ("22:00", "02:00")), "00:00–02:00 next day"),
    ],
)
def test_hours_are_told_shortly(spans: tuple[tuple[str, str], ...], reported: str) -> None:
    facts = hours_rows.weekdays(of("2027-06-08 10:24", kept=Hours(OpeningHours((Slot(spans),)))), WORDS["en"])
    assert facts[0]["value"] == reported


def test_what_else_is_set_and_where() -> None:
    facts = hours_rows.particulars(of("2027-06-08 10:24"), WORDS["zh"])
    assert [fact["value"] for fact in facts] == [
        "6月12日 – 6月13日\n2028年1月1日（周六）",
        "08:00–09:00、13:00–14:00",
        "关闭显示器",
        "/etc/yi-kiosk/device.yaml",
    ]
    assert not any(fact["grave"] for fact in facts)


def test_without_a_file_the_defaults_are_said_to_hold_and_with_a_wrong_one_too() -> None:
    facts = hours_rows.particulars(of("2027-06-08 10:24", kept=Hours()), WORDS["en"])
    assert [fact["value"] for fact in facts] == [
        "none",
        "none",
        "black screen",
        "defaults;\nkiosk device new writes one",
    ]
    wrong = Hours(file=Path("device.yaml"), faulty=True)
    fact = hours_rows.particulars(of("2027-06-08 10:24", kept=wrong), WORDS["en"])[-1]
    assert (fact["value"], fact["grave"]) == ("device.yaml is wrong: what cannot be read stays as it was", True)


def test_of_many_closed_dates_the_next_are_told_and_how_many_more() -> None:
    closed = tuple((f"2027-07-{day:02}", f"2027-07-{day:02}") for day in range(1, 31, 2))
    value = str(
        hours_rows.particulars(of("2027-06-08 10:24", kept=Hours(OpeningHours(closed=closed))), WORDS["en"])[0]["value"]
    )
    assert value.splitlines() == ["Thu 1 Jul", "Sat 3 Jul", "Mon 5 Jul", "Wed 7 Jul", "and 11 more"]
