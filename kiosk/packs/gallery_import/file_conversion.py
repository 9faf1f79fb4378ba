"""File conversion: `kiosk pack convert` converts one file into one that a pack can hold, beside it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.media_types import HEAD, SUFFIXES, sort_of, suffix_of
from kiosk.content.messages import Message
from kiosk.content.webvtt import read_captions
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.media.cache_entries import read_losses
from kiosk.media.films.film_messages import word_film_failure
from kiosk.media.media_diagnostics import loss_as_problem
from kiosk.media.pictures.picture_messages import word_failure
from kiosk.media.preparation import prepare
from kiosk.media.rendition_widths import THUMBNAIL
from kiosk.media.results import Loss
from kiosk.media.sandbox.limits import CONVERT_SECONDS
from kiosk.media.sandbox.worker_handle import WorkerHandle
from kiosk.media.sheets.encoding_names import encoding_name
from kiosk.packs.gallery_import.sheet_words import quoted_line

_SUFFIXES = {".jpg", ".png", ".svg", ".mp4", ".m4a", ".vtt"}
_NOTHING = Message("nothing was converted")


@dataclass(frozen=True, slots=True)
class Converted:
    """The new file, its name relative to its pack (or as given), and what was lost from the old one."""

    file: Path
    name: str
    instead_of: str
    problems: tuple[Diagnostic, ...]


def convert(
    file: Path,
    *,
    page: int = 1,
    sound: bool = False,
    encoding: str = "",
    report: Callable[[float, int], None] = lambda _done, _total: None,
) -> Converted:
    """Convert the file, which stays as it is. Raises RefusedError. `report` receives the amounts done and in total.

    Captions are read with the codec `encoding`, if given.
    """
    if not file.is_file():
        raise RefusedError(Message("{file} is not there, or is no file; give the file itself", file=file))
    pack = next((folder for folder in file.absolute().parents if (folder / "pack.yaml").is_file()), None)
    root = pack or file.absolute().parent
    try:
        room = Path(tempfile.mkdtemp(prefix=".convert-", dir=file.absolute().parent))
    except OSError as error:
        raise for_the_disk(_NOTHING, error) from error
    try:
        made, losses = _made(file, root, room, {"page": page, "sound": sound, "encoding": encoding}, report)
        target = _place(made, file)
    except OSError as error:
        raise for_the_disk(_NOTHING, error) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)
    problems = [problem for loss in losses for problem in _lost(loss, file, target)]
    if target.suffix == ".vtt":
        problems += read_captions(target, target.name)[1]
    return Converted(target, _name_in(target, pack), _name_in(file, pack), tuple(problems))


def _made(
    file: Path, root: Path, room: Path, wish: dict[str, object], report: Callable[[float, int], None]
) -> tuple[Path, tuple[Loss, ...]]:
    """Have a worker convert the file into `room`; return the result and what is lost."""
    request = {"kind": "convert", "file": str(file.absolute()), "folder": str(room.absolute()), "root": str(root)}
    hand = WorkerHandle(converts=True)
    try:
        reply = hand.ask(request | wish, lambda share: report(share, 1))
    finally:
        hand.release()
    try:
        picture = reply["picture"]
        made = room / Path(str(picture["file"])).name
        losses = read_losses(picture["losses"])
    except (KeyError, TypeError, ValueError):
        raise RefusedError(_NOTHING, _failures(file, reply)) from None
    if made.suffix not in _SUFFIXES or not made.is_file():
        raise RefusedError(_NOTHING, [_failure(file, {})])
    return made, losses


def _lost(loss: Loss, file: Path, target: Path) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a loss: for captions at the line of the original file, else at the result."""
    if loss.code == "captions-guessed":
        encoding, _, words = loss.what.partition(" ")
        message = Message(
            "the file does not say in which encoding its words are; as {encoding} they begin {words}",
            encoding=encoding_name(encoding),
            words=quoted_line(words),
        )
        fix = Message(
            "nothing needs fixing if these words are right; else run the same command with --encoding and its name "
            "(GBK, Big5, Shift-JIS, EUC-JP, EUC-KR, Windows-1252)"
        )
        return (Diagnostic(SourceLocation(file.name), message, "", fix, "warning", "captions-guessed"),)
    if loss.code.startswith("captions-"):
        return loss_as_problem(
            loss, SourceLocation(file.name, loss.line, 1) if loss.line else SourceLocation(file.name), target
        )
    source = file if loss.code == "one-page" else target
    return loss_as_problem(loss, SourceLocation(target.name, loss.line, 1), source)


def _failures(file: Path, reply: dict[str, Any]) -> list[Diagnostic]:
    """Return why a file was not converted; for captions or a picture that need it not, what is wrong with them."""
    sort = _sort(file)
    if reply.get("code") != "held":
        return [_failure(file, reply)]
    if sort == "WebVTT captions":
        problems = read_captions(file, file.name)[1]
        return problems if any(problem.severity == "error" for problem in problems) else [_failure(file, reply)]
    if suffix_of(sort, "picture"):
        with tempfile.TemporaryDirectory() as room:
            failures = prepare([file], Path(room), (THUMBNAIL,)).failures.values()
        if failures:
            location = SourceLocation(file.name)
            return [Diagnostic(location, each.reason, "", each.fix, kind="unconverted") for each in failures]
    return [_failure(file, reply)]


def _failure(file: Path, reply: dict[str, Any]) -> Diagnostic:
    code, details = reply.get("code", "crash"), dict(reply.get("details", {}))
    if code == "held":
        return _held(file)
    if code == "slow":
        details |= {"most_seconds": CONVERT_SECONDS}
    films = code.startswith("film-") or _sort(file).startswith(("video", "sound"))
    failure = (word_film_failure if films else word_failure)(code, **details)
    return Diagnostic(SourceLocation(file.name), failure.reason, "", failure.fix, kind="unconverted")


def _held(file: Path) -> Diagnostic:
    """Report that a file which a pack can hold as it is needs no conversion, and its correct name."""
    sort = _sort(file)
    right = suffix_of(sort, "picture") or suffix_of(sort, "video") or suffix_of(sort, "audio")
    right = ".vtt" if sort == "WebVTT captions" else right
    message = Message("this needs no converting: a pack can hold it as it is")
    fix = Message("write its name in the pack")
    fits = any(sort in suffixes.get(file.suffix.lower(), ()) for suffixes in SUFFIXES.values())
    if right and right != file.suffix.lower() and not fits:
        fix = Message("rename it to {name}, and write that name in the pack", name=file.with_suffix(right).name)
    return Diagnostic(SourceLocation(file.name), message, "", fix, kind="unconverted")


def _sort(file: Path) -> str:
    try:
        with file.open("rb") as source:
            return sort_of(source.read(HEAD))
    except OSError:
        return ""


def _place(made: Path, file: Path) -> Path:
    """Move the result beside the file, under a free name, and return it."""
    number = 1
    while True:
        target = file.with_name(f"{file.stem}{made.suffix}" if number == 1 else f"{file.stem}-{number}{made.suffix}")
        try:
            target.touch(exist_ok=False)
        except FileExistsError:
            number += 1
            continue
        made.chmod(0o644)
        made.replace(target)
        return target


def _name_in(file: Path, pack: Path | None) -> str:
    return file.absolute().relative_to(pack).as_posix() if pack is not None else file.name
