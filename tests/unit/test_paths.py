from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import paths

TOP = Path(__file__).resolve().parents[2]


def test_a_checkout_reads_its_own_folders() -> None:
    assert paths.resources() == TOP / "resources"
    assert paths.content() == TOP / "content"
    assert paths.qml() == TOP / "kiosk" / "qml"


def test_a_wheel_reads_what_is_packed_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = tmp_path / "_data"
    packed.mkdir()
    monkeypatch.setattr(paths, "_PACKED", packed)
    assert paths.resources() == packed / "resources"
    assert paths.content() == packed / "content"


def test_the_users_settings_come_before_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/home/guide/.config")
    assert paths.config_candidates() == (
        Path("/home/guide/.config/yi-kiosk/device.yaml"),
        Path("/etc/yi-kiosk/device.yaml"),
    )


def test_what_the_kiosk_writes_stays_in_folders_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/home/guide/.cache")
    monkeypatch.setenv("XDG_STATE_HOME", "/home/guide/.local/state")
    assert paths.cache() == Path("/home/guide/.cache/yi-kiosk")
    assert paths.log_dir() == Path("/home/guide/.local/state/yi-kiosk/log")


def test_asking_for_the_resources_loads_nothing_heavy() -> None:
    asked = "import sys; from kiosk import paths; paths.resources(); print('platformdirs' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
