"""Pack check: diagnostics, lint warnings and translation coverage of a pack before it is shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kiosk import paths
from kiosk.content.archive.portable_names import is_left_behind
from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.issues import quoted
from kiosk.content.lint import remarks
from kiosk.content.loader import MediaUse, ParsedPack, load_pack
from kiosk.content.messages import Message
from kiosk.content.model import Pack
from kiosk.content.page_breaks import PaginatedPage, paginated_pages, pagination_problems
from kiosk.content.redaction import hidden_files, path_of
from kiosk.content.screen_sizes import ScreenSize
from kiosk.content.translation_coverage import Coverage
from kiosk.device.glyph_coverage import drawable_in
from kiosk.device.withdrawal_list import UnreadableListError, read_withdrawals
from kiosk.media import (
    failures_as_problems,
    fonts_as_problems,
    losses_as_problems,
    needed_widths,
    prepare,
    shallow_as_problems,
)
from kiosk.media.hash_index import HashIndex, UnreadableError
from kiosk.media.pictures.metadata_stripper import shipped_digest
from kiosk.media.results import Imported, Prepared
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.hall_blocks import catalog_for, fault_of
from kiosk.packs.page_break_cache import CacheLocation, PaginationError, UndrawableBlockError, paginate, settings_for
from kiosk.packs.product_assets import load_assets
from kiosk.packs.store.pack_files import survey
from kiosk.packs.view_data.values import PreparedMedia

Report = Callable[[float, int], None]

SCREEN_PX = 1920  # the long side of the screen that media are prepared for
MOST_FILES = 100_000
SHIPPED = frozenset({"picture", "video"})  # kinds of media that lose their metadata when they are installed


class Screens(NamedTuple):
    """The screens that pages are laid out for. `report` receives the numbers done and in total."""

    sizes: Sequence[ScreenSize]
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """`name` and `version` of a pack without errors in its text, else None; all problems, sorted by location.

    `pages` are those laid out, in file order.
    """

    name: str | None
    version: str | None
    problems: tuple[Diagnostic, ...]
    coverage: tuple[Coverage, ...]
    pages: tuple[PaginatedPage, ...] = ()


def examine(
    folder: Path,
    cache: Path,
    *,
    quick: bool = False,
    report: Report | None = None,
    screens: Screens | None = None,
) -> Examined:
    """Read the pack in `folder` as the kiosk does, and lint it. Never raises for bad content, or a bad block of a hall.

    Its media are opened, unless `quick`; results are kept in `cache` for the kiosk. `report` receives the numbers of
    media done and in total. If there are no errors, the pages are laid out for these `screens`, in all languages and
    text sizes.
    """
    try:
        return _examine(folder, cache, quick=quick, report=report, screens=screens)
    except Exception as error:
        if (fault := fault_of(error)) is None:
            raise
        return Examined(None, None, (fault,), ())


def _examine(folder: Path, cache: Path, *, quick: bool, report: Report | None, screens: Screens | None) -> Examined:
    known = catalog_for(folder)
    loaded = load_pack(folder, known)
    problems, drawable = loaded.problems, None
    sizes: dict[str, tuple[int, int]] = {}
    made: dict[str, Prepared] | None = None
    if not quick:
        imported = _media(folder, cache, loaded, report)
        made = {file.relative_to(folder).as_posix(): picture for file, picture in imported.pictures.items()}
        sizes = {file: (picture.width, picture.height) for file, picture in made.items()}
        problems += failures_as_problems(imported.failures, loaded.media, folder)
        problems += fonts_as_problems(imported.pictures, loaded.media, folder)
        problems += losses_as_problems(imported.pictures, loaded.media, folder)
        problems += shallow_as_problems(imported.pictures, loaded.media, folder)
        drawable = drawable_in(known.theme.fonts.values()) if known.theme else None
    problems += remarks(loaded, list(_files(folder)), sizes, drawable)
    problems += survey(folder)[1] if folder.is_dir() else ()
    pack = loaded.pack
    pages: tuple[PaginatedPage, ...] = ()
    if pack and made is not None and screens and not any(problem.severity == "error" for problem in problems):
        media = PreparedMedia(folder, made, loaded.captions)
        pages, found = _pages(loaded, pack, media, CacheLocation(cache, str(folder.resolve())), screens)
        problems += found
    name, version = (pack.id, pack.version) if pack else (None, None)
    return Examined(name, version, tuple(sorted(problems)), loaded.coverage, pages)


def _pages(
    loaded: ParsedPack, pack: Pack, media: PreparedMedia, kept: CacheLocation, screens: Screens
) -> tuple[tuple[PaginatedPage, ...], tuple[Diagnostic, ...]]:
    """Lay the pages out as the kiosk does; return how each breaks, and the warnings."""
    from kiosk.packs.product_themes import theme_values
    from kiosk.packs.view_data.pack_data import pack_values
    from kiosk.session.state import TEXT_SIZES

    assets = load_assets(paths.resources(), CompiledCache(kept.cache / "compiled"))
    values = pack_values(pack, media, assets.words)
    theme = theme_values(loaded.theme) if loaded.theme else assets.theme
    settings = settings_for(screens.sizes, values["languages"], TEXT_SIZES)
    try:
        found = paginate(values, theme, settings, kept, screens.report)
    except UndrawableBlockError as error:
        kind = quoted(error.kind)
        message = Message("the block {kind} of this hall cannot be drawn: {why}", kind=kind, why=error.why)
        location = SourceLocation(error.file, max(0, error.line), 1 if error.line > 0 else 0)
        return (), (Diagnostic(location, message, "a QML file that Qt can load", "fix the file", kind="blocks"),)
    except (PaginationError, OSError) as error:
        message = Message("the pages could not be laid out: {why}", why=error)
        fix = "run `kiosk doctor`; until then look at each page by `kiosk pack preview`"
        problem = Diagnostic(
            SourceLocation("pack.yaml"), message, "a machine on which the kiosk runs", fix, "warning", "parts"
        )
        return (), (problem,)
    return tuple(paginated_pages(loaded.parts, found)), tuple(pagination_problems(loaded.parts, found))


def _media(folder: Path, cache: Path, loaded: ParsedPack, report: Report | None) -> Imported:
    """Open the media as the kiosk does."""
    refused = {problem.location for problem in loaded.problems if problem.severity == "error"}
    opened = [use for use in loaded.media if use.kind != "captions" and use.location not in refused]
    withdrawn = _withdrawn(folder, loaded.pack, opened, cache)
    files = {folder / use.file: use.kind for use in opened if use.file not in withdrawn}
    languages = loaded.pack.languages if loaded.pack else ()
    return prepare(files, cache, needed_widths(SCREEN_PX), report, languages)


def _withdrawn(folder: Path, pack: Pack | None, uses: Sequence[MediaUse], cache: Path) -> frozenset[str]:
    """Return the files of which nothing may be made on this device, not even to check them."""
    try:
        withdrawals = read_withdrawals()
    except UnreadableListError:
        return frozenset(use.file for use in uses)
    hashes = withdrawals.hashes
    if not hashes and not withdrawals.pictures:
        return frozenset()
    index = HashIndex(cache / "media" / "index.json")
    digests, found = {}, set()
    for use in uses:
        with suppress(UnreadableError, OSError):
            digests[path_of(use.file)] = digest = index.find_digest(folder / use.file, use.kind)
            if digest in hashes or (use.kind in SHIPPED and shipped_digest(folder / use.file) in hashes):
                found.add(path_of(use.file))
    if pack is not None:
        found |= hidden_files(pack, digests, hashes, withdrawals.pictures)
    return frozenset(use.file for use in uses if path_of(use.file) in found)


def _files(folder: Path, below: str = "") -> Iterator[str]:
    """Yield the files of a pack, except hidden ones; links are not followed."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries[:MOST_FILES]:
        if is_left_behind(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{below}{entry.name}/")
        elif entry.name.isprintable():
            yield f"{below}{entry.name}"
