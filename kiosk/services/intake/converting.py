"""One file as people have it → one that a pack can hold, beside it: `kiosk pack convert`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.content.captions import read_captions
from kiosk.content.problems import Mark, Problem
from kiosk.content.sorts import HEAD, SUFFIXES, sort_of, suffix_of
from kiosk.content.telling import Told
from kiosk.services.importer.bounds import CONVERT_SECONDS
from kiosk.services.importer.complaints import loss_as_problem
from kiosk.services.importer.encoding_names import encoding_name
from kiosk.services.importer.entries import read_losses
from kiosk.services.importer.film_reasons import word_film_failure
from kiosk.services.importer.hand import Hand
from kiosk.services.importer.reasons import word_failure
from kiosk.services.importer.results import Loss
from kiosk.services.intake.words import quoted_line
from kiosk.services.store.refused import RefusedError, for_the_disk

_SUFFIXES = {".jpg", ".png", ".svg", ".mp4", ".m4a", ".vtt"}
_NOTHING = Told("nothing was converted")


@dataclass(frozen=True, slots=True)
class Converted:
    """The new file, what it is called from its pack's folder (or as it was given), and what of the old is not in it."""

    file: Path
    name: str
    instead_of: str
    problems: tuple[Problem, ...]


def convert(
    file: Path,
    *,
    page: int = 1,
    sound: bool = False,
    encoding: str = "",
    report: Callable[[float, int], None] = lambda _done, _total: None,
) -> Converted:
    """Convert the file, which stays as it is. Raises RefusedError. `report` hears how much is done, and of how much.

    Captions are read by the codec `encoding`, where one is given.
    """
    if not file.is_file():
        raise RefusedError(Told("{file} is not there, or is no file; give the file itself", file=file))
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
    """Have a worker convert the file into `room`; return what it made, and what is lost."""
    request = {"kind": "convert", "file": str(file.absolute()), "folder": str(room.absolute()), "root": str(root)}
    hand = Hand(converts=True)
    try:
        reply = hand.ask(request | wish, lambda share: report(share, 1))
    finally:
        hand.release()
    try:
        picture = reply["picture"]
        made = room / Path(str(picture["file"])).name
        losses = read_losses(picture["losses"])
    except (KeyError, TypeError, ValueError):
        raise RefusedError(_NOTHING, [_failure(file, reply)]) from None
    if made.suffix not in _SUFFIXES or not made.is_file():
        raise RefusedError(_NOTHING, [_failure(file, {})])
    return made, losses


def _lost(loss: Loss, file: Path, target: Path) -> tuple[Problem, ...]:
    """Return what is told of a loss: of captions at the line of the file as it was, else at what was made."""
    if loss.code == "captions-guessed":
        encoding, _, words = loss.what.partition(" ")
        message = Told(
            "the file does not say in which encoding its words are; as {encoding} they begin {words}",
            encoding=encoding_name(encoding),
            words=quoted_line(words),
        )
        mend = Told(
            "nothing needs mending if these words are right; else run the same command with --encoding and its name "
            "(GBK, Big5, Shift-JIS, EUC-JP, EUC-KR, Windows-1252)"
        )
        return (Problem(Mark(file.name), message, "", mend, "warning", "captions-guessed"),)
    if loss.code.startswith("captions-"):
        return loss_as_problem(loss, Mark(file.name, loss.line, 1) if loss.line else Mark(file.name), target)
    return loss_as_problem(loss, Mark(target.name, loss.line, 1), target)


def _failure(file: Path, reply: dict[str, Any]) -> Problem:
    code, details = reply.get("code", "crash"), dict(reply.get("details", {}))
    if code == "held":
        return _held(file)
    if code == "slow":
        details |= {"most_seconds": CONVERT_SECONDS}
    films = code.startswith("film-") or _sort(file).startswith(("video", "sound"))
    failure = (word_film_failure if films else word_failure)(code, **details)
    return Problem(Mark(file.name), failure.reason, "", failure.mend, code="unconverted")


def _held(file: Path) -> Problem:
    """Say of a file which a pack can hold as it is that this needs no converting, and its right name."""
    sort = _sort(file)
    right = suffix_of(sort, "picture") or suffix_of(sort, "video") or suffix_of(sort, "audio")
    right = ".vtt" if sort == "WebVTT captions" else right
    message = Told("this needs no converting: a pack can hold it as it is")
    mend = Told("write its name in the pack")
    fits = any(sort in suffixes.get(file.suffix.lower(), ()) for suffixes in SUFFIXES.values())
    if right and right != file.suffix.lower() and not fits:
        mend = Told("rename it to {name}, and write that name in the pack", name=file.with_suffix(right).name)
    return Problem(Mark(file.name), message, "", mend, code="unconverted")


def _sort(file: Path) -> str:
    try:
        with file.open("rb") as source:
            return sort_of(source.read(HEAD))
    except OSError:
        return ""


def _place(made: Path, file: Path) -> Path:
    """Move what was made beside the file, under a name that is free, and return it."""
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
