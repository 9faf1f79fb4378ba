"""One visitor after another, by real touch and real time, in a fresh process on a real X11 screen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def report(
    top: Path, homes: dict[str, str], screen_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """The report of a visit."""
    config = tmp_path_factory.mktemp("device") / "device.yaml"
    config.write_text("screen: {diagonal: 55}\n", "utf-8")
    script = top / "tests" / "end_to_end" / "visit.py"
    words = [sys.executable, str(script), "--pack", str(top / "tests/packs/small"), "--config", str(config)]
    done = subprocess.run(
        words,
        env=screen_environment | homes | {"PYTHONPATH": str(top)},
        cwd=top,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert answer["lost"] == "", answer
    return answer


def step_named(report: dict[str, Any], step: str) -> dict[str, Any]:
    return next(each for each in report["steps"] if each["step"] == step)


def where(report: dict[str, Any], step: str) -> tuple[str, str, str, int, int, str]:
    each = step_named(report, step)
    return each["phase"], each["screen"], each["panel"], each["page"], each["picture"], each["language"]


def test_it_fills_a_real_screen_and_says_nothing(report: dict[str, Any]) -> None:
    assert (report["platform"], report["size"], report["full"]) == ("xcb", [1920, 1080], True)
    assert report["messages"] == []


def test_the_first_touch_opens_home_at_once_and_its_lift_touches_nothing(report: dict[str, Any]) -> None:
    assert "轻触开始" in step_named(report, "attract")["texts"]
    for step in ("first touch", "lifted"):
        assert where(report, step) == ("active", "home", "", 0, 0, "zh")
    assert "小小展厅" in step_named(report, "first touch")["texts"]


def test_a_panel_its_pages_and_its_gallery(report: dict[str, Any]) -> None:
    assert where(report, "panel") == ("active", "panel", "bronze", 0, 0, "zh")
    assert where(report, "swiped") == ("active", "panel", "bronze", 1, 0, "zh")
    assert "42件 馆藏 2019年" in step_named(report, "swiped")["texts"]
    assert where(report, "stepped back") == ("active", "panel", "bronze", 0, 0, "zh")
    assert where(report, "gallery")[:2] == ("active", "gallery")


def test_a_picture_is_enlarged_by_two_fingers(report: dict[str, Any]) -> None:
    assert {"3 / 12", "100%"} <= set(step_named(report, "viewer")["texts"])
    texts = step_named(report, "pinched")["texts"]
    assert [words for words in texts if words.endswith("%") and 170 <= int(words[:-1]) <= 300]
    assert "3 / 12" in texts


def test_the_language_changes_and_the_place_stays(report: dict[str, Any]) -> None:
    assert where(report, "language") == ("active", "viewer", "", 0, 2, "en")
    assert "Picture 3" in step_named(report, "language")["texts"]


def test_left_alone_it_asks_and_a_touch_stays_and_touches_nothing(report: dict[str, Any]) -> None:
    assert where(report, "left alone")[0] == "warning"
    assert "Still there?" in step_named(report, "left alone")["texts"]
    assert step_named(report, "left alone")["controls"] == ["warning:stay"]
    assert where(report, "stayed") == where(report, "language")
    assert step_named(report, "stayed")["texts"] == step_named(report, "language")["texts"]


def test_left_alone_again_it_is_as_in_the_beginning(report: dict[str, Any]) -> None:
    assert where(report, "left alone again") == where(report, "attract")
    assert step_named(report, "left alone again")["texts"] == step_named(report, "attract")["texts"]
    assert step_named(report, "left alone again")["controls"] == ["attract"]
    assert where(report, "the next visitor") == ("active", "home", "", 0, 0, "zh")
    assert "100%" in step_named(report, "the next visitor's picture")["texts"]


def test_nothing_closes_it(report: dict[str, Any]) -> None:
    assert "not closed" in [each["step"] for each in report["steps"]]
