"""The screens that a pack is looked at on, by the words that staff have for them."""

from __future__ import annotations

import pytest

from kiosk.content.screen_sizes import EXAMPLES, ScreenSize, read_screen_size


@pytest.mark.parametrize(
    ("words", "screen"),
    [
        ("55in", ScreenSize(55, 1920, 1080)),
        ("55in-portrait", ScreenSize(55, 1080, 1920)),
        ("24 in-landscape", ScreenSize(24, 1920, 1080)),
        ("65IN-Portrait-4K", ScreenSize(65, 2160, 3840)),
        ("21.5in-1080p", ScreenSize(21.5, 1920, 1080)),
        ("55寸-portrait", ScreenSize(55, 1080, 1920)),
        ("portrait", None),
        ("5in", None),
        ("999in", None),
        ("55in-upright", None),
        ("", None),
    ],
)
def test_screens_are_named_by_inches_and_how_they_stand(words: str, screen: ScreenSize | None) -> None:
    assert read_screen_size(words) == screen


def test_a_screen_is_told_as_it_stands() -> None:
    assert ScreenSize(55, 1080, 1920).description == "55 inches upright, 1080 × 1920"
    assert ScreenSize(21.5, 1920, 1080).description == "21.5 inches, 1920 × 1080"


@pytest.mark.parametrize("name", ["55in", "21.5in-portrait", "86in-4k", "65in-portrait-4k"])
def test_a_screen_has_the_name_that_it_is_read_by(name: str) -> None:
    screen = read_screen_size(name)
    assert screen is not None
    assert screen.name == name


def test_the_examples_that_are_given_to_staff_are_screens() -> None:
    assert all(read_screen_size(words) for words in EXAMPLES)
