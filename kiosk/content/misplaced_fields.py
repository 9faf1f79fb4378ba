"""Fields and items in the wrong map, and where they belong, so that staff are not advised to delete what they typed."""

from __future__ import annotations

from typing import Any

from kiosk.content.issues import before_each, quoted, without_bullet
from kiosk.content.messages import Message
from kiosk.content.model.base import Part
from kiosk.content.model.blocks import BLOCKS
from kiosk.content.model.panel import Page
from kiosk.content.model_lookup import map_at, part_at
from kiosk.content.yaml.source_document import Node, SourceDocument

Loc = tuple[str | int, ...]


def fix_for_misplaced(sheet: SourceDocument, model: type[Part], loc: Loc, kind: str) -> Message | None:
    """Return the fix for an unknown field, or for a map in place of a list, where its location shows more."""
    if kind == "unknown":
        return _of_field(sheet, model, loc)
    node = sheet.node(loc) if kind == "type" else None
    is_map = node is not None and isinstance(node.plain, dict)
    return _as_items(node) if node is not None and is_map and map_at(model, loc) is None else None


def divided_item(items: list[Any], missing: str) -> str:
    """Return the first field of items that together seem to be one, each field behind a - of its own; else ""."""
    keys = [key for item in items if isinstance(item, dict) for key in item]
    once = len(items) > 1 and len(set(keys)) == len(keys) == len(items)
    return str(keys[0]) if once and missing in keys else ""


def _as_items(node: Node) -> Message | None:
    """Return how to turn a map into a list: of blocks each key becomes an item, of others the whole map is one."""
    keys = list(node.keys)
    if node.is_flow:
        return Message("write [ before the { and ] behind its }")
    if not keys:
        return None
    if all(bulleted := [without_bullet(key) for key in (*keys, *node.repeated)]):
        return Message("write {words}", words=", ".join(f"- {key}: …" for key in bulleted))
    if set(keys) <= set(BLOCKS):
        fix = before_each("write - and a space", [*keys, *node.repeated])
        is_deeper = any(below.items and not below.is_flow for below in node.items.values())
        return Message("{fix}, and two spaces more before the lines below it", fix=fix) if is_deeper else fix
    return Message("write - before {name}, two columns to the left", name=quoted(keys[0]))


def _of_field(sheet: SourceDocument, model: type[Part], loc: Loc) -> Message | None:
    """Return where a field unknown to its map belongs: in a block, or in the node above."""
    name, part, parent = str(loc[-1]), part_at(model, loc[:-1]), sheet.node(loc[:-1])
    if parent is None or parent.is_flow or name not in parent.keys:
        return None
    if name in BLOCKS and "blocks" in part.keys():  # noqa: SIM118  a method
        return Message("it is a block: write it below blocks, as - {name}: …", name=name)
    keys = list(parent.keys)
    known = [key for key in keys[: keys.index(name)] if key in part.keys()]  # noqa: SIM118  a method
    found = _of_above(name, parent.items[known[-1]], model, (*loc[:-1], known[-1])) if known else None
    return found or (_of_page(name) if "pages" in part.keys() else None)  # noqa: SIM118


def _of_page(name: str) -> Message | None:
    """Return that a field written into a panel belongs into one of its pages."""
    if name in BLOCKS:
        return Message("it is a block: write it into the blocks of a page, as - {name}: …", name=name)
    is_field = name in Page.keys()  # noqa: SIM118  a method
    return Message("it is a field of a page: write it into one of the pages") if is_field else None


def _of_above(name: str, above: Node, model: type[Part], place: Loc) -> Message | None:
    """Return that a field belongs to the map above it at a place, or to the last item of the list there."""
    previous = str(place[-1])
    if isinstance(above.plain, list) and above.items:
        place, above = (*place, len(above.items) - 1), above.items[len(above.items) - 1]
    inner = map_at(model, place)
    if inner is None or name not in inner.keys() or name in above.keys or above.is_flow:  # noqa: SIM118  a method
        return None
    if above.plain == "":
        template = "it is a field of {part}: write two spaces before it, so that it belongs to {name}"
        return Message(template, part=inner.a_noun(), name=quoted(previous))
    if isinstance(above.plain, str):
        return Message(
            "it is a field of {part}: write it into the map of {name}", part=inner.a_noun(), name=quoted(previous)
        )
    beside, location = list(above.keys.items())[-1]
    template = "it is a field of {part}: begin it in the column of {name} of line {line}"
    return Message(template, part=inner.a_noun(), name=quoted(beside), line=location.line)
