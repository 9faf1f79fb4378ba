"""The operator menu on small screens, where everything is larger in proportion: all of it is there and within reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.layout import faults, lasting
from tests.screens.operator.conftest import Opened, Operator
from tests.screens.operator.test_packs_page import archives, assets, reach, store  # noqa: F401
from tests.screens.reach import ALL
from tests.screens.visitor import SMALL

PAGES = ("status", "packs", "stick", "hours", "volume", "screen", "log", "device")


def out_of_sight(operator: Operator) -> list[str]:
    """The controls beyond the screen's edge, except for those of a list that can be turned."""
    width, height = operator.window.width(), operator.window.height()
    controls = operator.sight().controls
    away = [each for each in controls if not (0 < each.centre[0] < width and 0 < each.centre[1] < height)]
    return [each.id for each in away if each.id.startswith("operator:") or not is_turned(operator)]


def is_turned(operator: Operator) -> bool:
    return any(control.id.endswith(":down") for control in operator.sight().controls)


def lacking(operator: Operator) -> list[str]:
    """What is wrong on a page; items cut at the edge of a list that can be turned do not count."""

    def look() -> list[str]:
        turned = is_turned(operator)
        return [fault for fault in faults(operator.window) if not (turned and "is cut off" in fault)]

    return lasting(look)


SCREENS = {
    "15.6": ((1920, 1080), 15.6),
    "21.5": ((1920, 1080), 21.5),
    "hd": ((1280, 720), 18.5),
    "upright": ((1080, 1920), 15.6),
}
SOME = SCREENS if ALL else ("hd", "upright")  # in these, everything is largest


@pytest.mark.usefixtures("any_machine")
@pytest.mark.parametrize(("size", "inches"), [SCREENS[name] for name in SOME], ids=list(SOME))
def test_every_page_is_whole(
    open_operator: Opened,
    store: object,  # noqa: F811
    tmp_path: Path,
    size: tuple[int, int],
    inches: float,
) -> None:
    with open_operator(
        SMALL, size, store=store, diagonal=inches, operator_files={"stick": tmp_path / "stick"}
    ) as operator:
        operator.come_in()
        for language in ("zh", "en"):
            operator.speak(language)
            for page in PAGES:
                operator.touch(f"operator:{page}")
                assert lacking(operator) == [], (language, page)
                assert out_of_sight(operator) == [], (language, page)
                rings = [each for each in operator.sight().controls if each.id.startswith("operator:")]
                assert len({each.centre for each in rings}) == len(PAGES) + 2
        operator.touch("operator:packs")
        operator.touch("packs:0")
        reach(operator, "chosen")
        assert lacking(operator) == []
