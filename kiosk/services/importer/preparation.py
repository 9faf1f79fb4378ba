"""From files of media to what the screen may show: the cache first, and the workers for what is not in it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from kiosk.services.importer.film_reasons import word_film_failure
from kiosk.services.importer.index import Index, UnreadableError
from kiosk.services.importer.reasons import word_failure
from kiosk.services.importer.results import Failure, Imported, Prepared
from kiosk.services.importer.shelf import Shelf


def prepare(
    files: Iterable[Path] | Mapping[Path, str],
    cache: Path,
    widths: Sequence[int],
    report: Callable[[float, int], None] | None = None,
    withheld: AbstractSet[str] = frozenset(),
) -> Imported:
    """Open every file; give pictures in the sizes of the ladder `widths` (px), from `cache` where it was made before.

    `files` are pictures, or a map of files to what they are: picture, video or audio. Of a video a frame is made
    ready, to be its poster. `report(done, total)` is called in this thread after each file, and with parts of one while
    a very large picture is made. Where `cache` cannot be
    written, what is missing goes into a temporary folder that lives as long as this program, and `note` says so. No
    file and no folder makes it raise; ValueError only where `widths` is empty or holds less than 1. Of a file whose
    SHA-256 is in `withheld` nothing is made, and nothing is told.
    """
    return _Preparation(files, cache, widths, report, withheld).run()


class _Preparation:
    def __init__(
        self,
        files: Iterable[Path] | Mapping[Path, str],
        cache: Path,
        widths: Sequence[int],
        report: Callable[[float, int], None] | None,
        withheld: AbstractSet[str],
    ) -> None:
        self._kinds = dict(files) if isinstance(files, Mapping) else dict.fromkeys(files, "picture")
        self._widths = tuple(sorted(set(widths)))
        if not self._widths or self._widths[0] < 1:
            raise ValueError("widths: at least one, each at least 1 px")
        self._report = report
        self._withheld = withheld
        self._shelf = Shelf(cache / "media", self._widths)
        self._index = Index(cache / "media" / "index.json")
        self._pictures: dict[Path, Prepared] = {}
        self._failures: dict[Path, Failure] = {}
        self._shares: dict[str, float] = {}  # of what is being made
        self._note = ""

    def run(self) -> Imported:
        missing: dict[str, list[Path]] = {}
        for file, kind in self._kinds.items():
            try:
                digest = self._index.find_digest(file, kind)
            except UnreadableError as error:
                self._settle([file], self._word(file, error.code, error.details))
                continue
            if digest in self._withheld:
                continue
            name = _name(digest, kind)
            found = self._shelf.find(name)
            if found is not None:
                self._settle([file], found)
            else:
                missing.setdefault(name, []).append(file)
        if missing:
            for name, why in self._draw(missing).items():
                self._settle(missing[name], self._word(missing[name][0], "no-room", {"why": why}))
        self._index.save()
        return Imported(self._pictures, self._failures, self._note)

    def _draw(self, missing: dict[str, list[Path]]) -> dict[str, str]:
        """Draw what is missing; give what found no room, not even in a temporary folder, with the reason."""
        homeless = self._draw_once(missing)
        if homeless:
            why = next(iter(homeless.values()))
            try:
                self._shelf = _make_temporary_shelf(self._widths)
            except OSError:
                return homeless
            self._note = (
                f"pictures cannot be kept in {self._index.folder} ({why}); they are in {self._shelf.root} "
                "until the kiosk ends, and will be made again at the next start"
            )
            homeless = self._draw_once({name: missing[name] for name in homeless})
        return homeless

    def _draw_once(self, missing: dict[str, list[Path]]) -> dict[str, str]:
        from kiosk.services.importer.crew import Job, draw_all

        homeless: dict[str, str] = {}
        jobs = [Job(name.partition("-")[0], files[0], self._kinds[files[0]]) for name, files in missing.items()]
        self._shelf.sweep()
        with contextlib.closing(draw_all(jobs, self._widths, self._shelf.make_room)) as outcomes:
            for outcome in outcomes:
                job, reply = outcome.job, outcome.reply
                name = _name(job.digest, job.kind)
                if "share" in reply:
                    self._shares[name] = reply["share"] * len(missing[name])
                    self._tell()
                    continue
                self._shares.pop(name, None)
                if reply.get("code") == "no-room":
                    homeless[name] = str(reply["details"].get("why"))
                elif "picture" not in reply:
                    self._settle(missing[name], self._word(job.file, reply["code"], reply["details"]))
                else:
                    try:
                        kept = self._shelf.keep(name, outcome.room, reply["picture"])
                    except OSError as error:
                        homeless[name] = error.strerror or "it cannot be written"
                    else:
                        self._settle(missing[name], kept or self._word(job.file, "crash", {}))
        return homeless

    def _word(self, file: Path, code: str, details: Mapping[str, object]) -> Failure:
        word = word_failure if self._kinds[file] == "picture" else word_film_failure
        return word(code, **details)

    def _settle(self, files: Sequence[Path], outcome: Prepared | Failure) -> None:
        for file in files:
            if isinstance(outcome, Prepared):
                self._pictures[file] = outcome
            else:
                self._failures[file] = outcome
            self._tell()

    def _tell(self) -> None:
        if self._report is not None:
            done = len(self._pictures) + len(self._failures)
            self._report(done + sum(self._shares.values()), len(self._kinds))


def _name(digest: str, kind: str) -> str:
    """What is kept of a file differs by what it is to be: the same MP4 may be a film and a sound."""
    return digest if kind == "picture" else f"{digest}-{kind}"


def _make_temporary_shelf(widths: Sequence[int]) -> Shelf:
    import atexit
    import tempfile

    from kiosk.services.importer.shelf import discard

    folder = Path(tempfile.mkdtemp(prefix="yi-kiosk-pictures-"))
    atexit.register(discard, folder)
    return Shelf(folder / "media", widths)
