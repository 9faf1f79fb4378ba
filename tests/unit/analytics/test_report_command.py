"""`kiosk report`, as staff call it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk import paths
from kiosk.analytics.journal import Journal, RecordedVisit
from kiosk.analytics.journal.titles import Title
from kiosk.cli.commands import app
from kiosk.device.withdrawal_list import Withdrawal, Withdrawals, write_withdrawals
from kiosk.session.visit_recording import UNANSWERED, OpenedPlace, Spot, Visit

MORNING = datetime(2026, 5, 4, 10).astimezone()
VISIT = Visit(
    "hall", "zh", 30, 9, (), 0, Spot("home"), UNANSWERED, (OpenedPlace("panel", "water", "", "zh", 9),), ()
)  # fmt: skip

NAMED = frozenset({"Ms Wang", "Ms Wang again", "wang.jpg", ",wang,"})


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    file = tmp_path / "journal.sqlite"
    Journal(file, lambda: MORNING).record_visits([RecordedVisit(MORNING, VISIT)] * 12)
    return file


def run(journal: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["report", "--journal", str(journal), "--language", "en", *words])


def test_without_options_it_tells_the_gist(journal: Path) -> None:
    answer = run(journal)
    assert answer.exit_code == 0
    assert "12 visits" in answer.stdout
    assert "water" in answer.stdout
    assert "Counts under 5 are not shown" in answer.stdout


@pytest.fixture
def names(journal: Path) -> Path:
    """Visits that opened a page and two pictures of which each bears a person's name."""
    opened = [("panel", "people", ""), ("page", "people", "wang"), ("page", "people", "li"), ("gallery", "faces", "")]
    opened += [("picture", "faces", name) for name in ("media/wang.jpg", "media/li.jpg", "media/wang.jpg#2")]
    openings = tuple(OpenedPlace(*each, "zh", 9) for each in opened)
    visit = VISIT._replace(openings=openings, last_place=Spot("panel", "people", "wang"))
    writer = Journal(journal, lambda: MORNING)
    writer.record_visits([RecordedVisit(MORNING, visit)] * 12)
    called = {"wang": "Ms Wang", "li": "Mr Li", "media/wang.jpg": "Ms Wang", "media/li.jpg": "Mr Li"}
    called["media/wang.jpg#2"] = "Ms Wang again"
    writer.record_titles(Title("hall", *each, {"en": called.get(each[2], each[1])}) for each in opened)
    return journal


def reported(names: Path, folder: Path) -> str:
    """All that a report tells: on the terminal, as a page and as tables."""
    answer = run(names, "--html", str(folder / "all.html"), "--csv", str(folder))
    assert answer.exit_code == 0
    files = [*folder.glob("*.csv"), folder / "all.html"]
    return "\n".join([run(names).stdout, *(file.read_text("utf-8-sig") for file in files)])


@pytest.mark.parametrize(
    ("entries", "gone"),
    [
        ([], set()),
        ([Withdrawal("page", "people/wang")], {",wang,"}),
        ([Withdrawal("picture", "faces/media/wang.jpg")], {"Ms Wang again", "wang.jpg"}),
        ([Withdrawal("file", "media/wang.jpg")], {"Ms Wang again", "wang.jpg"}),
        ([Withdrawal("file", "wang.jpg"), Withdrawal("page", "people/wang")], NAMED),
    ],
)
def test_what_is_withdrawn_is_counted_and_not_named(
    names: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entries: list[Withdrawal], gone: set[str]
) -> None:
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    if entries:
        write_withdrawals(Withdrawals(tuple(entries)))
    whole = reported(names, tmp_path / "reported")
    assert {words for words in NAMED if words in whole} == NAMED - gone
    assert "Mr Li" in whole
    assert ("withdrawn" in whole) is bool(entries)
    pages = (tmp_path / "reported" / "pages.csv").read_text("utf-8-sig").splitlines()
    assert len(pages) == 6


def test_where_the_list_of_withdrawals_cannot_be_read_no_page_and_no_picture_is_named(
    names: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    paths.withdrawn().parent.mkdir(parents=True)
    paths.withdrawn().write_text("{", "utf-8")
    whole = reported(names, tmp_path / "reported")
    assert not any(words in whole for words in ("Ms Wang", "Mr Li", "li.jpg"))
    assert "cannot be read" in run(names).stderr


def test_in_chinese(journal: Path) -> None:
    answer = run(journal, "--language", "zh")
    assert "12 次参观" in answer.stdout


def test_a_page_and_tables_are_written(journal: Path, tmp_path: Path) -> None:
    answer = run(journal, "--html", str(tmp_path / "new" / "may.html"), "--csv", str(tmp_path / "csv"))
    assert answer.exit_code == 0
    assert "the report is" in answer.stdout
    assert "tables in" in answer.stdout
    assert (tmp_path / "new" / "may.html").read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "csv" / "panels.csv").exists()


def test_where_a_page_was_written_is_told_whole(journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(tmp_path / "may.html") in run(journal, "--html", "may.html").stdout.replace("\n", "")


@pytest.mark.parametrize(("first", "reported"), [("2026-05-05", "There were no visits"), ("2026-05-04", "12 visits")])
def test_a_period_can_be_chosen(journal: Path, first: str, reported: str) -> None:
    assert reported in run(journal, "--from", first, "--to", "2026-05-31").stdout


def test_too_few_are_not_told_of(tmp_path: Path) -> None:
    Journal(tmp_path / "few.sqlite", lambda: MORNING).record_visits([RecordedVisit(MORNING, VISIT)] * 3)
    assert "fewer than 5 visits" in run(tmp_path / "few.sqlite").stdout


def test_wrong_words_are_told(journal: Path) -> None:
    assert run(journal, "--from", "2026-05-05", "--to", "2026-05-04").exit_code == 2
    for day in ("yesterday", "31.5.", "20260531x"):
        refused = run(journal, "--from", day)
        assert refused.exit_code == 2
        assert f'"{day}" is not a day, such as 2026-05-31' in " ".join(refused.stderr.split())
    assert run(journal, "--language", "fr").exit_code == 2


def test_a_journal_that_is_not_there_is_told(tmp_path: Path) -> None:
    answer = run(tmp_path / "none.sqlite")
    assert answer.exit_code == 1
    assert "there is no journal" in answer.stderr
    assert "还没有参观记录" in run(tmp_path / "none.sqlite", "--language", "zh").stderr


def test_a_place_that_cannot_be_written_is_told(journal: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    answer = run(journal, "--html", str(tmp_path / "file" / "may.html"))
    assert answer.exit_code == 1
    assert "cannot be written" in answer.stderr
