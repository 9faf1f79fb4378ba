"""A pack as plain values: what the screens show of it, and what the session needs."""

from __future__ import annotations

from kiosk.blocks.registry import require_plain
from kiosk.content.model import (
    Block,
    CounterScene,
    FigureScene,
    Gallery,
    Pack,
    Page,
    Panel,
    PictureScene,
    Scene,
    VideoScene,
)
from kiosk.packs.interface_words import Words, words_for
from kiosk.packs.view_data import Value
from kiosk.packs.view_data.values import PackSerializer, PreparedMedia, Serializer, icon
from kiosk.session.outline import picture_ids


def pack_values(pack: Pack, media: PreparedMedia, interface: Words) -> Value:
    """Return everything that QML reads of a pack, as JSON values; `media` are its prepared files."""
    make = PackSerializer(pack.languages, media, pack)
    return {
        "words": words_for(interface, pack.languages, pack.strings),
        "languages": list(pack.languages),
        "title": make.text(pack.title),
        "home": _home(pack, make),
        "scenes": [_scene(scene, pack, make) for scene in pack.attract],
        "panels": {panel.id: _panel(panel, make) for panel in pack.panels},
        "galleries": {gallery.id: _gallery(gallery, make) for gallery in pack.galleries},
    }


def _home(pack: Pack, make: Serializer) -> Value:
    tiles = [pack.panel(tile) for tile in pack.home.tiles]
    bays = [_bay(panel, index, make) for index, panel in enumerate(panel for panel in tiles if panel)]
    rings = [_ring(gallery, make) for tile in pack.home.tiles if (gallery := pack.gallery(tile))]
    rings.append({"kind": "search", "id": "search", "title": None})
    about = pack.panel(pack.home.opens) if pack.home.opens else None
    return {
        "headline": make.text(pack.home.headline),
        "lead": make.text(pack.home.lead),
        "motto": make.text(pack.home.motto),
        "emblem": make.picture(pack.home.emblem),
        "emblemOnLight": make.picture(pack.home.emblem_on_light or pack.home.emblem),
        "opens": about.id if about else "",
        "opensTitle": make.text(about.title) if about else None,
        "bays": bays,
        "rings": rings,
    }


def _bay(panel: Panel, index: int, make: Serializer) -> Value:
    return {
        "id": panel.id,
        "index": index,
        "title": make.text(panel.title),
        "teaser": make.text(panel.teaser),
        "accent": panel.accent,
        "object": make.picture(panel.object or panel.cover),
        "standing": panel.object is not None,
    }


def _ring(gallery: Gallery, make: Serializer) -> Value:
    return {"kind": "gallery", "id": gallery.id, "title": make.text(gallery.title)}


def _scene(scene: Scene, pack: Pack, make: Serializer) -> Value:
    value: Value = {"kind": scene.kind, "seconds": scene.seconds}
    if isinstance(scene, PictureScene):
        return value | {"picture": make.picture(scene.picture), "line": make.text(scene.line)}
    if isinstance(scene, VideoScene):
        return value | {"film": make.film(scene.video), "line": make.text(scene.line)}
    if isinstance(scene, FigureScene):
        return value | {"figure": make.figure(scene.figure)}
    if isinstance(scene, CounterScene):
        return value | {"counter": make.counter(scene.counter)}
    panel = pack.panel(scene.panel)
    if panel is None:
        return value
    tiles = [tile for tile in pack.home.tiles if pack.panel(tile)]
    index = tiles.index(panel.id) if panel.id in tiles else len(tiles)
    return value | {"bay": _bay(panel, index, make)}


def _panel(panel: Panel, make: PackSerializer) -> Value:
    tiles = [tile for tile in make.pack.home.tiles if make.pack.panel(tile)]
    return {
        "id": panel.id,
        "title": make.text(panel.title),
        "teaser": make.text(panel.teaser),
        "accent": panel.accent,
        "icon": icon(panel.icon),
        "object": make.picture(panel.object),
        "index": tiles.index(panel.id) if panel.id in tiles else -1,
        "pages": [_page(page, make) for page in panel.pages],
    }


def _page(page: Page, make: PackSerializer) -> Value:
    return {
        "id": page.id,
        "title": make.text(page.title),
        "picture": make.picture(page.picture),
        "layout": page.layout,
        "blocks": _joined([_block(block, make) for block in page.blocks]),
    }


def _block(block: Block, make: PackSerializer) -> Value:
    """`kind` names the QML file that draws it, `traits` say how it is laid out on a page."""
    traits, view = block.layout_traits(), block.view_data(make)
    if block.is_of_hall():
        require_plain(block.kind, traits, view)
    return {"kind": block.kind, "traits": traits.values(), **view}


def _joined(blocks: list[Value]) -> list[Value]:
    """Return the blocks with neighbours joined whose traits say so; `number` is that of the first, from 0."""
    joined: list[Value] = []
    for number, block in enumerate(blocks):
        key = block["traits"].get("joins")
        if key and joined and joined[-1]["kind"] == block["kind"]:
            joined[-1] |= {key: joined[-1][key] + block[key]}
        else:
            joined.append(block | {"number": number})
    return joined


def _gallery(gallery: Gallery, make: Serializer) -> Value:
    pictures = [
        {
            **(make.picture(picture) or {}),
            "id": name,
            "title": make.text(picture.title),
            "tags": [gallery.tag_of(tag) for tag in picture.tags],
        }
        for name, picture in zip(picture_ids(each.file for each in gallery.pictures), gallery.pictures, strict=True)
    ]
    return {
        "id": gallery.id,
        "title": make.text(gallery.title),
        "lead": make.text(gallery.lead),
        "tags": [{"id": tag, "title": make.text(title)} for tag, title in gallery.choices().items()],
        "pictures": pictures,
        "allIllustrations": bool(pictures) and all(picture["illustration"] for picture in pictures),
    }
