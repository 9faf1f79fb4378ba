"""Import workers: untrusted sheets become rows and pictures become copies, in limited processes only."""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.content.diagnostics import Diagnostic, SourceLocation, further_problems
from kiosk.content.issues import listed
from kiosk.content.media_types import EXPECTED, conversion
from kiosk.content.messages import Message
from kiosk.media.cache_entries import read_losses
from kiosk.media.hash_index import HashIndex, UnreadableError
from kiosk.media.media_diagnostics import loss_as_problem
from kiosk.media.pictures.picture_messages import word_failure
from kiosk.media.sandbox.limits import COPY_BYTES, TABLE_BYTES
from kiosk.media.sandbox.pool import Job, JobOutcome, draw_all
from kiosk.packs.gallery_import.gallery_entry import FIELDS, Copied, GalleryEntry, Words
from kiosk.packs.gallery_import.header_rows import HEAD_ROWS, Row
from kiosk.packs.gallery_import.headers import column_of, without_notes
from kiosk.packs.gallery_import.sheet_messages import word_table_failure
from kiosk.packs.gallery_import.sheet_notes import word_notes

_MOST_LISTED = 200
_ALIKE = {"cp1252"}  # Western encodings differ in few letters, which a header may lack
_COPY = re.compile(r"copy\.(jpg|png|webp|svg)\Z")


class UnreadableSheetError(Exception):
    """A sheet that cannot be read; `problem` says why."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The non-empty rows of a sheet, notes on what was not read, and the names of the sheets that were not.

    `guess` is the warning of a guessed encoding, if nothing proves it.
    """

    rows: list[Row]
    problems: list[Diagnostic]
    others: list[str]
    guess: Diagnostic | None = None


def read_rows(file: Path, room: Path, encoding: str = "") -> SheetRows:
    """Read a sheet; `room` is a folder for temporary files. Raises UnreadableSheetError.

    A .csv is read with the codec `encoding`, if given. Known headers prove an encoding.
    """
    outcome = next(_work([file], "table", TABLE_BYTES, room, encoding))
    reply = outcome.reply
    try:
        table = reply["picture"]
        whole = json.loads((outcome.folder / table["file"]).read_bytes())
        rows = [(int(number), [str(cell) for cell in cells]) for number, cells in whole["rows"]]
        notes = [note for note in whole["notes"] if note["code"] != "guessed"]
        guesses = [note for note in whole["notes"] if note["code"] == "guessed"]
        problems = word_notes(file.name, notes, int(whole["more"]))
        is_proved = _has_known_header(rows) and all(note["encoding"] not in _ALIKE for note in guesses)
        guess = None if is_proved else next(iter(word_notes(file.name, guesses)), None)
        return SheetRows(rows, problems, list(map(str, table["others"])), guess)
    except (OSError, ValueError, TypeError, KeyError):
        failure = word_table_failure(reply.get("code", ""), **reply.get("details", {}))
    place = [reply.get("details", {}).get(name, 0) for name in ("row", "column")]
    location = SourceLocation(file.name, *(number if isinstance(number, int) else 0 for number in place))
    raise UnreadableSheetError(Diagnostic(location, failure.reason, "", failure.fix, kind="sheet"))


def _has_known_header(rows: Sequence[Row]) -> bool:
    """Return whether one of the first cells is a known header: the wrong encoding would garble it."""
    return any(
        not cell.isascii() and column_of(without_notes(cell), ()) for _, cells in rows[:HEAD_ROWS] for cell in cells
    )


def unread_sheets(name: str, others: Sequence[str], fix: Message) -> list[Diagnostic]:
    """Return the warning that the `others` of a workbook were not read, if there are any."""
    message = Message("only the first sheet was read, not {names}", names=listed(others))
    return [Diagnostic(SourceLocation(name), message, "", fix, "warning", "sheet")] if others else []


def shortened(name: str, problems: list[Diagnostic]) -> list[Diagnostic]:
    """Return the problems of a sheet in order; of very many, the last are replaced by their number."""
    problems = sorted(problems)
    if len(problems) > _MOST_LISTED:
        problems[_MOST_LISTED:] = [further_problems(name, len(problems) - _MOST_LISTED)]
    return problems


def copy_all(
    entries: Sequence[GalleryEntry], room: Path, report: Callable[[float, int], None]
) -> tuple[list[Copied], list[Diagnostic]]:
    """Copy every picture into folders of `room`; return the copies in the order of the entries, and what was left out.

    The files of the entries differ. `report` receives the numbers done and in total.
    """
    by_file = {entry.file: entry for entry in entries}
    copied: dict[Path, Copied] = {}
    problems: list[Diagnostic] = []
    for done, outcome in enumerate(_work(list(by_file), "copy", COPY_BYTES, room), 1):
        entry = by_file[outcome.job.file]
        copy = _copy(entry, outcome)
        if copy is not None:
            copied[entry.file] = copy
            problems += _losses(entry, outcome.reply)
        else:
            problems.append(_left_out(entry, outcome.reply))
        report(done, len(by_file))
    return [copied[entry.file] for entry in entries if entry.file in copied], sorted(problems)


def _work(files: Sequence[Path], kind: str, most: int, room: Path, encoding: str = "") -> Iterator[JobOutcome]:
    """Have a worker open each file, and yield each outcome as it comes."""
    index, jobs = HashIndex(room / "index.json"), list[Job]()
    for file in files:
        try:
            digest = index.find_digest(file)
            size = file.stat().st_size
        except UnreadableError as error:
            yield _refused(file, error.code, error.details)
            continue
        except OSError as error:
            yield _refused(file, "missing", {"why": str(error.strerror)})
            continue
        if size > most:
            yield _refused(file, "heavy", {"megabytes": size // 1_000_000, "most_file": most // 1_000_000})
        else:
            jobs.append(Job(digest, file, kind, encoding))
    if jobs:
        with contextlib.closing(draw_all(jobs, (1,), lambda: Path(tempfile.mkdtemp(dir=room)))) as outcomes:
            yield from (outcome for outcome in outcomes if "share" not in outcome.reply)


def _refused(file: Path, code: str, details: dict[str, object]) -> JobOutcome:
    return JobOutcome(Job("", file), {"code": code, "details": details}, Path())


def _copy(entry: GalleryEntry, outcome: JobOutcome) -> Copied | None:
    """Return the copy of an entry's picture; None if it is missing or invalid."""
    try:
        picture = outcome.reply["picture"]
        if not _COPY.match(picture["file"]):
            return None
        size = (int(picture["width"]), int(picture["height"]))
        return Copied(entry, outcome.folder / picture["file"], size, _words(picture["words"]))
    except (KeyError, TypeError, ValueError):
        return None


def _words(texts: dict[str, Any]) -> dict[str, Words]:
    return {
        field: {str(language): str(words) for language, words in texts[field].items()}
        for field in FIELDS
        if field in texts
    }


def _losses(entry: GalleryEntry, reply: dict[str, Any]) -> list[Diagnostic]:
    """Warn of what is not shown as intended in a picture, at the line of a sheet or a drawing."""
    try:
        losses = read_losses(reply["picture"].get("losses", ()))
    except (KeyError, TypeError, ValueError):
        return []
    of_sheet = bool(entry.location.line)
    return [
        problem
        for loss in losses
        if not (of_sheet and loss.code == "words-unread")  # visitors read the sheet's words
        for problem in loss_as_problem(
            loss,
            entry.location if of_sheet else SourceLocation(entry.location.file, loss.line, int(loss.line > 0)),
            entry.file,
            entry.file.name if of_sheet else "",
        )
    ]


def _left_out(entry: GalleryEntry, reply: dict[str, Any]) -> Diagnostic:
    failure = word_failure(reply.get("code", "crash"), **reply.get("details", {}), conversion=conversion(entry.file))
    named = Message("{file}: {reason}", file=entry.file.name, reason=Message.of(failure.reason))
    message = named if entry.location.line else failure.reason
    return Diagnostic(entry.location, message, EXPECTED["picture"], failure.fix, kind="picture-refused")
