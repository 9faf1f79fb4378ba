"""Preparation of a pack's media: from the cache, or else by the workers."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.han_forms import drawing_locale, forms_of
from kiosk.content.media_types import conversion
from kiosk.media.cache_entries import read_picture
from kiosk.media.films.film_messages import word_film_failure
from kiosk.media.hash_index import HashIndex, UnreadableError
from kiosk.media.media_cache import MediaCache
from kiosk.media.pictures.picture_messages import word_failure
from kiosk.media.results import Imported, MediaFailure, Prepared

if TYPE_CHECKING:
    from kiosk.media.sandbox.pool import JobOutcome


_TEMPORARY = "yi-kiosk-pictures-"
_temporary: list[Path] = []
"""The folder of this program where its cache cannot be written, once there is one."""


def prepare(
    files: Iterable[Path] | Mapping[Path, str],
    cache: Path,
    widths: Sequence[int],
    report: Callable[[float, int], None] | None = None,
    languages: Sequence[str] = (),
) -> Imported:
    """Open every file; return pictures in the `widths` (px), from `cache` if they were made before.

    `files` are pictures, or a map of files to their kinds: picture, video or audio. For a video, a frame is made as its
    poster. `report(done, total)` is called in this thread after each file, with fractions while a very large picture is
    made, and several times a second otherwise: an exception from it stops the work at once. The `languages` of the
    pack, the first taking precedence, select the forms in which the words of drawings are drawn. If `cache` is not
    writable, missing files go into a temporary folder that lives as long as this program, and `note` says so. No file
    and no folder makes it raise; ValueError only if `widths` is empty or holds less than 1.
    """
    return _Preparation(files, cache, widths, report, tuple(languages)).run()


class _Preparation:
    def __init__(
        self,
        files: Iterable[Path] | Mapping[Path, str],
        cache: Path,
        widths: Sequence[int],
        report: Callable[[float, int], None] | None,
        languages: tuple[str, ...],
    ) -> None:
        self._kinds = dict(files) if isinstance(files, Mapping) else dict.fromkeys(files, "picture")
        self._widths = tuple(sorted(set(widths)))
        if not self._widths or self._widths[0] < 1:
            raise ValueError("widths: at least one, each at least 1 px")
        self._report = report
        self._languages = languages
        self._cache = MediaCache(cache / "media", self._widths)
        self._index = HashIndex(cache / "media" / "index.json", self._report_progress)
        self._pictures: dict[Path, Prepared] = {}
        self._failures: dict[Path, MediaFailure] = {}
        self._shares: dict[str, float] = {}  # of files in progress
        self._note = ""

    def run(self) -> Imported:
        missing: dict[str, list[Path]] = {}
        for file, kind in self._kinds.items():
            try:
                key = self._cache_key(self._index.find_digest(file, kind), file, kind)
            except UnreadableError as error:
                self._set_result([file], self._failure(file, error.code, error.details))
                continue
            cached = self._cache.find(key)
            if cached is not None and cached.fonts == self._fonts(cached):
                self._set_result([file], cached)
            else:
                missing.setdefault(key, []).append(file)
        if missing:
            for key, why in self._draw(missing).items():
                self._set_result(missing[key], self._failure(missing[key][0], "no-room", {"why": why}))
        self._index.save()
        return Imported(self._pictures, self._failures, self._note)

    def _draw(self, missing: dict[str, list[Path]]) -> dict[str, str]:
        """Draw what is missing; return what found no room, not even in a temporary folder, with the reason."""
        not_stored = self._draw_once(missing)
        if not_stored:
            why = next(iter(not_stored.values()))
            try:
                self._cache = _make_temporary_cache(self._widths)
            except OSError:
                return not_stored
            self._note = (
                f"pictures cannot be kept in {self._index.folder} ({why}); they are in {self._cache.root} "
                "until the kiosk ends, and will be made again at the next start"
            )
            for key in list(not_stored):
                if (cached := self._cache.find(key)) is not None:
                    self._set_result(missing[key], cached)
                    del not_stored[key]
            not_stored = self._draw_once({key: missing[key] for key in not_stored}) if not_stored else {}
        return not_stored

    def _draw_once(self, missing: dict[str, list[Path]]) -> dict[str, str]:
        from kiosk.media.sandbox.pool import Job, draw_all

        not_stored: dict[str, str] = {}
        jobs = [Job(key.partition("-")[0], files[0], self._kinds[files[0]]) for key, files in missing.items()]
        self._cache.sweep()
        with contextlib.closing(
            draw_all(jobs, self._widths, self._cache.make_work_folder, self._languages, self._report_progress)
        ) as outcomes:
            for outcome in outcomes:
                job, reply = outcome.job, outcome.reply
                key = self._cache_key(job.digest, job.file, job.kind)
                if "share" in reply:
                    self._shares[key] = reply["share"] * len(missing[key])
                    self._report_progress()
                    continue
                self._shares.pop(key, None)
                if reply.get("code") == "no-room":
                    not_stored[key] = str(reply["details"].get("why"))
                elif "picture" not in reply:
                    self._set_result(missing[key], self._failure(job.file, reply["code"], reply["details"]))
                else:
                    try:
                        stored = self._store(key, outcome)
                    except OSError as error:
                        not_stored[key] = error.strerror or "it cannot be written"
                    else:
                        self._set_result(missing[key], stored or self._failure(job.file, "crash", {}))
        return not_stored

    def _store(self, key: str, outcome: JobOutcome) -> Prepared | None:
        """Keep the result, with the substitutes for its fonts; an earlier entry drawn without them is removed."""
        picture = outcome.reply["picture"]
        prepared = read_picture(picture, outcome.folder)
        if prepared is not None and prepared.lettering:
            picture = picture | {"fonts": list(self._fonts(prepared))}
            self._cache.remove(key)
        return self._cache.store(key, outcome.folder, picture)

    def _fonts(self, picture: Prepared) -> tuple[str, ...]:
        """Return the substitutes for the fonts of each lettering on this machine, "" if one of them is installed."""
        if not picture.lettering:
            return ()
        from kiosk.device.system_fonts import find_substitute

        locale = drawing_locale(self._languages)
        return tuple(find_substitute(each.families, each.characters, locale) for each in picture.lettering)

    def _cache_key(self, digest: str, file: Path, kind: str) -> str:
        """Return the cache key of a file, which depends on its use.

        The same MP4 may be a film and a sound; words of a drawing have other forms in a pack of another language.
        """
        if kind != "picture":
            return f"{digest}-{kind}"
        if file.suffix.lower() != ".svg":
            return digest
        first = self._languages[0] if self._languages else ""
        chosen = f"-{first}" if first and forms_of(first) is None else ""
        return f"{digest}-{drawing_locale(self._languages)}{chosen}"

    def _failure(self, file: Path, code: str, details: Mapping[str, object]) -> MediaFailure:
        make_failure = word_failure if self._kinds[file] == "picture" else word_film_failure
        return make_failure(code, **details, conversion=conversion(file, sound=self._kinds[file] == "audio"))

    def _set_result(self, files: Sequence[Path], outcome: Prepared | MediaFailure) -> None:
        for file in files:
            if isinstance(outcome, Prepared):
                self._pictures[file] = outcome
            else:
                self._failures[file] = outcome
            self._report_progress()

    def _report_progress(self) -> None:
        if self._report is not None:
            done = len(self._pictures) + len(self._failures)
            self._report(done + sum(self._shares.values()), len(self._kinds))


def forget_temporary(hashes: Iterable[str]) -> None:
    """Remove this program's renditions of the files with these hashes from the temporary folder."""
    from kiosk.device.disk import discard

    for folder in _temporary:
        for digest in hashes:
            for entry in (folder / "media" / digest[:2]).glob(f"{digest}*"):
                discard(entry)


def sweep_temporary() -> None:
    """Remove the renditions that killed programs left in the temporary folder."""
    import tempfile

    from kiosk.media.media_cache import sweep_ended

    sweep_ended(Path(tempfile.gettempdir()), _TEMPORARY)


def _make_temporary_cache(widths: Sequence[int]) -> MediaCache:
    """Return this program's cache in the temporary folder, and remove those of killed programs."""
    import atexit
    import tempfile

    from kiosk.device.disk import discard
    from kiosk.media.media_cache import owned

    sweep_temporary()
    if not _temporary:
        folder = Path(tempfile.mkdtemp(prefix=owned(_TEMPORARY)))
        atexit.register(discard, folder)
        _temporary.append(folder)
    return MediaCache(_temporary[0] / "media", widths)
