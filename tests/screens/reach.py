"""Whether everything on a page is reached: each item bears a token, and a visitor pages through and collects them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from kiosk.tour.stillness import Stillness
from tests.screens.layout import faults
from tests.screens.visitor import SMALL, Visitor

MOST_PARTS = 60
A_PANEL = 20
Block = dict[str, Any]
Wanted = dict[tuple[str, str], list[str]]
# How many entries a block of each kind has: few, some, and as many as are allowed or as anybody wrote.
COUNTS: Mapping[str, tuple[int, ...]] = {
    "figures": (1, 4, 9, 16),
    "cards": (2, 6, 12),
    "steps": (3, 7, 12),
    "timeline": (4, 5, 12),
    "sources": (3, 12),
    "bar": (3, 8),
    "line": (3, 12),
    "share": (2, 6),
    "cut": (1, 4),
    "studs": (2,),
    "quiz": (2, 5),
    "poll": (2, 5),
    "text": (1, 12),
    "voice": (1, 5),
    "link": (1, 8),
    "qr": (1, 3),
    "long": (40, 160),
}
CHARTS = ("bar", "line", "share", "cut", "studs")


class Tokens:
    """Words with a token in them that stands nowhere else."""

    def __init__(self) -> None:
        self._count = count(1)
        self.made: list[str] = []

    def token(self) -> str:
        self.made.append(f"T{next(self._count):03}")
        return self.made[-1]

    def words(self, zh: str, en: str) -> dict[str, str]:
        token = self.token()
        return {"zh": f"{zh}{token}", "en": f"{en} {token}"}


def blocks_of(kind: str, number: int, tokens: Tokens) -> list[Block]:  # noqa: PLR0911 - one for each kind
    """A page full of one kind of block: one with so many entries, or so many that have none."""
    words, line = tokens.words, {"zh": "一行说明文字", "en": "one line of words"}
    if kind in CHARTS:
        value = 90 // number
        series = [{"value": value, "unit": "%", "label": words("其中的第", "of which")} for _ in range(number)]
        chart = {
            "kind": kind,
            "title": words("标题", "title"),
            "series": series,
            "note": words("注", "note"),
            "year": 2019,
        }
        if kind == "studs":
            series[0] |= {"value": 12}
            series[1] |= {"value": 60}
        if kind == "line":
            chart["series"] = [entry | {"value": index + 1} for index, entry in enumerate(series)]
        return [{"chart": chart | {"source": "s1"}}]
    if kind == "figures":
        entries = [{"value": 12 + index, "label": words("个", "of them"), "year": 2019} for index in range(number)]
        return [{"figures": entries}]
    if kind == "cards":
        return [{"cards": [{"title": words("卡", "card"), "text": line} for _ in range(number)]}]
    if kind == "steps":
        return [{"steps": [{"title": words("步", "step"), "text": line} for _ in range(number)]}]
    if kind == "timeline":
        return [{"timeline": [{"when": "2019", "title": words("时", "then"), "text": line} for _ in range(number)]}]
    if kind == "sources":
        tokens.made += [f"S{index:02}" for index in range(1, number + 1)]
        return [{"sources": [f"s{index}" for index in range(1, number + 1)]}]
    if kind in {"quiz", "poll"}:
        answers = [words("有几个字的回答", "an answer of some words") for _ in range(number)]
        asked = {"question": words("哪一个是对的", "which is right"), "answers": answers}
        return [{kind: asked | ({"right": 1, "because": line} if kind == "quiz" else {})}]
    if kind == "text":
        return [
            {"text": words("这里有一些话，其中几个是", "words and more words, of which some are")}
            for _ in range(number)
        ]
    if kind == "voice":
        said = ("speaker", "某人", "somebody"), ("role", "职务", "role"), ("says", "说了一句话", "something said")
        return [{"voice": {field: words(zh, en) for field, zh, en in said}} for _ in range(number)]
    if kind == "link":
        return [{"link": {"panel": "all-1", "label": words("去", "on to")}} for _ in range(number)]
    if kind == "qr":
        return [{"qr": {"url": "https://example.org", "label": words("看", "look")}} for _ in range(number)]
    long = [words("很长的一段话没有句号", "a long text that has no full stop at all") for _ in range(number // 8)]
    return [{"text": {language: " ".join(each[language] for each in long) for language in ("zh", "en")}}]


def make(folder: Path, counts: Mapping[str, tuple[int, ...]] = COUNTS) -> Wanted:
    """Write a pack with a page for each kind and count; return the tokens of each page, by its panel and its id."""
    shutil.copytree(SMALL, folder)
    panels: dict[str, list[Any]] = {}
    wanted: Wanted = {}
    for number, (kind, entries) in enumerate((kind, entries) for kind in counts for entries in counts[kind]):
        tokens, panel, page = Tokens(), f"all-{number // A_PANEL + 1}", f"{kind}-{entries}"
        blocks = blocks_of(kind, entries, tokens)
        panels.setdefault(panel, []).append({"id": page, "title": {"zh": page, "en": page}, "blocks": blocks})
        wanted[panel, page] = tokens.made
    front = yaml.safe_load((folder / "pack.yaml").read_text("utf-8"))
    front["home"]["tiles"] = [*panels, *front["home"]["tiles"]][:5]
    front["sources"] = [
        {"id": f"s{index}", "title": f"S{index:02} title of a source", "publisher": "publisher", "year": 2019}
        for index in range(1, 13)
    ]
    front.pop("strings", None)
    _write(folder / "pack.yaml", front)
    for panel, pages in panels.items():
        _write(folder / "panels" / f"{panel}.yaml", {"id": panel, "title": {"zh": panel, "en": panel}, "pages": pages})
    return wanted


def _write(file: Path, value: Any) -> None:
    # JSON is YAML without anchors, which packs do not have.
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")


def lost(visitor: Visitor, panel: str, page: str, tokens: list[str]) -> list[str]:
    """What of a page its parts never show whole, and what is wrong with how they stand."""
    visitor.open_page(panel, page)
    place = visitor.place
    still = Stillness(visitor.window)
    seen, wrong = "", []
    for part in range(MOST_PARTS):
        assert still.settle(20), f"{page} comes to no rest"
        assert visitor.is_composed()
        wrong += [f"part {part + 1}: {fault}" for fault in faults(visitor.window)]
        sight = visitor.sight()
        seen += "\n".join([*sight.texts, *(control.name for control in sight.controls)]) + "\n"
        step = sight.control("part:next")
        if step is None or not step.usable:
            break
        visitor.touch("part:next")
        if visitor.place != place:
            break
    else:
        wrong.append("has no end")
    return [*(token for token in tokens if token not in seen), *wrong]


def walk(visitor: Visitor, wanted: Wanted) -> Iterator[tuple[str, list[str]]]:
    """Yield each page with what it loses."""
    for (panel, page), tokens in wanted.items():
        if found := lost(visitor, panel, page, tokens):
            yield page, found
