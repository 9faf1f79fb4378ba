"""What a visitor sets: one touch each, and the place stays."""

from __future__ import annotations

import pytest

from kiosk.flow.actions import (
    ChooseContrast,
    ChooseLanguage,
    ChooseTextSize,
    OpenPanel,
    ToggleLowReach,
    ToggleReadAloud,
    ToggleReducedMotion,
)
from kiosk.flow.state import Settings
from tests.unit.flow.support import Kiosk, panel


@pytest.mark.parametrize(
    ("choice", "settings"),
    [
        ((ChooseLanguage, "en"), Settings("en")),
        ((ChooseTextSize, 200), Settings("zh", text_size=200)),
        ((ChooseContrast, "rice-paper"), Settings("zh", contrast="rice-paper")),
        ((ToggleLowReach,), Settings("zh", low_reach=True)),
        ((ToggleReducedMotion,), Settings("zh", reduced_motion=True)),
        ((ToggleReadAloud,), Settings("zh", read_aloud=True)),
    ],
)
def test_a_choice_changes_one_setting_and_not_the_place(choice: tuple, settings: Settings) -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "industry", 2).do(*choice)
    assert kiosk.state.settings == settings
    assert kiosk.place == panel("industry", 2)


@pytest.mark.parametrize("toggle", [ToggleLowReach, ToggleReducedMotion, ToggleReadAloud])
def test_a_second_touch_takes_a_setting_back(toggle: type) -> None:
    kiosk = Kiosk().tap().do(toggle)
    assert kiosk.state.settings.eased
    assert not kiosk.do(toggle).state.settings.eased


@pytest.mark.parametrize("choice", [(ChooseLanguage, "fr"), (ChooseTextSize, 110), (ChooseContrast, "pink")])
def test_a_choice_that_does_not_exist_changes_nothing(choice: tuple) -> None:
    assert Kiosk().tap().do(*choice).state.settings == Settings("zh")
