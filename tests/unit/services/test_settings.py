"""Where this screen's settings come from."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kiosk.flow.times import Times
from kiosk.services.settings import Records, Settings, find_settings


def device_file(folder: Path, words: str) -> Path:
    path = folder / "device.yaml"
    path.write_text(words, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert find_settings(None, [tmp_path / "none.yaml"]) == Settings(0.0, Times())


def test_the_first_file_that_is_there_counts(tmp_path: Path) -> None:
    there = device_file(tmp_path, "screen: {diagonal: 65}\nsession: {idle: 90}\nrecord: {visits: no}\n")
    found = find_settings(None, [tmp_path / "none.yaml", there])
    assert found == Settings(65.0, Times(idle=90.0), Records(visits=False, search_words=False))


def test_a_chosen_file_that_is_missing_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "kiosk"):
        assert find_settings(tmp_path / "mine.yaml", []) == Settings()
    assert "mine.yaml: error: the file is missing" in caplog.text


def test_a_wrong_file_never_stops_the_screen(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "kiosk"):
        assert find_settings(device_file(tmp_path, "session: {idle: soon}"), []) == Settings()
    assert 'device.yaml:1:17: error: "idle" cannot be "soon"' in caplog.text
