"""Titles of a pack's panels, pages and pictures, for the journal: ids are for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple


class Title(NamedTuple):
    """One name. `kind`: pack, panel, page, gallery, picture, poll or answer; `titles` by language."""

    pack: str
    kind: str
    name: str
    part: str
    titles: dict[str, str]


def titles_of(pack: str, values: dict[str, Any]) -> Iterator[Title]:
    """Every title of a pack that a visit or a vote can name; `values` as `packs.view_data.pack_values` makes them."""
    yield Title(pack, "pack", "", "", values["title"])
    for panel in values["panels"].values():
        yield Title(pack, "panel", panel["id"], "", panel["title"])
        for page in panel["pages"]:
            yield Title(pack, "page", panel["id"], page["id"], page["title"])
            for block in page["blocks"]:
                if block["kind"] == "poll":
                    yield from _poll(pack, block)
    for gallery in values["galleries"].values():
        yield Title(pack, "gallery", gallery["id"], "", gallery["title"])
        for picture in gallery["pictures"]:
            yield Title(pack, "picture", gallery["id"], picture["id"], picture["title"])


def _poll(pack: str, block: dict[str, Any]) -> Iterator[Title]:
    yield Title(pack, "poll", block["poll"], "", block["question"])
    for number, answer in enumerate(block["answers"]):
        yield Title(pack, "answer", block["poll"], str(number), answer)
