"""By a real AT-SPI client through a kiosk in a process of its own; `make accessibility` walks through both packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.accessibility_walk import ROOT, Findings, Setting, walk
from tests.screens.atspi_client import missing
from tests.screens.reach import ALL

SHOWCASE = ROOT / "content" / "showcase"


pytestmark = pytest.mark.skipif(missing() != "", reason=f"no client of AT-SPI can be here: {missing()} is missing")


# `make reach` walks in Chinese too.
@pytest.mark.parametrize("language", ["en", "zh"] if ALL else ["en"])
def test_a_screen_reader_finds_its_way(language: str, screen_environment: dict[str, str], tmp_path: Path) -> None:
    environment = screen_environment | {"PYTHONPATH": str(ROOT)}
    findings = Findings()
    setting = Setting(SHOWCASE, (1920, 1080), 55.0, language, low_reach=True)
    walk(setting, tmp_path, environment, findings, most_pages=99)
    assert findings.wrong == []
    assert findings.screens >= 30
    # Heights are measured on a screen that hangs high.
    assert [name for name, record in findings.records.items() if record.checked == 0] == ["reach"]
