"""The slope that `make soak` judges by, and how sure it says that it is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from soak import __main__ as soak
from soak.curves import draw
from soak.parts import PARTS, Part, Verdict, judge, read
from soak.reading import Reading
from soak.trend import trend


def readings(values: list[float], every: int = 50) -> list[Reading]:
    return [
        Reading(number * every, number * 1.5, round(value) + 200_000, round(value), 0, 14, 7, 250_000, 12.5)
        for number, value in enumerate(values)
    ]


def drifting(chance: random.Random, slope: float, count: int = 200, memory: float = 0.9) -> list[float]:
    """A line under noise that remembers: as a cache fills and is emptied."""
    noise, values = 0.0, []
    for number in range(count):
        noise = memory * noise + chance.gauss(0, 100)
        values.append(100_000 + slope * number + noise)
    return values


def test_a_line_is_found_exactly() -> None:
    found = trend(list(range(20)), [3 + 2.5 * x for x in range(20)])
    assert (found.slope, found.low, found.high) == pytest.approx((2.5, 2.5, 2.5))


def test_the_interval_holds_the_truth_though_readings_remember_each_other() -> None:
    chance = random.Random(5)
    held = 0
    for _ in range(100):
        found = trend(list(range(200)), drifting(chance, 1.0))
        held += found.low <= 1.0 <= found.high
    # Of 95 % that are promised; taken for independent, such readings would hold it in half of all runs at most.
    assert held / 100 > 0.9


def test_a_leak_under_noise_is_seen_and_flat_memory_is_believed() -> None:
    chance = random.Random(7)
    leaking = judge("visits", readings(drifting(chance, 50 * 20.0)))
    flat = judge("visits", readings(drifting(chance, 0.0)))
    assert (leaking.well, flat.well) == (False, True)
    assert "FAIL  under 2 kB in use a visit" in leaking.reported[-1]


def test_too_few_readings_prove_nothing() -> None:
    with pytest.raises(ValueError, match="at least five"):
        trend([1, 2, 3], [1, 2, 3])
    assert not judge("scenes", readings([1.0, 1.0, 1.0])).well


def test_a_film_may_hold_a_little_more_at_the_end_than_after_a_minute() -> None:
    part = PARTS["film"]
    assert part.is_film
    for more, well in ((0, True), (19_000, True), (21_000, False)):
        steady = [400_000.0 + 15_000 * (number % 3 - 1) for number in range(24)]
        held = [300_000.0] * 6 + steady + [value + more for value in steady[:13]]
        assert judge("film", readings(held, 10)).well is well
    assert not judge("film", readings([300_000.0] * 10, 10)).well


def test_a_curve_is_read_as_it_was_written_and_a_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    lines, file = readings([1.0, 2.0, 3.0]), tmp_path / "visits.csv"
    file.write_text("\n".join([Reading.header(), *map(str, lines), "150,9.0,12"]), "ascii")
    assert read(file) == lines
    picture = tmp_path / "visits.svg"
    draw(picture, "visits & more", lines, [])
    assert picture.read_text("utf-8").count("<polyline") == 6
    assert "visits &amp; more" in picture.read_text("utf-8")


def test_every_part_has_a_beginning_before_its_end() -> None:
    for name, part in PARTS.items():
        assert isinstance(part, Part)
        last = part.count * 60 if part.is_film else part.count
        assert part.start < last, name
        assert part.every * 5 < last, name


def test_a_part_measured_alone_leaves_the_other_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tmp_path / "soak.md"
    rows = "| scenes | old |\n| film | old |\n"
    document.write_text(f"| `scenes` | what |\n\n<!-- measured -->\n\n| part |\n|---|\n{rows}\n<!-- end -->\n", "utf-8")
    monkeypatch.setattr(soak, "DOCUMENT", document)
    soak.write_down({"scenes": Verdict(True, [], "| scenes | new |")}, tmp_path)
    table = document.read_text("utf-8").partition("<!-- measured -->")[2]
    assert [line for line in table.splitlines() if line.startswith(("| scenes", "| film"))] == [
        "| scenes | new |",
        "| film | old |",
    ]
