"""Pack source: one pack and where it is; loads it for a screen, from the compiled-pack cache or from its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from kiosk import paths
from kiosk.device.withdrawal_list import UnreadableListError, Withdrawals, read_withdrawals
from kiosk.packs.cache_sweep import FILES_OF
from kiosk.packs.compiled_cache import CompiledCache, fingerprint
from kiosk.packs.hall_blocks import catalog_for, fault_of, stamp_for
from kiosk.packs.lazy_galleries import Galleries, PictureIds
from kiosk.packs.loaded_pack import LoadedPack, LoadFailure, LogLine
from kiosk.packs.product_assets import ProductAssets
from kiosk.packs.store.index import BUILT_IN
from kiosk.packs.store.removed_files import removed_files
from kiosk.packs.view_data import Value
from kiosk.session.outline import Outline, Scene

if TYPE_CHECKING:
    from kiosk.content.loader import MediaUse, ParsedPack
    from kiosk.content.model import Pack
    from kiosk.content.model.base import MediaKind

Report = Callable[[float, int], None]

# Entries beside a compiled pack, read when needed.
SEARCH, GALLERY, FILES = " search", " gallery ", " files"


class InterruptedLoadError(Exception):
    """The program that wanted a pack ends."""


def until(ended: Event, report: Report) -> Report:
    """Return a report that stops the work it is passed to, by InterruptedLoadError, once `ended` is set."""

    def interrupt(done: float, total: int) -> None:
        if ended.is_set():
            raise InterruptedLoadError
        report(done, total)

    return interrupt


@dataclass(frozen=True, slots=True)
class PackSource:
    """The pack in `folder`, for one screen: `widths` of renditions in px, `cache` for these and for compiled packs.

    An installed pack never changes: it is known by a `digest`, that of its manifest, instead of the size and time of
    every file, and its compiled data goes into the folder `compiled`. `install_path` is its folder in the store, and
    `name` is for staff. Every pack obeys the list of what is `withdrawn` on this device.
    """

    folder: Path
    assets: ProductAssets
    cache: Path
    widths: Sequence[int]
    digest: str = ""
    compiled: Path | None = None
    install_path: str = BUILT_IN
    name: str = ""
    withdrawn: Path = field(default_factory=paths.withdrawn)

    def load_cached(self) -> LoadedPack | None:
        """Return the pack as compiled before; None if it has changed since, or a picture is gone."""
        try:
            withdrawals, removed = read_withdrawals(self.withdrawn), removed_files(self.folder)
            key = self._fingerprint(withdrawals, removed)
        except (OSError, UnreadableListError):
            return None
        cache, name = self._compiled_cache, self._cache_name
        entry = cache.read(name, key)
        if entry is None or not (self._has_galleries(entry) and (self.digest or self._has_renditions(key))):
            return None
        galleries = Galleries(entry["galleries"], lambda gallery: cache.read(name + GALLERY + gallery, key))
        return LoadedPack(
            self,
            entry["values"] | {"galleries": galleries},
            _outline(entry["outline"], galleries),
            log_lines=tuple(LogLine(text, is_error=False) for text in entry["warnings"]),
            search=partial(self._cached_search, key),
            theme=entry["theme"],
            withdrawals=withdrawals,
            removed=removed,
        )

    def load(self, report: Report | None = None, parsed: ParsedPack | None = None) -> LoadedPack:
        """Read the pack, unless already `parsed`, and prepare its pictures. Never raises for bad content.

        An exception from `report` stops it at once: `until`.
        """
        try:
            return self._load(report, parsed)
        except Exception as error:
            if (fault := fault_of(error)) is None:
                raise
            withdrawals = None
            with suppress(UnreadableListError):
                withdrawals = read_withdrawals(self.withdrawn)
            lines = (LogLine(fault.text(), is_error=True),)
            failure = LoadFailure.ERRORS
            return LoadedPack(self, failure=failure, log_lines=lines, problems=(fault,), withdrawals=withdrawals)

    def _load(self, report: Report | None, parsed: ParsedPack | None) -> LoadedPack:
        from kiosk.content.loader import load_pack
        from kiosk.content.redaction import files_in, missing_pictures
        from kiosk.media import (
            failures_as_problems,
            fonts_as_problems,
            forget_temporary,
            losses_as_problems,
            prepare,
            shallow_as_problems,
        )
        from kiosk.packs.product_themes import theme_values
        from kiosk.packs.search_index import search_index
        from kiosk.packs.view_data.pack_data import pack_values
        from kiosk.packs.view_data.values import PreparedMedia
        from kiosk.session.outline import outline_of

        try:
            withdrawals = read_withdrawals(self.withdrawn)
        except UnreadableListError as error:
            return LoadedPack(
                self, failure=LoadFailure.UNREADABLE_LIST, log_lines=(LogLine(error.message, is_error=True),)
            )
        folder = self.folder
        forget_temporary(withdrawals.hashes)
        removed = removed_files(folder)
        key = self._fingerprint(withdrawals, removed) if folder.is_dir() else ""
        parsed = parsed or load_pack(folder, catalog_for(folder), removed)
        problems, media, note, pack, failure = parsed.problems, {}, "", None, LoadFailure.ERRORS
        if parsed.pack is not None:
            pack = self._without_withdrawn(parsed.pack, parsed.media, withdrawals, report)
            shown = set(files_in((pack.home, pack.attract, pack.panels, pack.galleries)))
            uses = [use for use in parsed.media if use.kind != "captions" and use.file in shown]
            files = {use.file: folder / use.file for use in uses}
            kinds = {folder / use.file: use.kind for use in uses}
            imported = prepare(kinds, self.cache, self.widths, report, pack.languages)
            is_sound = all(problem.severity != "error" for problem in problems)
            if is_sound and imported.failures and all(each.passing for each in imported.failures.values()):
                failure = LoadFailure.BUSY
            problems += failures_as_problems(imported.failures, parsed.media, folder)
            problems += losses_as_problems(imported.pictures, parsed.media, folder)
            problems += shallow_as_problems(imported.pictures, parsed.media, folder)
            problems += fonts_as_problems(imported.pictures, parsed.media, folder)
            media = {name: imported.pictures[path] for name, path in files.items() if path in imported.pictures}
            note = imported.note
        loaded_pack = LoadedPack(
            self,
            log_lines=tuple(LogLine(problem.text(), problem.severity == "error") for problem in problems),
            note=note,
            problems=problems,
            withdrawals=withdrawals,
            removed=removed,
        )
        if pack is None or parsed.pack is None or any(line.is_error for line in loaded_pack.log_lines):
            return replace(loaded_pack, failure=failure)
        index = search_index(pack)
        loaded_pack = replace(
            loaded_pack,
            values=pack_values(pack, PreparedMedia(folder, media, parsed.captions), self.assets.words),
            outline=replace(outline_of(pack), gone=missing_pictures(parsed.pack, pack)),
            search=lambda: index,
            theme=theme_values(parsed.theme) if parsed.theme else None,
        )
        # A pack that changed during reading is a mixture that no later start may take for the pack.
        if not note and self._is_unchanged(key):
            renditions = [str(file.file) for picture in media.values() for file in picture.renditions]
            renditions += [str(picture.tiles.last) for picture in media.values() if picture.tiles is not None]
            self._write_cache(key, loaded_pack, renditions)
        return loaded_pack

    def _without_withdrawn(
        self, pack: Pack, media: Sequence[MediaUse], withdrawals: Withdrawals, report: Report | None
    ) -> Pack:
        """Return the pack without withdrawn content, and without the files removed for it."""
        from kiosk.content.redaction import Withheld, hidden_files, withhold

        hidden = set(removed_files(self.folder))
        hashes, pictures = withdrawals.hashes, withdrawals.pictures
        if hashes or pictures:
            digests = self._digests({use.file: use.kind for use in media}, report)
            hidden |= hidden_files(pack, digests, hashes, pictures)
            if hashes and not self.digest:
                from kiosk.media.pictures.metadata_stripper import readable_digest

                rest = [file for file in digests if file not in hidden]
                hidden |= {file for file in rest if readable_digest(self.folder / file) in hashes}
        return withhold(pack, Withheld(frozenset(hidden), withdrawals.pages, pictures))

    def _digests(self, kinds: Mapping[str, MediaKind], report: Report | None) -> dict[str, str]:
        """Return the SHA-256 of each file: from the manifest of an immutable pack, else of its bytes."""
        from kiosk.media.hash_index import HashIndex, UnreadableError
        from kiosk.packs.store.removed_files import installed_manifest

        if self.digest and (manifest := installed_manifest(self.folder.parent)) is not None:
            return {name: stored.sha256 for name, stored in manifest.files.items()}
        index = HashIndex(self.cache / "media" / "index.json", lambda: report(0, len(kinds)) if report else None)
        found = {}
        for file, kind in kinds.items():
            with suppress(UnreadableError):
                found[file] = index.find_digest(self.folder / file, kind)
        index.save()
        return found

    @property
    def _compiled_cache(self) -> CompiledCache:
        return CompiledCache(self.compiled or self.cache / "compiled")

    @property
    def _rendition_lists(self) -> CompiledCache:
        return CompiledCache(self.compiled or self.cache / "compiled" / FILES_OF)

    @property
    def _place(self) -> str:
        return str(self.folder.resolve())

    @property
    def _cache_name(self) -> str:
        # For each screen: a preview in another size leaves the galleries that a running kiosk has yet to read.
        return f"{self._place} {tuple(self.widths)}"

    @property
    def _rendition_list_name(self) -> str:
        """The name of the list of prepared files: a pack is prepared for each screen that shows it."""
        return f"{self._place}{FILES} {tuple(self.widths)}"

    def _fingerprint(self, withdrawals: Withdrawals, removed: frozenset[str]) -> str:
        also = f"{self.digest} {tuple(self.widths)} {sorted(self.assets.words.items())}{withdrawals.digest}"
        also += stamp_for(self.folder)
        if removed:
            also += f" {sorted(removed)}"
        return fingerprint(() if self.digest else (self.folder,), also)

    def _is_unchanged(self, key: str) -> bool:
        try:
            return self._fingerprint(read_withdrawals(self.withdrawn), removed_files(self.folder)) == key
        except (OSError, UnreadableListError):
            return False

    def _cached_search(self, key: str) -> Value:
        return self._compiled_cache.read(self._cache_name + SEARCH, key) or {"entries": [], "lines": []}

    def _has_galleries(self, entry: Value) -> bool:
        cache, name = self._compiled_cache, self._cache_name
        return all(cache.has(name + GALLERY + gallery) for gallery in entry["galleries"])

    def _has_renditions(self, key: str) -> bool:
        listed = self._rendition_lists.read(self._rendition_list_name, key)
        return listed is not None and all(Path(file).is_file() for file in listed["files"])

    def _write_cache(self, key: str, loaded_pack: LoadedPack, renditions: list[str]) -> None:
        cache, name = self._compiled_cache, self._cache_name
        values = dict(loaded_pack.values or {})
        galleries: Value = values.pop("galleries", {})
        entry: dict[str, Any] = {
            "values": values,
            "galleries": list(galleries),
            "outline": asdict(replace(loaded_pack.outline, pictures={})) if loaded_pack.outline else None,
            "warnings": [line.text for line in loaded_pack.log_lines],
            "theme": loaded_pack.theme,
        }
        for gallery, value in galleries.items():
            cache.write(name + GALLERY + gallery, key, value)
        compiled = [cache.file(name + also).name for also in ("", SEARCH, *(GALLERY + each for each in galleries))]
        needs = {"folder": self._place, "files": renditions, "compiled": compiled}
        self._rendition_lists.write(self._rendition_list_name, key, needs)
        cache.write(name + SEARCH, key, loaded_pack.search())
        cache.write(name, key, entry)
        if self.compiled is None:
            from kiosk.packs.cache_sweep import sweep_cache

            sweep_cache(self.cache)


def _outline(entry: dict[str, Any], galleries: Mapping[str, Value]) -> Outline:
    return Outline(
        languages=tuple(entry["languages"]),
        panels={panel: tuple(pages) for panel, pages in entry["panels"].items()},
        galleries=entry["galleries"],
        reading={panel: tuple(pages) for panel, pages in entry["reading"].items()},
        scenes=tuple(_scene(scene) for scene in entry["scenes"]),
        shuffled=entry["shuffled"],
        pack=entry["pack"],
        version=entry["version"],
        gone={gallery: tuple(numbers) for gallery, numbers in entry.get("gone", {}).items()},
        pictures=PictureIds(galleries),
    )


def _scene(entry: dict[str, Any]) -> Scene:
    times = {name: tuple((first, last) for first, last in entry[name]) for name in ("hours", "dates", "weekdays")}
    return Scene(entry["opens"], **times)
