"""device.yaml: what a screen may be reported, and what happens where the file is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import paths
from kiosk.content.device_model import Device, load_device, read_device
from kiosk.content.key_names import KEYS


def device_file(folder: Path, words: str) -> Path:
    path = folder / "device.yaml"
    path.write_text(words, encoding="utf-8")
    return path


def test_every_setting_is_read(tmp_path: Path) -> None:
    words = (
        "screen: {diagonal: 54.6, lower-edge: 820}\naccessibility: {screen-reader: yes, text-size: 135}\n"
        "session: {idle: 90, countdown: 15, eased-idle: 180}\n"
        "record: {visits: no, search-words: yes}\n"
    )
    device, problems = load_device(device_file(tmp_path, words))
    assert problems == []
    assert (device.screen.diagonal, device.screen.lower_edge) == (54.6, 820)
    assert (device.accessibility.screen_reader, device.accessibility.text_size) == (True, "135")
    assert device.session.times() == {"idle": 90, "countdown": 15, "eased_idle": 180}
    assert (device.record.visits, device.record.search_words) == (False, True)


def test_the_store_lies_where_a_whole_path_says(tmp_path: Path) -> None:
    device, problems = load_device(device_file(tmp_path, "store: {folder: /srv/packs, keep: 5}\n"))
    assert problems == []
    assert (device.store.folder, device.store.keep) == (Path("/srv/packs"), 5)
    _, problems = load_device(device_file(tmp_path, "store: {folder: packs}\n"))
    assert [problem.message for problem in problems] == ['"folder" must be a whole path, from the top of the disk']


@pytest.mark.parametrize(("words", "megabytes"), [("40%", 1600), ("10 %", 400), ("3000", 3000), ("", 2000)])
def test_memory_is_bounded_by_a_share_or_by_a_number(words: str, megabytes: int, tmp_path: Path) -> None:
    device, problems = load_device(device_file(tmp_path, f"memory: {{limit: {words}}}\n" if words else "store: {}\n"))
    assert problems == []
    assert device.memory.limit.of(4000) == megabytes


def test_a_diagonal_may_be_left_to_the_screen(tmp_path: Path) -> None:
    device, problems = load_device(device_file(tmp_path, "screen: {diagonal: auto}\n"))
    assert (device, problems) == (Device(), [])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("screen: {diagonal: wide}", 'device.yaml:1:20: error YK-211: "diagonal" cannot be "wide"'),
        ("screen: {diagonal: [55]}", 'device.yaml:1:20: error YK-209: "diagonal" must be one value, not a list'),
        ("session: {eased_idle: 100}", 'device.yaml:1:11: error YK-207: "eased_idle" is not a field of a session'),
        ("session: {idle: 5}", 'device.yaml:1:17: error YK-211: "idle" cannot be 5'),
        ("record: {visits: maybe}", 'device.yaml:1:18: error YK-211: "visits" cannot be "maybe"'),
        ("opening: {outside: dark}", 'device.yaml:1:20: error YK-211: "outside" cannot be "dark"'),
        ("opening: {open: [{hours: 9-17}]}", 'device.yaml:1:26: error YK-211: item 1 of "hours" cannot be "9-17"'),
        ("opening: {open: [9-17]}", 'device.yaml:1:18: error YK-211: item 1 of "hours" cannot be "9-17"'),
        ("opening: {open: 3}", 'device.yaml:1:17: error YK-211: item 1 of "hours" cannot be "3"'),
        ("opening: {open: [[a]]}", 'device.yaml:1:18: error YK-209: item 1 of "open" must be a map, not a list'),
        ("sound: {volume: 101}", 'device.yaml:1:17: error YK-211: "volume" cannot be 101'),
        ("memory: {limit: 90%}", 'device.yaml:1:17: error YK-211: "limit" cannot be "90%"'),
        ("memory: {limit: 2 GB}", 'device.yaml:1:17: error YK-211: "limit" cannot be "2 GB"'),
        ("memory: {limit: 100}", 'device.yaml:1:17: error YK-211: "limit" cannot be "100"'),
        ("memory: {limit: []}", 'device.yaml:1:17: error YK-209: "limit" must be one value, not a list'),
        ("memory: 2000", 'device.yaml:1:9: error YK-209: "memory" must be a map, not a single value'),
        ("time-zone: at home", 'device.yaml:1:12: error YK-211: "time-zone" cannot be "at home"'),
        ("[screen]", "device.yaml:1:1: error YK-123: the file is a list"),
    ],
)
def test_a_wrong_file_gives_the_defaults_and_says_why(words: str, message: str, tmp_path: Path) -> None:
    device, problems = load_device(device_file(tmp_path, words))
    assert device == Device()
    assert [problem.text().splitlines()[0] for problem in problems] == [message]


@pytest.mark.parametrize("wrong", ["volume: 101", "loudness: 3", "volume: []"])
def test_what_is_wrong_takes_nothing_else_with_it(wrong: str, tmp_path: Path) -> None:
    words = f"store: {{folder: /srv/packs}}\nsound:\n  {wrong}\n  quiet: 12:00-13:30\nnew: {{of: a newer program}}\n"
    device, problems = load_device(device_file(tmp_path, words))
    assert (device.store.folder, device.sound.quiet) == (Path("/srv/packs"), ("12:00-13:30",))
    assert device.sound.volume == Device().sound.volume
    assert len(problems) == 2


@pytest.mark.parametrize(
    ("words", "closed", "quiet"),
    [
        ("opening: {closed: [01-01, 13-45, 10-01]}\nsound: {quiet: [25:00-26:00, 12:00-13:30]}", 2, 1),
        ("opening: {closed: [01-01, {}, [], 10-01]}\nsound: {quiet: [[], 12:00-13:30]}", 2, 1),
        ("opening: {closed: [13-45]}\nsound: {quiet: [noon]}", 0, 0),
    ],
)
def test_one_wrong_item_takes_no_other_out_of_its_list(words: str, closed: int, quiet: int, tmp_path: Path) -> None:
    device, problems = load_device(device_file(tmp_path, words))
    assert (len(device.opening.closed), len(device.sound.quiet)) == (closed, quiet)
    assert problems != []


def test_opening_times_are_kept_one_by_one_and_none_gets_other_days_than_were_written(tmp_path: Path) -> None:
    words = (
        "opening:\n  open:\n    - {weekdays: [mon, funday], hours: [09:00-12:00, 25-17]}\n"
        "    - {weekdays: funday, hours: 10:00-11:00}\n    - {weekday: sat, hours: 10:00-11:00}\n    - 14:00-15:00\n"
    )
    device, problems = load_device(device_file(tmp_path, words))
    assert [(time.weekdays, time.hours) for time in device.opening.open] == [
        (("mon",), ("09:00-12:00",)),
        ((), ("14:00-15:00",)),
    ]
    assert len(problems) == 4


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("sound: {volume: 40}\nsound: {volume: 50, quiet: 12:00-13:30}\n", '"sound" is here for the second time'),
        ("sound: {quiet: 12:00-13:30, quiet: 1:00-2:00, volume: 40}\n", '"quiet" is here for the second time'),
        ("sound: {volume: 40}\nsound:\n  quiet: [12:00-13:30]\n", '"sound" is here for the second time'),
        ("sound: {volume: &loud 40, quiet: 12:00-13:30}\n", "there is an anchor (&) here"),
        ("sound: {volume: !int 40, quiet: 12:00-13:30}\n", "there is a tag (!) here"),
        ("sound: {volume: 40, quiet: 12:00-13:30, [a]: b}\n", "a key must be a single word"),
        ("sound: {volume: 40, quiet: 12:00-13:30}\nscreen: {<<: x}\n", "there is a merge key (<<) here"),
        ("sound: {volume: 40, quiet: 12:00-13:30}\ntime-zone: *here\n", "there is an alias (*) here"),
    ],
)
def test_what_is_doubled_or_refused_in_its_place_takes_nothing_else_with_it(
    words: str, message: str, tmp_path: Path
) -> None:
    device, problems = load_device(device_file(tmp_path, f"{words}store: {{folder: /srv/packs}}\n"))
    assert (device.store.folder, device.sound.quiet) == (Path("/srv/packs"), ("12:00-13:30",))
    assert device.sound.volume == 40
    assert message in [problem.message for problem in problems]


BEFORE = {"store": {"folder": "/srv/packs"}, "sound": {"volume": "40"}, "screen": {"turn": "left"}}


@pytest.mark.parametrize(
    "words",
    [
        "store: {folder: /srv/other\n",
        "store:\n  folder: /srv/other\n\tkeep: 3\n",
        "store: {keep: 5}\n---\nstore: {folder: /srv/other}\n",
        "",
        "\x00" * 40,
        "[store]",
        "store",
        "%YAML 1.1\nstore: {}\n",
        "a: " + "[" * 60 + "]" * 60,
    ],
)
def test_a_file_that_is_no_yaml_any_more_leaves_all_as_it_was_read_before(words: str, tmp_path: Path) -> None:
    reading = read_device(device_file(tmp_path, words), before=BEFORE)
    assert (reading.device.store.folder, reading.device.screen.turn) == (Path("/srv/packs"), "left")
    assert (reading.device.sound.volume, reading.device.store.keep) == (40, 3)
    assert (reading.values, reading.stood_in) == (BEFORE, True)
    assert reading.problems != []


def test_a_value_that_cannot_be_read_stays_as_it_was_and_what_was_taken_out_is_out(tmp_path: Path) -> None:
    words = "store: {folder: packs, keep: 5}\nscreen: left\nsession: {idle: soon}\n"
    reading = read_device(device_file(tmp_path, words), before=BEFORE)
    assert reading.device == Device.model_validate(
        {"store": {"folder": "/srv/packs", "keep": "5"}, "screen": {"turn": "left"}}
    )
    assert reading.values == {"store": {"folder": "/srv/packs", "keep": "5"}, "screen": {"turn": "left"}, "session": {}}
    assert (reading.stood_in, len(reading.problems)) == (True, 3)


def test_a_sound_file_owes_nothing_to_what_was_read_before(tmp_path: Path) -> None:
    reading = read_device(device_file(tmp_path, "sound: {volume: 70}\n"), before=BEFORE)
    assert reading.device == Device.model_validate({"sound": {"volume": "70"}})
    assert (reading.values, reading.problems, reading.stood_in) == ({"sound": {"volume": "70"}}, [], False)
    reading = read_device(device_file(tmp_path, "# all are the defaults\n"), before=BEFORE)
    assert (reading.device, reading.values, reading.stood_in) == (Device(), {}, False)


def test_what_a_newer_program_could_read_before_is_no_value_of_this_one(tmp_path: Path) -> None:
    newer = {"store": {"folder": "/srv/packs", "cellar": "deep"}, "garden": {"roses": "9"}, "sound": "loud"}
    reading = read_device(device_file(tmp_path, "store: {folder: /srv/other\n"), before=newer)
    assert reading.device == Device.model_validate({"store": {"folder": "/srv/packs"}})


VALUES = st.integers() | st.text(max_size=5) | st.none() | st.lists(st.integers(), max_size=2)
FIELDS = st.dictionaries(st.sampled_from(["volume", "quiet", "turn", "keep", "y"]), VALUES)


@given(written=st.dictionaries(st.sampled_from(["screen", "sound", "store", "x"]), FIELDS | VALUES))
def test_whatever_is_written_there_is_a_device(
    written: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    device, problems = load_device(device_file(tmp_path_factory.getbasetemp(), json.dumps(written)))
    assert isinstance(device, Device)
    if not written:
        assert (device, problems) == (Device(), [])


def test_a_file_of_comments_sets_nothing_and_one_of_no_bytes_has_lost_something(tmp_path: Path) -> None:
    assert load_device(device_file(tmp_path, "# sound: {volume: 50}\n")) == (Device(), [])
    device, problems = load_device(device_file(tmp_path, ""))
    assert (device, [problem.kind for problem in problems]) == (Device(), ["empty"])


def test_a_field_with_an_underscore_is_told_its_right_name(tmp_path: Path) -> None:
    _, problems = load_device(device_file(tmp_path, "session: {eased_idle: 100}"))
    assert problems[0].fix.startswith('did you mean "eased-idle"?')


def test_words_are_not_recorded_unless_somebody_asks_for_it() -> None:
    assert (Device().record.visits, Device().record.search_words) == (True, False)


@pytest.mark.parametrize(("word", "meant"), [("true", "yes"), ("off", "no")])
def test_other_ways_to_say_yes_are_told_the_one_that_is_read(word: str, meant: str, tmp_path: Path) -> None:
    _, problems = load_device(device_file(tmp_path, f"record: {{visits: {word}}}"))
    assert problems[0].fix.startswith(f'did you mean "{meant}"?')


@pytest.mark.parametrize(
    "open_when",
    ["09:00-17:00", "[09:00-17:00]", "{hours: 09:00-17:00}", "[{hours: [09:00-17:00]}]", "\n  - 09:00-17:00"],
)
def test_opening_hours_of_every_day_may_be_written_shortly(open_when: str, tmp_path: Path) -> None:
    device, problems = load_device(device_file(tmp_path, f"opening:\n  open: {open_when}\n"))
    assert problems == []
    assert [time.hours for time in device.opening.open] == [("09:00-17:00",)]


def test_the_file_that_is_written_for_staff_says_the_defaults_and_its_examples_hold(tmp_path: Path) -> None:
    words = (paths.resources() / "system" / "device.yaml").read_text("utf-8")
    assert load_device(device_file(tmp_path, words)) == (Device(), [])
    used = re.sub(r"# ((?:  )?(?:open|closed|quiet|time-zone|  - \{).*)", r"\1", words)
    device, problems = load_device(device_file(tmp_path, used))
    assert problems == []
    assert (len(device.opening.open), len(device.opening.closed), device.time_zone) == (2, 2, "Asia/Shanghai")
    assert device.sound.quiet == ("12:00-13:30",)


def test_keys_of_a_keypad_are_read_by_name(tmp_path: Path) -> None:
    words = "keys: {next: F13, previous: [page up, F14], activate: '+', back: escape}\n"
    device, problems = load_device(device_file(tmp_path, words))
    assert problems == []
    assert device.key_settings.by_number() == {
        0x0100003C: "next",
        0x01000016: "previous",
        0x0100003D: "previous",
        0x2B: "activate",
        0x01000000: "back",
    }


@pytest.mark.parametrize(
    ("words", "message", "fix"),
    [
        (
            "{next: Rigth}",
            'device.yaml:1:14: error YK-211: item 1 of "next" cannot be "Rigth"',
            'did you mean "Right"?',
        ),
        ("{next: a}", 'device.yaml:1:14: error YK-211: item 1 of "next" cannot be "a"', "letters and digits are typed"),
        ("{next: Tab, back: [F1, tab]}", "device.yaml:1:30: error YK-211: Tab is also a key of next", ""),
        ("{nxt: Tab}", 'device.yaml:1:8: error YK-207: "nxt" is not a field of a keypad', "did you mean"),
    ],
)
def test_a_key_that_is_none_or_means_two_things_is_named(words: str, message: str, fix: str, tmp_path: Path) -> None:
    device, problems = load_device(device_file(tmp_path, f"keys: {words}\n"))
    assert len(problems) == 1
    assert problems[0].text().startswith(message)
    assert problems[0].fix.startswith(fix)
    assert "back" not in device.key_settings.by_number().values()


def test_every_key_has_the_number_that_qt_gives_it() -> None:
    from PySide6.QtCore import Qt

    symbols = {"+": "Plus", "-": "Minus", "*": "Asterisk", "/": "Slash", ".": "Period", ",": "Comma", "=": "Equal"}
    symbols["#"] = "NumberSign"
    for name, number in KEYS.items():
        assert getattr(Qt.Key, f"Key_{symbols.get(name, name)}").value == number


def test_keys_that_exclude_each_other_cost_no_other_setting(tmp_path: Path) -> None:
    words = "keys: {next: [F1, F2], back: F1, activate: F3}\nstore: {keep: 7}\n"
    device, problems = load_device(device_file(tmp_path, words))
    assert len(problems) == 1
    assert device.store.keep == 7
    assert sorted(device.key_settings.by_number().values()) == ["activate", "next", "next"]
