"""Check that everything on a page is reachable: each item has a token, and a visitor collects them by paging."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from kiosk.tour.stillness import Stillness
from tests.screens.layout import lasting_faults
from tests.screens.visitor import ROOT, SMALL, Visitor

ALL = os.environ.get("REACH") == "all"
"""Whether `make reach` runs: every combination of screens, languages and sizes, where `make test` has some."""
MOST_PARTS = 60
A_PANEL = 20
Block = dict[str, Any]
Wanted = dict[tuple[str, str], list[str]]
# Entries in a block of each kind: few, some, and the maximum allowed or ever written.
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
    "studs": (2, 4),
    "flow": (2, 6),
    "rings": (2, 5),
    "match": (2, 5),
    "quiz": (2, 5),
    "poll": (2, 5),
    "text": (1, 12),
    "voice": (1, 5, 12),
    "link": (1, 8, 12),
    "qr": (1, 3, 12),
    "long": (40, 160),
    "hotspots": (2, 5, 8),
    "compare": (1, 2),
    "wordy": (60,),
    "audio": (1, 6, 16),
    "video": (1, 6, 16),
    "gallery": (1, 3),
    "address": (250,),
}
CHARTS = ("bar", "line", "share", "cut", "studs")
LINE = {"zh": "一行说明文字", "en": "one line of words"}


class Tokens:
    """Words with a unique token."""

    def __init__(self) -> None:
        self._count = count(1)
        self.made: list[str] = []

    def token(self) -> str:
        self.made.append(f"T{next(self._count):03}")
        return self.made[-1]

    def words(self, zh: str, en: str) -> dict[str, str]:
        token = self.token()
        return {"zh": f"{zh}{token}", "en": f"{en} {token}"}


LISTS: Mapping[str, Callable[[Tokens], Block]] = {
    "figures": lambda tokens: {"value": 12, "label": tokens.words("个", "of them"), "year": 2019, "source": "s1"},
    "cards": lambda tokens: {"title": tokens.words("卡", "card"), "text": LINE},
    "steps": lambda tokens: {"title": tokens.words("步", "step"), "text": LINE},
    "timeline": lambda tokens: {"when": "2019", "title": tokens.words("时", "then"), "text": LINE},
}
ALONE: Mapping[str, Callable[[Tokens], Any]] = {
    "text": lambda tokens: tokens.words("这里有一些话，其中几个是", "words and more words, of which some are"),
    "voice": lambda tokens: {
        "speaker": tokens.words("某人", "somebody"),
        "role": tokens.words("职务", "role"),
        "says": tokens.words("说了一句话", "something said"),
    },
    "link": lambda tokens: {"panel": "all-1", "label": tokens.words("去", "on to")},
    "qr": lambda tokens: {"url": "https://example.org", "label": tokens.words("看", "look")},
}


def _question(number: int, tokens: Tokens) -> Block:
    answers = [tokens.words("有几个字的回答", "an answer of some words") for _ in range(number)]
    return {"question": tokens.words("哪一个是对的", "which is right"), "answers": answers}


ASKED: Mapping[str, Callable[[int, Tokens], Block]] = {
    "quiz": lambda number, tokens: _question(number, tokens) | {"right": 1, "because": LINE},
    "poll": _question,
    "flow": lambda number, tokens: {
        "stations": [{"title": tokens.words("站", "station"), "value": 12, "text": LINE} for _ in range(number)],
        "year": 2019,
        "source": "s1",
    },
    "rings": lambda number, tokens: {
        "levels": [{"title": tokens.words("层", "level"), "text": LINE} for _ in range(number)]
    },
    "match": lambda number, tokens: {
        "question": tokens.words("哪个配哪个", "which goes with which"),
        "pairs": [{"sign": tokens.words("牌", "sign"), "answer": tokens.words("意", "meaning")} for _ in range(number)],
    },
}


def blocks_of(kind: str, number: int, tokens: Tokens) -> list[Block]:
    """A page full of one kind of block: one with this many entries, or this many without entries."""
    if kind in CHARTS:
        return [_chart(kind, number, tokens)]
    if kind in ASKED:
        return [{kind: ASKED[kind](number, tokens)}]
    if kind in WHOLE:
        return WHOLE[kind](number, tokens)
    if kind in LISTS:
        return [{kind: [LISTS[kind](tokens) for _ in range(number)]}]
    return [{kind: ALONE[kind](tokens)} for _ in range(number)]


def _hotspots(number: int, tokens: Tokens) -> list[Block]:
    caption = tokens.words("图上的山和太阳", "hills and a sun in the picture")
    picture = {"file": "media/field.svg", "alt": {"zh": "山", "en": "Hills"}, "caption": caption, "credit": LINE}
    points = [
        {
            "at": [round(0.15 + 0.17 * (at % 5), 2), 0.3 + 0.4 * (at // 5)],
            "title": tokens.words("点", "point"),
            "text": LINE,
        }
        for at in range(number)
    ]
    return [{"hotspots": {"picture": picture, "points": points}}]


def _compare(number: int, tokens: Tokens) -> list[Block]:
    def picture() -> dict[str, Any]:
        return {"file": "media/field.svg", "alt": LINE, "caption": tokens.words("原来", "then")}

    return [{"compare": {"before": picture(), "after": picture()}} for _ in range(number)]


def _address(number: int, tokens: Tokens) -> list[Block]:
    return [{"qr": {"url": "https://example.org/" + "a" * (number - 24) + tokens.token(), "label": LINE}}]


def _played(kind: str, file: str, number: int, tokens: Tokens) -> list[Block]:
    """A film or sound with a transcript of this many sentences."""
    sentences = [tokens.words("有人说话，这是其中一句", "somebody speaks, in a sentence") for _ in range(number)]
    transcript = {language: "\n".join(each[language] for each in sentences) for language in ("zh", "en")}
    return [{kind: {"file": file, "title": tokens.words("听", "hear"), "transcript": transcript}}]


def _galleries(number: int, tokens: Tokens) -> list[Block]:
    """Ways into galleries whose titles are their tokens: see `make`."""
    return [{"gallery": f"gallery-{tokens.token().lower()}"} for _ in range(number)]


def _long(number: int, tokens: Tokens) -> list[Block]:
    long = [
        tokens.words("很长的一段话没有句号", "a long text that has no full stop at all") for _ in range(number // 8)
    ]
    return [{"text": {language: " ".join(each[language] for each in long) for language in ("zh", "en")}}]


def _sources(number: int, tokens: Tokens) -> list[Block]:
    tokens.made += [f"S{index:02}" for index in range(1, number + 1)]
    return [{"sources": [f"s{index}" for index in range(1, number + 1)]}]


def _wordy(number: int, tokens: Tokens) -> list[Block]:
    """A question, an answer and a step of this many words each, ending in a token."""

    def much() -> dict[str, str]:
        zh, en = "这里有很多很多的字" * (number // 9), "words " * (number - 2)
        token = tokens.token()
        return {"zh": zh + token, "en": en + token}

    answers = [much(), tokens.words("短", "short")]
    return [
        {"quiz": {"question": much(), "answers": answers, "right": 1}},
        {"steps": [{"title": LINE, "text": much()}]},
    ]


WHOLE: Mapping[str, Callable[[int, Tokens], list[Block]]] = {
    "address": _address,
    "audio": lambda number, tokens: _played("audio", "media/bell.ogg", number, tokens),
    "compare": _compare,
    "gallery": _galleries,
    "hotspots": _hotspots,
    "long": _long,
    "sources": _sources,
    "video": lambda number, tokens: _played("video", "media/casting.mp4", number, tokens),
    "wordy": _wordy,
}


def _chart(kind: str, number: int, tokens: Tokens) -> Block:
    values = {
        "line": list(range(1, number + 1)),
        "studs": [12, 60, 60, 60][:number],
    }.get(kind, [90 // number] * number)
    series = [{"value": value, "unit": "%", "label": tokens.words("其中的第", "of which")} for value in values]
    words = {"title": tokens.words("标题", "title"), "note": tokens.words("注", "note")}
    return {"chart": {"kind": kind, "series": series, "year": 2019, "source": "s1"} | words}


def make(folder: Path, counts: Mapping[str, tuple[int, ...]] = COUNTS) -> Wanted:
    """Write a pack with a page for each kind and count; return the tokens of each page, by its panel and its id."""
    shutil.copytree(SMALL, folder)
    for file in ("bell.ogg", "casting.mp4"):
        shutil.copy(ROOT / "content" / "showcase" / "media" / file, folder / "media")
    panels: dict[str, list[Any]] = {}
    wanted: Wanted = {}
    pages = [(kind, entries) for kind, numbers in counts.items() for entries in numbers]
    for number, (kind, entries) in enumerate(pages):
        tokens, panel, page = Tokens(), f"all-{number // A_PANEL + 1}", f"{kind}-{entries}"
        blocks = blocks_of(kind, entries, tokens)
        panels.setdefault(panel, []).append({"id": page, "title": {"zh": page, "en": page}, "blocks": blocks})
        wanted[panel, page] = tokens.made
        for block in blocks:
            if "gallery" in block:
                title = {"title": block["gallery"].rpartition("-")[2].upper(), "id": block["gallery"]}
                _write(folder / "galleries" / f"{block['gallery']}.yaml", _pictures(folder) | title)
    fill(folder, panels)
    return wanted


def _pictures(folder: Path) -> dict[str, Any]:
    words = (folder / "galleries" / "pictures.yaml").read_text("utf-8")
    gallery: dict[str, Any] = yaml.load(words, Loader=yaml.CSafeLoader)
    return gallery


def fill(folder: Path, panels: Mapping[str, list[Any]]) -> None:
    """Give the pack in `folder` these panels with their pages, first on Home, and twelve sources."""
    front = yaml.load((folder / "pack.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    front["home"]["tiles"] = [*panels, *front["home"]["tiles"]][:5]
    front["sources"] = [
        {"id": f"s{index}", "title": f"S{index:02} title of a source", "publisher": "publisher", "year": 2019}
        for index in range(1, 13)
    ]
    front.pop("strings", None)
    _write(folder / "pack.yaml", front)
    for panel, content in panels.items():
        _write(
            folder / "panels" / f"{panel}.yaml", {"id": panel, "title": {"zh": panel, "en": panel}, "pages": content}
        )


def _write(file: Path, value: Any) -> None:
    # JSON is YAML without anchors, which packs do not have.
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")


def lost(visitor: Visitor, panel: str, page: str, tokens: list[str]) -> list[str]:
    """What the parts of a page never show whole, and their layout faults."""
    visitor.open_page(panel, page)
    place = visitor.place
    still = Stillness(visitor.window)
    seen, wrong = "", []
    for part in range(MOST_PARTS):
        assert still.settle(20), f"{page} comes to no rest"
        assert visitor.is_composed()
        wrong += [f"part {part + 1}: {fault}" for fault in lasting_faults(visitor.window)]
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
    """Yield each page with what is lost."""
    for (panel, page), tokens in wanted.items():
        if found := lost(visitor, panel, page, tokens):
            yield page, found
