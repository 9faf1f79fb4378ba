"""Every screen looks as it did when somebody last looked at it and found it good."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pyvips

from kiosk.content.model.blocks import BLOCKS
from tests.golden.likeness import BOX, Likeness, compare, report
from tests.golden.screens import PATIENT_S, PICTURES, TOP, Screens, opened

REPORTS = TOP / "build" / "golden"
NAMES = sorted(file.stem for file in PICTURES.glob("*.webp"))


@dataclass
class Shown:
    """What stood on the screens: how like its picture each is, and which have no picture."""

    kinds: set[str]
    likenesses: dict[str, Likeness] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def shown(qapp: object, kept_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """All screens, drawn once."""
    with opened(kept_cache / "yi-kiosk", tmp_path_factory.mktemp("golden") / "journal.sqlite") as screens:
        shown = Shown(screens.kinds())
        for name in screens.all():
            if name in NAMES:
                shown.likenesses[name] = liken(screens, name)
            else:
                shown.strangers.append(name)
    return shown


def liken(screens: Screens, name: str) -> Likeness:
    """Compare the screen that stands there with its picture, and write a report where they differ."""
    expected = pyvips.Image.new_from_file(str(PICTURES / f"{name}.webp"))[:3].copy_memory()
    drawn = screens.look()
    if not compare(expected, drawn).close:
        drawn = screens.look(PATIENT_S)  # on a busy machine a last frame may come late
    likeness = compare(expected, drawn)
    if not likeness.close:
        report(expected, drawn, REPORTS / f"{name}.png")
    return likeness


@pytest.mark.parametrize("name", NAMES)
def test_it_looks_as_it_did(name: str, shown: Shown) -> None:
    likeness = shown.likenesses.get(name)
    if likeness is None:
        pytest.fail(f"There is a golden picture {name}, but no such screen any more. If that is meant: make golden")
    if not likeness.close:
        x, y, width, height = likeness.place
        pytest.fail(
            f"{name} does not look as it did: {likeness.differing} of {likeness.boxes} boxes of {BOX} px differ, "
            f"all within {width} x {height} px at x {x}, y {y}.\n"
            f"Expected, drawn and differing side by side: {REPORTS / name}.png\n"
            f"If the change is meant, look at it and then draw the pictures again: make golden",
            pytrace=False,
        )


def test_every_screen_has_its_picture(shown: Shown) -> None:
    assert shown.strangers == [], "draw them with: make golden"


def test_every_kind_of_block_is_among_them(shown: Shown) -> None:
    assert set(BLOCKS) - shown.kinds == set()
