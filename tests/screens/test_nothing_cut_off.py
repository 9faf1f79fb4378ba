from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.layout import lasting_faults
from tests.screens.visitor import ARTICLE, LANDSCAPE, PORTRAIT, SMALL, Visitor

LOOK_MS = 60


@pytest.fixture(scope="module", params=[LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def reader(open_kiosk: Callable[..., Any], request: pytest.FixtureRequest) -> Iterator[Visitor]:
    with open_kiosk(ARTICLE, request.param) as visitor:
        yield visitor


@pytest.fixture(params=["zh", "en"])
def read(reader: Visitor, request: pytest.FixtureRequest) -> Visitor:
    """A visitor of the article's pack who reads this language."""
    reader.leave()
    reader.touch_screen.tap(*reader.middle)
    wait(LOOK_MS)
    reader.kiosk.session.chooseLanguage(request.param)
    reader.kiosk.session.goHome()
    wait(LOOK_MS)
    return reader


def test_home(read: Visitor) -> None:
    assert lasting_faults(read.window) == []


def test_every_page_is_whole_and_in_one_part(read: Visitor) -> None:
    found: dict[str, list[str]] = {}
    for panel, pages in read.kiosk.session.state.outline.panels.items():
        for page in pages:
            read.kiosk.session.openPanel(panel, page)
            wait(LOOK_MS)
            wrong = lasting_faults(read.window)
            if not wait_until(lambda: read.sight().control("part:next") is None, 20):
                wrong.append("needs a second part")
            if wrong:
                found[f"{panel}/{page}"] = wrong
    assert found == {}


def test_gallery_and_every_picture(read: Visitor) -> None:
    session = read.kiosk.session
    session.openGallery("places")
    wait(LOOK_MS)
    found = {"gallery": lasting_faults(read.window)}
    for picture in range(10):
        session.openPicture("places", picture)
        wait(LOOK_MS)
        found[f"picture {picture + 1}"] = lasting_faults(read.window)
    read.touch("viewer:zoom-in")
    found["enlarged"] = lasting_faults(read.window)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_warning(read: Visitor) -> None:
    read.warn()
    assert lasting_faults(read.window) == []


def test_every_scene_of_attract(reader: Visitor) -> None:
    reader.leave()
    found: dict[int, list[str]] = {}
    count = len(reader.kiosk.session.state.outline.scenes)
    # In the second round each scene is large in the other language.
    for number in [*range(count), *range(count)]:
        reader.kiosk.attract.go_to(number)
        wait(LOOK_MS)
        found.setdefault(number + 1, []).extend(lasting_faults(reader.window))
    assert {number: wrong for number, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_of_a_long_page(open_kiosk: Callable[..., Any], size: tuple[int, int], language: str) -> None:
    with open_kiosk(SMALL, size) as visitor:
        visitor.leave()
        visitor.begin()
        visitor.kiosk.session.chooseLanguage(language)
        visitor.touch("home:letters")
        assert lasting_faults(visitor.window) == []
        # Where a picture gives way the page may have one part.
        while (step := visitor.sight().control("part:next")) is not None and step.usable:
            visitor.touch("part:next")
            assert lasting_faults(visitor.window) == []


def test_out_of_service(open_kiosk: Callable[..., Any], tmp_path: Any) -> None:
    with open_kiosk(tmp_path) as visitor:
        wait(LOOK_MS)
        assert lasting_faults(visitor.window) == []
