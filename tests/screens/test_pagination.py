"""The parts of each page that `pack check` predicts are those on the screen of a running kiosk.

`python -m tests.screens.pagination` compares both bundled packs in sixty settings; this test uses some.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk import paths
from kiosk.content.page_breaks import Setting
from kiosk.content.screen_sizes import ScreenSize
from kiosk.packs import pack_check
from tests.screens.pagination import compare, foretell


@pytest.mark.parametrize(
    "setting",
    [
        Setting(ScreenSize(24.0, 1080, 1920), "en", 200),
        Setting(ScreenSize(24.0, 1080, 1920), "en", 135),
        Setting(ScreenSize(55.0, 1920, 1080), "zh", 200),
    ],
)
def test_the_parts_of_each_page_are_foretold(
    open_kiosk: Callable[..., Any], cache: Path, monkeypatch: pytest.MonkeyPatch, setting: Setting
) -> None:
    pack, screen = paths.content() / "showcase", setting.screen
    monkeypatch.setattr(pack_check, "settings_for", lambda *_: [setting])
    pages = foretell(pack, cache, screen)
    with open_kiosk(pack, (screen.width, screen.height), diagonal=screen.inches) as visitor:
        seen = list(compare(visitor, pages, [setting]))
    assert [each for each in seen if each.foretold != each.shown] == []
    assert len(seen) == 20
    assert max(each.shown.parts for each in seen) > 1
