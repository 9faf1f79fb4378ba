"""device.yaml: what a screen may be told, and what happens where the file is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.device import Device, load_device


def device_file(folder: Path, words: str) -> Path:
    path = folder / "device.yaml"
    path.write_text(words, encoding="utf-8")
    return path


def test_every_setting_is_read(tmp_path: Path) -> None:
    words = (
        "screen: {diagonal: 54.6}\nsession: {idle: 90, countdown: 15, eased-idle: 180}\n"
        "record: {visits: no, search-words: yes}\n"
    )
    device, problems = load_device(device_file(tmp_path, words))
    assert problems == []
    assert device.screen.diagonal == 54.6
    assert device.session.times() == {"idle": 90, "countdown": 15, "eased_idle": 180}
    assert (device.record.visits, device.record.search_words) == (False, True)


def test_a_diagonal_may_be_left_to_the_screen(tmp_path: Path) -> None:
    device, problems = load_device(device_file(tmp_path, "screen: {diagonal: auto}\n"))
    assert (device, problems) == (Device(), [])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("screen: {diagonal: wide}", 'device.yaml:1:20: error: "diagonal" cannot be "wide"'),
        ("screen: {diagonal: [55]}", 'device.yaml:1:20: error: "diagonal" must be one value, not a list'),
        ("session: {eased_idle: 100}", 'device.yaml:1:11: error: "eased_idle" is not a field of a session'),
        ("session: {idle: 5}", 'device.yaml:1:17: error: "idle" cannot be 5'),
        ("record: {visits: maybe}", 'device.yaml:1:18: error: "visits" cannot be "maybe"'),
        ("[screen]", "device.yaml:1:1: error: the file is a list"),
    ],
)
def test_a_wrong_file_gives_the_defaults_and_says_why(words: str, message: str, tmp_path: Path) -> None:
    device, problems = load_device(device_file(tmp_path, words))
    assert device == Device()
    assert [problem.text().splitlines()[0] for problem in problems] == [message]


def test_a_field_with_an_underscore_is_told_its_right_name(tmp_path: Path) -> None:
    _, problems = load_device(device_file(tmp_path, "session: {eased_idle: 100}"))
    assert problems[0].mend.startswith('did you mean "eased-idle"?')


def test_words_are_not_recorded_unless_somebody_asks_for_it() -> None:
    assert (Device().record.visits, Device().record.search_words) == (True, False)


@pytest.mark.parametrize(("word", "meant"), [("true", "yes"), ("off", "no")])
def test_other_ways_to_say_yes_are_told_the_one_that_is_read(word: str, meant: str, tmp_path: Path) -> None:
    _, problems = load_device(device_file(tmp_path, f"record: {{visits: {word}}}"))
    assert problems[0].mend.startswith(f'did you mean "{meant}"?')
