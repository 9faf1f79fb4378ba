"""What a visitor sets: one touch each, and the place stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.session.actions import (
    ChooseContrast,
    ChooseLanguage,
    ChooseTextSize,
    OpenPanel,
    ToggleLowReach,
    ToggleReadAloud,
    ToggleReducedMotion,
)
from kiosk.session.state import VisitorSettings
from kiosk.session.visit_recording import changed_settings
from tests.unit.session.support import Kiosk, panel


@pytest.mark.parametrize(
    ("choice", "settings"),
    [
        ((ChooseLanguage, "en"), VisitorSettings("en")),
        ((ChooseTextSize, 200), VisitorSettings("zh", text_size=200)),
        ((ChooseContrast, "rice-paper"), VisitorSettings("zh", contrast="rice-paper")),
        ((ToggleLowReach,), VisitorSettings("zh", low_reach=True)),
        ((ToggleReducedMotion,), VisitorSettings("zh", reduced_motion=True)),
        ((ToggleReadAloud,), VisitorSettings("zh", read_aloud=True)),
    ],
)
def test_a_choice_changes_one_setting_and_not_the_place(choice: tuple, settings: VisitorSettings) -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "industry", 2).do(*choice)
    assert kiosk.state.settings == settings
    assert kiosk.place == panel("industry", 2)


@pytest.mark.parametrize("toggle", [ToggleLowReach, ToggleReducedMotion, ToggleReadAloud])
def test_a_second_touch_takes_a_setting_back(toggle: type) -> None:
    kiosk = Kiosk().tap().do(toggle)
    assert kiosk.state.settings.has_accessibility
    assert not kiosk.do(toggle).state.settings.has_accessibility


@pytest.mark.parametrize("choice", [(ChooseLanguage, "fr"), (ChooseTextSize, 110), (ChooseContrast, "pink")])
def test_a_choice_that_does_not_exist_changes_nothing(choice: tuple) -> None:
    assert Kiosk().tap().do(*choice).state.settings == VisitorSettings("zh")


def test_each_visitor_begins_in_the_text_size_of_the_device() -> None:
    rules = Kiosk().rules
    kiosk = Kiosk(replace(rules, text_size=135)).tap()
    assert kiosk.state.settings.text_size == 135
    assert not kiosk.state.settings.has_accessibility
    kiosk.do(ChooseTextSize, 100)
    assert kiosk.state.settings.has_accessibility
    assert changed_settings(kiosk.state.settings) == {"text-100"}
    kiosk.wait(10_000).tap()
    assert (kiosk.state.settings.text_size, kiosk.state.settings.has_accessibility) == (135, False)
