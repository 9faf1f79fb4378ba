"""Pack loader: reads and checks a pack, prepares its pictures, and compiles the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from kiosk import paths
from kiosk.content.messages import Message
from kiosk.device.withdrawal_list import UnreadableListError, Withdrawals, read_withdrawals
from kiosk.packs.cache_sweep import FILES_OF
from kiosk.packs.compiled_cache import CompiledCache, fingerprint
from kiosk.packs.lazy_galleries import Galleries, PictureIds
from kiosk.packs.product_assets import ProductAssets
from kiosk.packs.store.removed_files import removed_files
from kiosk.packs.view_data import Value
from kiosk.session.outline import Outline, Scene

if TYPE_CHECKING:
    from kiosk.content.diagnostics import Diagnostic
    from kiosk.content.loader import Loaded, MediaUse
    from kiosk.content.model import Pack
    from kiosk.content.model.base import MediaKind

Report = Callable[[float, int], None]

# Entries beside a compiled pack, read when needed.
SEARCH, GALLERY, FILES = " search", " gallery ", " files"
MOST_TOLD = 50


class EndedError(Exception):
    """The caller that wanted a pack loaded has ended."""


def until(ended: Event, report: Report) -> Report:
    """Return a report that stops the work it is passed to, by EndedError, once `ended` is set."""

    def tell(done: float, total: int) -> None:
        if ended.is_set():
            raise EndedError
        report(done, total)

    return tell


@dataclass(frozen=True, slots=True)
class Complaint:
    """A problem of a pack as logged; `grave` if it prevents the pack from being shown."""

    text: str
    grave: bool


def for_the_log(complaints: Sequence[Complaint]) -> list[Complaint]:
    """Return the complaints to log, grave ones first: thousands would push everything else out of the log."""
    told = sorted(complaints, key=lambda complaint: not complaint.grave)
    further = len(told) - MOST_TOLD
    if further <= 0:
        return told
    rest = Message.plural(
        "There is one further problem of this pack; kiosk pack check tells all of them.",
        "There are {count} further problems of this pack; kiosk pack check tells all of them.",
        count=further,
    )
    return [*told[:MOST_TOLD], Complaint(rest, grave=told[MOST_TOLD].grave)]


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """`values` and `outline` of a sound pack; None if a complaint is grave. `note` is for the operator's log.

    `search` reads the search index when needed, since a large pack has a large one.
    `theme` is the pack's own theme for the screens; None: the product's. `problems` are the complaints
    as data, if the pack was read rather than recalled.
    `passing`: only the present state of the machine prevents it; it may load later.
    `obeys` is the mark of the withdrawal list that was applied, `lacks` the files removed from the pack because of it,
    by their paths in the pack. `blind`: the list cannot be read, so nothing may be shown.
    """

    values: Value | None = None
    outline: Outline | None = None
    complaints: tuple[Complaint, ...] = ()
    note: str = ""
    search: Callable[[], Value] = lambda: {"entries": [], "lines": []}
    theme: Value | None = None
    problems: tuple[Diagnostic, ...] = ()
    obeys: str = ""
    lacks: frozenset[str] = frozenset()
    blind: bool = False
    passing: bool = False


@dataclass(frozen=True, slots=True)
class PackLoader:
    """Loads packs for one screen: `widths` in px, `cache` for pictures and compiled packs.

    An immutable pack is identified by a `seal` instead of the size and time of every file; its compiled data goes into
    the folder `compiled`. Every pack obeys the list of what is `withdrawn` on this device.
    """

    assets: ProductAssets
    cache: Path
    widths: Sequence[int]
    seal: str = ""
    compiled: Path | None = None
    withdrawn: Path = field(default_factory=paths.withdrawn)

    def recall(self, folder: Path) -> LoadedPack | None:
        """Return the compiled pack in `folder`; None if it has changed since, or a picture is gone."""
        name = str(folder.resolve())
        try:
            withdrawals, lacks = read_withdrawals(self.withdrawn), removed_files(folder)
            mark = self._fingerprint(folder, withdrawals, lacks)
        except (OSError, UnreadableListError):
            return None
        entry = self._shelf.read(name, mark)
        if entry is None or not (self._has_galleries(name, entry) and (self.seal or self._has_files(name, mark))):
            return None
        complaints = tuple(Complaint(text, grave=False) for text in entry["warnings"])
        search = partial(self._recall_search, name, mark)
        galleries = Galleries(entry["galleries"], lambda gallery: self._shelf.read(name + GALLERY + gallery, mark))
        values = entry["values"] | {"galleries": galleries}
        outline, theme = _outline(entry["outline"], galleries), entry["theme"]
        return LoadedPack(values, outline, complaints, search=search, theme=theme, obeys=withdrawals.mark, lacks=lacks)

    def provide(self, folder: Path, report: Report | None = None, loaded: Loaded | None = None) -> LoadedPack:
        """Read the pack in `folder`, unless already `loaded`, and prepare its pictures. Never raises for bad content.

        An exception from `report` stops it at once: `until`.
        """
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
        from kiosk.packs.product_catalog import product_catalog
        from kiosk.packs.product_themes import theme_values
        from kiosk.packs.search_index import search_index
        from kiosk.packs.view_data.pack_data import pack_values
        from kiosk.packs.view_data.values import PreparedMedia
        from kiosk.session.outline import of

        try:
            withdrawals = read_withdrawals(self.withdrawn)
        except UnreadableListError as error:
            return LoadedPack(complaints=(Complaint(error.told, grave=True),), blind=True)
        forget_temporary(withdrawals.hashes)
        lacks = removed_files(folder)
        mark = self._fingerprint(folder, withdrawals, lacks) if folder.is_dir() else ""
        loaded = loaded or load_pack(folder, product_catalog(), lacks)
        problems, media, note, pack, passing = loaded.problems, {}, "", None, False
        if loaded.pack is not None:
            pack = self._without_withdrawn(folder, loaded.pack, loaded.media, withdrawals, report)
            shown = set(files_in((pack.home, pack.attract, pack.panels, pack.galleries)))
            uses = [use for use in loaded.media if use.kind != "captions" and use.file in shown]
            files = {use.file: folder / use.file for use in uses}
            kinds = {folder / use.file: use.kind for use in uses}
            imported = prepare(kinds, self.cache, self.widths, report, pack.languages)
            sound = all(problem.severity != "error" for problem in problems)
            passing = (
                sound and bool(imported.failures) and all(failure.passing for failure in imported.failures.values())
            )
            problems += failures_as_problems(imported.failures, loaded.media, folder)
            problems += losses_as_problems(imported.pictures, loaded.media, folder)
            problems += shallow_as_problems(imported.pictures, loaded.media, folder)
            problems += fonts_as_problems(imported.pictures, loaded.media, folder)
            media = {name: imported.pictures[path] for name, path in files.items() if path in imported.pictures}
            note = imported.note
        complaints = tuple(Complaint(problem.text(), problem.severity == "error") for problem in problems)
        if pack is None or loaded.pack is None or any(complaint.grave for complaint in complaints):
            return LoadedPack(
                complaints=complaints, note=note, problems=problems, obeys=withdrawals.mark, passing=passing
            )
        index = search_index(pack)
        values = pack_values(pack, PreparedMedia(folder, media, loaded.captions), self.assets.words)
        theme = theme_values(loaded.theme) if loaded.theme else None
        outline = replace(of(pack), gone=missing_pictures(loaded.pack, pack))
        loaded_pack = LoadedPack(
            values, outline, complaints, note, lambda: index, theme, problems, obeys=withdrawals.mark, lacks=lacks
        )
        # A pack that changed during reading is a mixture that no later start may take for the pack.
        if not note and self._is_still(folder, mark):
            made = [str(file.file) for picture in media.values() for file in picture.renditions]
            made += [str(picture.tiles.last) for picture in media.values() if picture.tiles is not None]
            self._keep(str(folder.resolve()), mark, loaded_pack, made)
        return loaded_pack

    def obeyed(self, loaded_pack: LoadedPack) -> bool:
        """Return whether the withdrawals are the same as when the pack was loaded.

        A pack that shows nothing obeys any list.
        """
        if loaded_pack == LoadedPack():  # it could not be read: an immediate retry would never end
            return True
        try:
            return loaded_pack.obeys == read_withdrawals(self.withdrawn).mark and not loaded_pack.blind
        except UnreadableListError:
            return loaded_pack.blind

    def _without_withdrawn(
        self,
        folder: Path,
        pack: Pack,
        media: Sequence[MediaUse],
        withdrawals: Withdrawals,
        report: Report | None,
    ) -> Pack:
        """Return the pack without withdrawn content, and without the files removed for it."""
        from kiosk.content.redaction import Withheld, hidden_files, withhold

        hidden = set(removed_files(folder))
        hashes, pictures = withdrawals.hashes, withdrawals.pictures
        if hashes or pictures:
            digests = self._digests(folder, {use.file: use.kind for use in media}, report)
            hidden |= hidden_files(pack, digests, hashes, pictures)
            if hashes and not self.seal:
                from kiosk.media.pictures.metadata_stripper import readable_digest

                hidden |= {file for file in digests if file not in hidden and readable_digest(folder / file) in hashes}
        return withhold(pack, Withheld(frozenset(hidden), withdrawals.pages, pictures))

    def _digests(self, folder: Path, kinds: Mapping[str, MediaKind], report: Report | None) -> dict[str, str]:
        """Return the SHA-256 of each file: from the manifest of an immutable pack, else of its bytes."""
        from kiosk.media.hash_index import HashIndex, UnreadableError
        from kiosk.packs.store.removed_files import manifest_of

        if self.seal and (manifest := manifest_of(folder.parent)) is not None:
            return {name: stored.sha256 for name, stored in manifest.files.items()}
        index = HashIndex(self.cache / "media" / "index.json", lambda: report(0, len(kinds)) if report else None)
        found = {}
        for file, kind in kinds.items():
            with suppress(UnreadableError):
                found[file] = index.find_digest(folder / file, kind)
        index.save()
        return found

    @property
    def _shelf(self) -> CompiledCache:
        return CompiledCache(self.compiled or self.cache / "compiled")

    @property
    def _files_shelf(self) -> CompiledCache:
        return CompiledCache(self.compiled or self.cache / "compiled" / FILES_OF)

    def _named(self, name: str) -> str:
        """Return the key of the list of prepared files: a pack is prepared for each screen that shows it."""
        return f"{name}{FILES} {tuple(self.widths)}"

    def _fingerprint(self, folder: Path, withdrawals: Withdrawals, removed: frozenset[str]) -> str:
        also = f"{self.seal} {tuple(self.widths)} {sorted(self.assets.words.items())}{withdrawals.mark}"
        if removed:
            also += f" {sorted(removed)}"
        return fingerprint(() if self.seal else (folder,), also)

    def _is_still(self, folder: Path, mark: str) -> bool:
        try:
            return self._fingerprint(folder, read_withdrawals(self.withdrawn), removed_files(folder)) == mark
        except (OSError, UnreadableListError):
            return False

    def _recall_search(self, name: str, mark: str) -> Value:
        return self._shelf.read(name + SEARCH, mark) or {"entries": [], "lines": []}

    def _has_galleries(self, name: str, entry: Value) -> bool:
        return all(self._shelf.has(name + GALLERY + gallery) for gallery in entry["galleries"])

    def _has_files(self, name: str, mark: str) -> bool:
        kept = self._files_shelf.read(self._named(name), mark)
        return kept is not None and all(Path(file).is_file() for file in kept["files"])

    def _keep(self, name: str, mark: str, loaded_pack: LoadedPack, files: list[str]) -> None:
        values = dict(loaded_pack.values or {})
        galleries: Value = values.pop("galleries", {})
        entry: dict[str, Any] = {
            "values": values,
            "galleries": list(galleries),
            "outline": asdict(replace(loaded_pack.outline, pictures={})) if loaded_pack.outline else None,
            "warnings": [complaint.text for complaint in loaded_pack.complaints],
            "theme": loaded_pack.theme,
        }
        for gallery, value in galleries.items():
            self._shelf.write(name + GALLERY + gallery, mark, value)
        compiled = [
            self._shelf.file(name + also).name for also in ("", SEARCH, *(GALLERY + each for each in galleries))
        ]
        needs = {"folder": name, "files": files, "compiled": compiled}
        self._files_shelf.write(self._named(name), mark, needs)
        self._shelf.write(name + SEARCH, mark, loaded_pack.search())
        self._shelf.write(name, mark, entry)
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
