"""A pack without what was withdrawn: files, pages, pictures of galleries, and all that depends on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import is_
from typing import Any, TypeVar

from kiosk.content.model import Pack
from kiosk.content.model.base import Part
from kiosk.content.model.blocks import Block
from kiosk.content.model.panel import Page, Panel
from kiosk.content.model.picture import Gallery
from kiosk.content.model.scene import BaseScene
from kiosk.content.model_walk import walk

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Withheld:
    """Withheld content: `files` by path in the pack, `pages` as panel/page, `pictures` as gallery/file."""

    files: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a pack shows a file: `where` is panel/page, gallery/file, or the part of the pack."""

    file: str
    where: str


def path_of(file: str) -> str:
    """Return a file's path in the pack as listed; YAML may write ./ before it."""
    return file.removeprefix("./")


def withhold(pack: Pack, withheld: Withheld) -> Pack:
    """Return the pack without what is withheld; the same pack if nothing is.

    What needs a missing file goes with it, caption and all: a card stays without its picture, hotspots do not; a match
    goes once a single pair is left. A page without blocks, a panel without pages and a gallery without pictures go too,
    and so do the tiles, links and scenes that lead there. Home and the attract loop may end up empty.
    """
    found = _Remover(withheld).remove(pack)
    while (further := _without_dead_ends(found)) is not found:
        found = further
    return found


def missing_pictures(pack: Pack, rest: Pack) -> dict[str, tuple[int, ...]]:
    """Return which pictures of each gallery `withhold` removed, by their numbers from 0."""
    kept = {id(picture) for gallery in rest.galleries for picture in gallery.pictures}
    numbers = {
        gallery.id: tuple(n for n, picture in enumerate(gallery.pictures) if id(picture) not in kept)
        for gallery in pack.galleries
    }
    return {gallery: gone for gallery, gone in numbers.items() if gone}


def uses(pack: Pack) -> Iterator[Use]:
    """Yield each use of a file, in the order of the pack."""
    for name in ("home", "attract"):
        yield from (Use(file, name) for file in files_in(getattr(pack, name)))
    for panel in pack.panels:
        for part in (panel.cover, panel.object):
            yield from (Use(file, panel.id) for file in files_in(part))
        for page in panel.pages:
            yield from (Use(file, f"{panel.id}/{page.id}") for file in files_in(page))
    for gallery in pack.galleries:
        for picture in gallery.pictures:
            yield Use(path_of(picture.file), f"{gallery.id}/{path_of(picture.file)}")


def files_in(part: Any) -> Iterator[str]:
    """Yield the files of a part and of all parts within it."""
    for _, inner in walk(part):
        yield from (path_of(file) for _, file, _ in inner.media())


def hidden_files(
    pack: Pack, digests: Mapping[str, str], hashes: AbstractSet[str], pictures: AbstractSet[str]
) -> frozenset[str]:
    """Return the files that nobody may see: those with these hashes, and those of these pictures, as gallery/file.

    A picture that was saved again has other bytes than those listed, wherever its pack shows it. `digests`: the
    SHA-256 of each file, if known.
    """
    named = {
        path_of(picture.file)
        for gallery in pack.galleries
        for picture in gallery.pictures
        if f"{gallery.id}/{path_of(picture.file)}" in pictures
    }
    gone = hashes | {digests[file] for file in named if digests.get(file)}
    return frozenset(named | {file for file, digest in digests.items() if digest in gone})


class _Remover:
    """Removes what is withheld itself; what leads there stays."""

    def __init__(self, withheld: Withheld) -> None:
        self._withheld = withheld

    def remove(self, pack: Pack) -> Pack:
        panels = (self._panel(panel) for panel in pack.panels)
        galleries = (self._gallery(gallery) for gallery in pack.galleries)
        scenes = (self._rest(scene) for scene in pack.attract)
        return _changed(
            pack,
            home=self._rest(pack.home) or pack.home,
            attract=_kept(scenes),
            panels=_kept(panels),
            galleries=_kept(galleries),
        )

    def _panel(self, panel: Panel) -> Panel | None:
        pages = tuple(page for page in panel.pages if f"{panel.id}/{page.id}" not in self._withheld.pages)
        return self._rest(_changed(panel, pages=pages)) if pages else None

    def _gallery(self, gallery: Gallery) -> Gallery | None:
        pictures = tuple(
            picture
            for picture in gallery.pictures
            if f"{gallery.id}/{path_of(picture.file)}" not in self._withheld.pictures
        )
        return self._rest(_changed(gallery, pictures=pictures)) if pictures else None

    def _rest(self, part: P) -> P | None:
        """Return what is left of a part; None if it makes no sense without what is gone."""
        media = list(part.media())
        if any(path_of(file) in self._withheld.files for _, file, kind in media if kind != "captions"):
            return None
        # A film plays on without its captions.
        gone = [path for path, file, _ in media if path_of(file) in self._withheld.files]
        changes: dict[str, Any] = {type(part).keys()[path[0]]: None for path in gone}
        for name, field in type(part).model_fields.items():
            value = getattr(part, name)
            rest = self._rest_of(value)
            if rest is not value:
                if field.is_required() and not rest:
                    return None
                changes[name] = rest
        left = _changed(part, **changes)
        return left if left.has_content() else None

    def _rest_of(self, value: Any) -> Any:
        if isinstance(value, Part):
            return self._rest(value)
        if isinstance(value, tuple) and value and isinstance(value[0], Part):
            rest = _kept(self._rest(each) for each in value)
            return value if _same(rest, value) else rest
        return value


def _without_dead_ends(pack: Pack) -> Pack:
    """Return the pack without dead ends, and without what that leaves empty; the same pack if there are none."""
    pages = {panel.id: {page.id for page in panel.pages} for panel in pack.panels}
    galleries = {gallery.id for gallery in pack.galleries}
    places = {*pages, *galleries}

    def leads(part: Part) -> bool:
        to = part.leads_to()
        if to is None:
            return True
        return to.gallery in galleries or (to.panel in pages and (to.page is None or to.page in pages[to.panel]))

    def block_of(block: Block) -> Block:
        changes = {name: tuple(map(without_link, each)) for name, each in block if is_parts(each)}
        return _changed(block, **changes)

    def without_link(part: Part) -> Part:
        dead = {name: None for name, inner in part if isinstance(inner, Part) and not leads(inner)}
        return _changed(part, **dead)

    def is_parts(value: Any) -> bool:
        return isinstance(value, tuple) and bool(value) and isinstance(value[0], Part)

    def page_of(page: Page) -> Page:
        return _changed(page, blocks=tuple(block_of(block) for block in page.blocks if leads(block)))

    def panel_of(panel: Panel) -> Panel:
        return _changed(panel, pages=tuple(page for page in map(page_of, panel.pages) if page.blocks))

    def scene_of(scene: BaseScene) -> BaseScene:
        return _changed(scene, opens=None) if scene.opens and scene.opens not in places else scene

    home = pack.home
    return _changed(
        pack,
        home=_changed(
            home,
            opens=home.opens if home.opens in pages else None,
            tiles=tuple(tile for tile in home.tiles if tile in places),
        ),
        attract=tuple(scene_of(scene) for scene in pack.attract if leads(scene)),
        panels=tuple(panel for panel in map(panel_of, pack.panels) if panel.pages),
    )


def _kept(parts: Iterator[P | None]) -> tuple[P, ...]:
    return tuple(part for part in parts if part is not None)


def _changed(part: P, **changes: Any) -> P:
    """Return the part with these fields; the same part if nothing changes."""
    due = {name: value for name, value in changes.items() if not _same(value, getattr(part, name))}
    return part.model_copy(update=due) if due else part


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(is_, one, other))
    return one is other
