"""YAML of a gallery, new or extended; every line that staff wrote stays as it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.content.yaml import SourceDocument, sheet_of
from kiosk.content.yaml.source_document import Node
from kiosk.packs.yaml_scalars import field_lines, scalar

Item = Mapping[str, Any]
MODELINE = "# yaml-language-server: $schema=../.schemas/gallery.json"
_HEAD = """\
#
# 一个图集，一个文件。文字可以随时修改：alt 写图里看得见什么，caption 写说明，credit 写作者。
# One gallery, one file. Change its words as you like: alt says what is seen, credit says who made the picture.

"""
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


def new_gallery(name: str, title: Any, tags: Item, pictures: Sequence[Item]) -> str:
    """Return the file of a new gallery."""
    lines = [f"id: {scalar(name)}", *field_lines("title", title)]
    if tags:
        lines += ["tags:", *(f"  {line}" for tag, named in tags.items() for line in field_lines(tag, named))]
    lines += ["pictures:", *(f"  {line}" for picture in pictures for line in _picture(picture))]
    return f"{MODELINE}\n{_HEAD}" + "".join(f"{line}\n" for line in lines)


def with_pictures(text: str, file: str, pictures: Sequence[Item], tags: Item) -> str | None:
    """Return the file of a gallery with pictures and tags appended; None if that cannot be done.

    The old content is proved intact: as parsed, and letter for letter, comments included.
    """
    before = sheet_of(file, text.encode())
    lines = [line for picture in pictures for line in _picture(picture)]
    after = _insert(text, before, "pictures", lines)
    wanted = {**before.plain, "pictures": [*before.plain["pictures"], *pictures]} if after else None
    if after and tags:
        lines = [line for tag, named in tags.items() for line in field_lines(tag, named)]
        after = _insert(after, sheet_of(file, after.encode()), "tags", lines)
        wanted = wanted and {**wanted, "tags": {**before.plain["tags"], **tags}}
    return after if after and sheet_of(file, after.encode()).plain == wanted else None


def with_tile(text: str, file: str, name: str) -> str | None:
    """Return pack.yaml with one more tile on Home; None if that would change more."""
    before = sheet_of(file, text.encode())
    home = before.root.items.get("home") if before.root else None
    tiles = home.items.get("tiles") if home else None
    if tiles is None or not isinstance(tiles.plain, list) or not tiles.plain:
        return None
    after = _insert_into(text, tiles, [f"- {name}"])
    if after is None:
        last = tiles.items[len(tiles.plain) - 1]
        place = _offset(text, last)
        raw = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[A-Za-z0-9-]+").match(text, place)
        after = f"{text[: raw.end()]}, {name}{text[raw.end() :]}" if raw else None
    wanted = {**before.plain, "home": {**before.plain["home"], "tiles": [*tiles.plain, name]}}
    return after if after and sheet_of(file, after.encode()).plain == wanted else None


def _picture(picture: Item) -> list[str]:
    lines = [line for key, value in picture.items() for line in field_lines(key, value)]
    return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]


def _insert(text: str, sheet: SourceDocument, key: str, lines: Sequence[str]) -> str | None:
    node = sheet.root.items.get(key) if sheet.root else None
    return _insert_into(text, node, lines) if node else None


def _insert_into(text: str, node: Node, lines: Sequence[str]) -> str | None:
    """Insert lines after the last item of a list or map that has an item on each line."""
    rows = [row for row in _LINES.findall(text) if row]
    begin, indent = node.location.line - 1, node.location.column - 1
    locations = (
        [item.location for item in node.items.values()] if isinstance(node.plain, list) else list(node.keys.values())
    )
    due = "-" if isinstance(node.plain, list) else ""
    first = rows[begin] if node.plain else ""
    if not node.plain or first[:indent].strip() or first[indent : indent + 1] in "[{" or due not in first[indent:][:1]:
        return None
    last = locations[-1].line - 1
    for place in range(last + 1, len(rows)):
        row = rows[place]
        depth = len(row) - len(row.lstrip(" "))
        if not row.strip():
            continue
        if depth <= indent and not (row.lstrip().startswith("#") and depth == indent > 0):
            break
        last = place
    end = "\r\n" if "\r\n" in text else "\n"
    if not rows[last].endswith(("\n", "\r")):
        rows[last] += end
    return "".join([*rows[: last + 1], *(f"{' ' * indent}{line}{end}" for line in lines), *rows[last + 1 :]])


def _offset(text: str, node: Node) -> int:
    rows = [row for row in _LINES.findall(text) if row]
    return sum(map(len, rows[: node.location.line - 1])) + node.location.column - 1
