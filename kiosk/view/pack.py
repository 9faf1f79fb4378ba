"""The pack for QML, as plain values: made once, so that nothing calls back into Python while a finger moves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.content.model import FigureScene, Gallery, Pack, Page, Panel, PanelScene, PictureScene
from kiosk.services.importer import Prepared
from kiosk.services.words import Words, words_for
from kiosk.view.blocks import block_values
from kiosk.view.values import Maker, Value, icon

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("The pack is loaded by the program.")
class PackView(QObject):
    """What the screens show of the pack in use. Before there is one, the words of the interface alone."""

    changed = Signal()

    def __init__(self, words: Words, languages: tuple[str, ...] = ("zh", "en")) -> None:
        super().__init__()
        self._interface = words
        self._values: Value = _empty(words_for(words, languages, {}), languages)
        self._panels: dict[str, Value] = {}
        self._galleries: dict[str, Value] = {}

    def show(self, pack: Pack, media: Mapping[str, Prepared]) -> None:
        """Use this pack from now on; `media` maps each of its files to what the importer made of it."""
        make = Maker(pack.languages, media)
        self._panels = {panel.id: _panel(panel, pack, make) for panel in pack.panels}
        self._galleries = {gallery.id: _gallery(gallery, make) for gallery in pack.galleries}
        self._values = {
            "words": words_for(self._interface, pack.languages, pack.strings),
            "languages": list(pack.languages),
            "title": make.text(pack.title),
            "home": _home(pack, make),
            "scenes": [_scene(scene, pack, make) for scene in pack.attract],
        }
        self.changed.emit()

    @Slot(str, result="QVariantMap")
    def panel(self, panel: str) -> Value:
        """A panel with all its pages; an empty map where the pack has none of this id."""
        return self._panels.get(panel, {})

    @Slot(str, result="QVariantMap")
    def gallery(self, gallery: str) -> Value:
        """A gallery with all its pictures; an empty map where the pack has none of this id."""
        return self._galleries.get(gallery, {})

    def _words(self) -> Value:
        return dict(self._values["words"])

    def _languages(self) -> list[str]:
        return list(self._values["languages"])

    def _title(self) -> Value:
        return dict(self._values["title"])

    def _home(self) -> Value:
        return dict(self._values["home"])

    def _scenes(self) -> list[Value]:
        return list(self._values["scenes"])

    words = Property("QVariantMap", _words, notify=changed)
    languages = Property("QVariantList", _languages, notify=changed)
    title = Property("QVariantMap", _title, notify=changed)
    home = Property("QVariantMap", _home, notify=changed)
    scenes = Property("QVariantList", _scenes, notify=changed)


def _empty(words: Words, languages: tuple[str, ...]) -> Value:
    return {"words": words, "languages": list(languages), "title": {}, "home": {}, "scenes": []}


def _home(pack: Pack, make: Maker) -> Value:
    tiles = [pack.panel(tile) for tile in pack.home.tiles]
    bays = [_bay(panel, index, make) for index, panel in enumerate(panel for panel in tiles if panel)]
    rings = [_ring(gallery, make) for tile in pack.home.tiles if (gallery := pack.gallery(tile))]
    about = pack.panel(pack.home.opens) if pack.home.opens else None
    if about:
        rings.append({"kind": "panel", "id": about.id, "title": make.text(about.title)})
    return {
        "headline": make.text(pack.home.headline),
        "lead": make.text(pack.home.lead),
        "emblem": make.picture(pack.home.emblem),
        "opens": about.id if about else "",
        "opensTitle": make.text(about.title) if about else None,
        "bays": bays,
        "rings": rings,
    }


def _bay(panel: Panel, index: int, make: Maker) -> Value:
    return {
        "id": panel.id,
        "index": index,
        "title": make.text(panel.title),
        "teaser": make.text(panel.teaser),
        "accent": panel.accent,
        "object": make.picture(panel.object or panel.cover),
        "standing": panel.object is not None,
    }


def _ring(gallery: Gallery, make: Maker) -> Value:
    return {"kind": "gallery", "id": gallery.id, "title": make.text(gallery.title)}


def _scene(scene: PictureScene | FigureScene | PanelScene, pack: Pack, make: Maker) -> Value:
    value: Value = {"kind": scene.kind, "seconds": scene.seconds, "opens": scene.opens or ""}
    if isinstance(scene, PictureScene):
        return value | {"picture": make.picture(scene.picture), "line": make.text(scene.line)}
    if isinstance(scene, FigureScene):
        return value | {"figure": make.figure(scene.figure), "emblem": make.picture(pack.home.emblem)}
    panel = pack.panel(scene.panel)
    if panel is None:
        return value
    tiles = [tile for tile in pack.home.tiles if pack.panel(tile)]
    index = tiles.index(panel.id) if panel.id in tiles else len(tiles)
    return value | {"bay": _bay(panel, index, make), "opens": scene.opens or panel.id}


def _panel(panel: Panel, pack: Pack, make: Maker) -> Value:
    tiles = [tile for tile in pack.home.tiles if pack.panel(tile)]
    return {
        "id": panel.id,
        "title": make.text(panel.title),
        "accent": panel.accent,
        "icon": icon(panel.icon),
        "index": tiles.index(panel.id) if panel.id in tiles else -1,
        "pages": [_page(page, pack, make) for page in panel.pages],
    }


def _page(page: Page, pack: Pack, make: Maker) -> Value:
    return {
        "id": page.id,
        "title": make.text(page.title),
        "picture": make.picture(page.picture),
        "layout": page.layout,
        "blocks": [block_values(block, pack, make) for block in page.blocks],
    }


def _gallery(gallery: Gallery, make: Maker) -> Value:
    pictures = [
        {**(make.picture(picture) or {}), "title": make.text(picture.title), "tags": list(picture.tags)}
        for picture in gallery.pictures
    ]
    return {
        "id": gallery.id,
        "title": make.text(gallery.title),
        "lead": make.text(gallery.lead),
        "pictures": pictures,
        "allIllustrations": bool(pictures) and all(picture["illustration"] for picture in pictures),
    }
