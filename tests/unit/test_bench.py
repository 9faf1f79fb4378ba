"""The figures of `make bench`: their statistics, their table, when they are refused; and that a row can be measured."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench import __main__ as bench
from bench import document, machine
from bench.large_packs import make_pack as make_large_pack
from bench.measures.attract import make_pack as make_attract_pack
from bench.measures.frames import longest_ms
from bench.measures.importer import count_made
from bench.measures.start import BARE
from bench.measures.start import measure as measure_start
from bench.plots import draw_power_laws, draw_ratios
from bench.probe_screen import probe_screen
from bench.process_tree import ProcessTree
from bench.records import Measured, Record, judge, read_all
from bench.rows import BY_NAME, PARTS, ROWS, Goal, Row
from bench.summary import fit_power_law, paired_ratios, spread
from bench.web_page import pack_values, pictures_of, words_of, write_page
from kiosk.content.loader import load_pack
from kiosk.content.model import PictureScene
from kiosk.packs.product_catalog import product_catalog

TOP = Path(__file__).resolve().parents[2]
SMALL = TOP / "tests" / "packs" / "small"
QUIET = {"processor": "A processor", "cores": "2", "Chromium": ""}


def record(row: str, ours: tuple[float, ...], theirs: tuple[float, ...] = (), **more: object) -> Record:
    counts = more.pop("counts", ())
    note = more.pop("note", "")
    measured = Measured(row, ours, theirs, counts, note)
    return Record(measured, f"python -m bench {row.partition('/')[0]}", "2026-11-30", 0.5, 0.0, QUIET)


def test_the_median_and_quartiles_of_rounds() -> None:
    assert spread([3, 1, 2]).median == 2
    assert (spread([3, 1, 2]).low, spread([3, 1, 2]).high) == (1, 3)
    many = spread([5, 1, 2, 3, 4])
    assert (many.low, many.median, many.high) == (2, 3, 4)
    with pytest.raises(ValueError, match="no value"):
        spread([])


def test_a_ratio_is_that_of_its_round() -> None:
    # The machine was twice as slow in the second round, for both.
    assert paired_ratios([1, 2], [2, 4]) == [0.5, 0.5]
    with pytest.raises(ValueError, match="paired"):
        paired_ratios([1], [1, 2])
    with pytest.raises(ValueError, match="nothing"):
        paired_ratios([1], [0])


@pytest.mark.parametrize("exponent", [0.0, 1.0, 1.5])
def test_the_exponent_of_a_power_law_is_found(exponent: float) -> None:
    counts = (10.0, 100.0, 1000.0)
    law = fit_power_law(counts, [3 * count**exponent for count in counts])
    assert law.exponent == pytest.approx(exponent)
    assert law.factor == pytest.approx(3)


@pytest.mark.parametrize(("xs", "ys"), [((1,), (1,)), ((1, 1), (1, 2)), ((1, 2), (0, 1))])
def test_a_power_law_needs_two_points_above_nothing(xs: tuple[float, ...], ys: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="power law"):
        fit_power_law(xs, ys)


def test_a_goal_is_a_limit_of_the_median() -> None:
    at_most = Row("x/y", "x", "kiosk", "other", goal=Goal(0.5))
    assert judge(at_most, Measured("x/y", (1, 1, 9), (2, 2, 2))).met is True
    assert judge(at_most, Measured("x/y", (1.1, 9, 9), (2, 2, 2))).met is False
    at_least = Row("x/y", "x", "kiosk", "other", "frames/s", Goal(25, "ours", at_least=True), "ours")
    assert judge(at_least, Measured("x/y", (25,), (60,))).met is True
    assert judge(at_least, Measured("x/y", (24,), (1,))).met is False
    grows = Row("x/y", "x", "kiosk", goal=Goal(1.1, "exponent"), shows="exponent")
    assert judge(grows, Measured("x/y", (1, 10), counts=(10, 100))).met is True
    assert judge(grows, Measured("x/y", (1, 100), counts=(10, 100))).met is False
    assert judge(Row("x/y", "x", "kiosk", "other"), Measured("x/y", (1,), (2,))).met is None


def test_a_busy_machine_is_waited_for_and_then_refused() -> None:
    reported: list[str] = []
    loads = iter([3.0, 2.0, 1.0])
    assert machine.wait_until_quiet(60, reported.append, read_load=lambda: next(loads), pause=lambda _: None) == 1.0
    assert len(reported) == 2
    assert "2.00" in reported[-1]
    waited: list[float] = []
    with pytest.raises(machine.TooBusyError, match=r"load is 1\.01"):
        machine.wait_until_quiet(20, reported.append, read_load=lambda: 1.01, pause=waited.append)
    assert sum(waited) == 20


class FakeMeasure:
    """Stands for a module of bench/measures."""

    @staticmethod
    def measure(rounds: int, *_: object) -> Iterator[Measured]:
        yield Measured("start/cpu", (2.0,) * rounds, (1.0,) * rounds)


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the document, in which the bench publishes what a false measure gives."""
    folder = tmp_path / "docs"
    (folder / "pictures").mkdir(parents=True)
    (folder / "figures.md").write_text((TOP / "docs" / "figures.md").read_text("utf-8"), "utf-8")
    monkeypatch.setattr(bench, "TOP", tmp_path)
    monkeypatch.setattr(bench, "RECORDS", folder / "figures")
    monkeypatch.setattr(bench, "UNPUBLISHED", tmp_path / "build")
    monkeypatch.setattr(bench, "import_module", lambda _: FakeMeasure)
    monkeypatch.setattr(bench, "MOST_OTHERS", 1000.0)  # the machine of the tests is busy
    return folder


def test_nothing_is_published_above_a_load_of_one(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "wait_until_quiet", lambda *_: (_ for _ in ()).throw(machine.TooBusyError("load 7")))
    assert bench.main(["start", "--rounds", "3"]) == 1
    assert "load 7" in capsys.readouterr().err
    assert not (docs / "figures").exists()
    assert bench.main(["start", "--rounds", "3", "--no-publish"]) == 0
    assert "NOT MET" in capsys.readouterr().out
    assert not (docs / "figures").exists()


def test_nothing_is_published_where_others_took_the_processor(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "wait_until_quiet", lambda *_: 0.2)
    monkeypatch.setattr(bench, "MOST_OTHERS", 0.25)
    monkeypatch.setattr(bench, "run", lambda *_: ([Measured("start/cpu", (1.0,), (1.0,))], 0.5))
    assert bench.main(["start"]) == 1
    assert "0.50 processors" in capsys.readouterr().err
    assert not (docs / "figures").exists()


def test_a_quiet_machine_publishes_table_and_plots(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "wait_until_quiet", lambda *_: 0.2)
    assert bench.main(["start/cpu", "--rounds", "3"]) == 0
    text = (docs / "figures.md").read_text("utf-8")
    assert "| processor time | 2.00 (2.00 to 2.00) | at most 1.8 | **no** | 2.00 s | bare window 1.00 s | 3 |" in text
    assert "python -m bench start --rounds 3" in text
    assert "# Figures" in text
    kept = json.loads((docs / "figures" / "start-cpu.json").read_text("utf-8"))
    assert kept["measured"]["ours"] == [2.0, 2.0, 2.0]
    ET.parse(docs / "pictures" / "figures-ratios.svg")


def test_a_record_comes_back_from_its_file(tmp_path: Path) -> None:
    written = record("packs/check", (1.0, 10.0), counts=(10.0, 100.0), note="with 100 pictures")
    written.write(tmp_path)
    assert read_all(tmp_path, ROWS) == {"packs/check": written}


def test_rows_of_different_days_stand_in_one_table() -> None:
    start, touch = record("start/wall", (3.0,), (1.0,)), record("touch/tile", (10.0,), (20.0,))
    old = Record(touch.measured, touch.command, "2026-10-01", 0.1, 0.0, QUIET)
    text = document.tables({"start/wall": start, "touch/tile": old})
    assert "2026-10-01, 2026-11-30" in text
    assert "| a tile of Home | 0.50 (0.50 to 0.50) | at most 1 | yes |" in text
    assert "Not measured yet: `python -m bench memory`" in text
    assert "graphics card" in text


def test_a_row_that_misses_its_goal_says_why() -> None:
    missed = document.tables({"start/cpu": record("start/cpu", (3.0,), (1.0,))})
    assert "**no**" in missed
    assert "Not met, processor time: Python and PySide6 alone" in missed
    kept = document.tables({"start/cpu": record("start/cpu", (1.5,), (1.0,))})
    assert "Not met" not in kept


def test_the_document_keeps_to_its_width() -> None:
    text = document.tables({row: record(row, (3.0, 4.0), (1.0, 1.0), counts=(1, 2), note="note " * 60) for row in ROWS})
    assert [line for line in text.splitlines() if len(line) > 120 and not line.startswith("|")] == []


def test_the_plots_are_drawn(tmp_path: Path) -> None:
    records = {row: record(row, (1.0, 8.0, 90.0), (2.0, 4.0, 1.0), counts=(10.0, 100.0, 1000.0)) for row in ROWS}
    draw_ratios(tmp_path / "ratios.svg", records)
    draw_power_laws(tmp_path / "packs.svg", records)
    words = "".join(ET.parse(tmp_path / "packs.svg").getroot().itertext())
    assert "kiosk pack check: n^0.98" in words
    assert "a swipe" in "".join(ET.parse(tmp_path / "ratios.svg").getroot().itertext())


def test_every_part_has_a_module_and_every_row_one_name() -> None:
    assert len(ROWS) == sum(len(part.rows) for part in PARTS)
    for part in PARTS:
        assert all(row.name.startswith(f"{part.name}/") for row in part.rows)
        assert importlib.util.find_spec(f"bench.measures.{part.module}") is not None


def test_long_parts_have_their_own_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert [part for part in bench.chosen([]) if part.minutes > 10] == []
    assert bench.chosen(["packs", "start/wall", "start"]) == [BY_NAME["packs"], BY_NAME["start"]]
    assert bench.main(["nothing"]) == 2
    assert "there is no row nothing" in capsys.readouterr().err
    assert bench.main(["--list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(PARTS)


def test_words_and_pictures_of_a_page_are_found_in_order() -> None:
    picture = {"files": [], "alt": {"zh": "图"}, "caption": {"zh": "园区", "en": "Park"}}
    page = {"id": "a", "title": {"zh": "页", "en": "Page"}, "blocks": [{"cards": [{"picture": picture}]}]}
    assert [words["zh"] for words in words_of(page)] == ["页", "园区"]
    assert list(pictures_of(page)) == [picture]


def read(markup: str) -> str:
    """What a reader sees of a text with tags, without white space."""
    return "".join(unescape(re.sub("<[^>]*>", "", markup)).split())


def test_the_page_for_a_browser_has_every_word_and_picture_of_the_pack(tmp_path: Path) -> None:
    values = pack_values(SMALL, tmp_path / "cache")
    order = write_page(tmp_path / "page.html", values)
    text = (tmp_path / "page.html").read_text("utf-8")
    shown = read(text)
    galleries = [values["galleries"][gallery] for gallery in values["galleries"]]
    pages = [page for panel in values["panels"].values() for page in panel["pages"]]
    assert len(order) == len(set(order)) == len(pages) + sum(len(gallery["pictures"]) for gallery in galleries)
    for page in pages:
        for words in words_of(page):
            assert [each for each in words.values() if read(each) not in shown] == []
        for picture in pictures_of(page):
            assert any(file["url"] in text for file in picture["files"])


def test_tiles_and_renditions_are_told_apart(tmp_path: Path) -> None:
    for name in ("a/480.jpg", "a/tiles/0_1_2.jpg", "photo-480.jpg", "photo_files/12/3_4.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert count_made(tmp_path) == (2, 2)


def test_the_longest_time_between_frames() -> None:
    assert longest_ms([1.0, 1.01, 1.05, 1.06]) == pytest.approx(40)
    with pytest.raises(ValueError, match="empty"):
        longest_ms([1.0])


def test_the_generated_packs_are_sound(tmp_path: Path) -> None:
    make_large_pack(tmp_path / "large", 401)
    large = load_pack(tmp_path / "large", product_catalog()).pack
    assert large is not None
    assert [len(gallery.pictures) for gallery in large.galleries] == [400, 1]
    attract = load_pack(make_attract_pack(tmp_path / "attract"), product_catalog()).pack
    assert attract is not None
    assert [type(scene) for scene in attract.attract] == [PictureScene, PictureScene]
    assert [scene.seconds for scene in attract.attract] == [12, 12]


def test_the_first_row_can_be_measured(tmp_path: Path) -> None:
    """The smoke test: three programs start twice each, on a screen of their own."""
    found = {measured.row: measured for measured in measure_start(1, tmp_path, lambda _: None, pack=SMALL)}
    assert set(found) == {row.name for row in BY_NAME["start"].rows}
    assert judge(ROWS["start/cpu"], found["start/cpu"]).value.median > 1


def test_the_probe_sees_a_window_come_and_go() -> None:
    with probe_screen() as screen:
        empty = screen.sample()
        environment = screen.environment | {"QT_QUICK_BACKEND": "software"}
        with ProcessTree(BARE, environment) as window:
            shown = screen.wait_for_change(empty)
            assert screen.wait_for_detail(0.0001) >= shown
            assert window.pss_mb() > 10
            assert window.cpu_seconds() > 0
            screen.wait_until_still()
            assert screen.has_changed(screen.sample(), 0.2) is None
            before = screen.sample()
        assert screen.has_changed(before, 10) is not None
    assert window.members() == []
