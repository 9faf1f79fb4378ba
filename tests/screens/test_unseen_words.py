"""A token in every text of a pack of all kinds: some screen shows it, or `kiosk pack check` warns of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, get_args, get_origin

from kiosk.blocks.chart.chart_block import MOST
from kiosk.content.lint.unseen_words import unseen
from kiosk.content.loader import load_pack
from kiosk.content.model import Gallery, GalleryPicture, Home, Part, Picture, Source, Text
from kiosk.content.model.blocks import BLOCKS
from kiosk.content.model.counter import Counter
from kiosk.content.model.scene import SCENES
from kiosk.packs.product_catalog import product_catalog
from kiosk.tour.tour_visitor import TourVisitor
from kiosk.tour.tour_walk import LeapingClock, Walk
from tests.screens.visitor import ROOT, Visitor

SHOWCASE = ROOT / "content" / "showcase"
DRAWING = "media/vessel-clay.svg"
# Fields that are no words, as they are written here; None: left out.
PLAIN: dict[str, Any] = {
    "accent": "gold",
    "at": [0.3, 0.5],
    "cites": None,
    "emblem-on-light": None,
    "focus": None,
    "gallery": "all-pictures",
    "icon": "mdi6.factory",
    "kind": None,
    "layout": None,
    "opens": None,
    "panel": "all-1",
    "reported": None,
    "seconds": None,
    "series": None,
    "since": "2019-05-01",
    "source": "listed",
    "tags": None,
    "total": None,
    "until": None,
    "url": "https://example.org/page",
    "value": 12,
    "year": 2019,
}
SKIPPED = {"alt": "it is spoken", "motto": "it takes Chinese characters only: test_home_words"}


class Tokens:
    """Words with a unique number, by the field that they were written into."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self._numbers = count(100)

    def __call__(self, field: str) -> str:
        token = f"字{next(self._numbers)}词"
        self.fields[token] = field
        return token

    def part(self, kind: type[Part], where: str) -> dict[str, Any]:
        """Return a map of a kind with a token in every text."""
        written = ((key, self._value(kind, key, name, where)) for key, name in kind.keys().items())
        return {key: value for key, value in written if value is not None}

    def _value(self, kind: type[Part], key: str, name: str, where: str) -> Any:
        field = f"{where}.{key}"
        annotation = kind.model_fields[name].annotation
        found = _parts(annotation)
        if key in SKIPPED:
            return "说的话" if key == "alt" else None
        if Text in found:
            return (
                [self(field)] * 1
                if get_origin(annotation) is tuple and key == "authors"
                else self._texts(annotation, field)
            )
        parts = [each for each in found if isinstance(each, type) and issubclass(each, Part)]
        if parts:
            return self._nested(parts[0], annotation, field)
        if key == "file":
            return DRAWING
        return PLAIN.get(key)

    def _texts(self, annotation: Any, field: str) -> Any:
        return [self(field), self(field)] if get_origin(annotation) is tuple else self(field)

    def _nested(self, part: type[Part], annotation: Any, field: str) -> Any:
        if get_origin(annotation) is tuple:
            return [self.part(part, field) for _ in range(2)]
        return self.part(part, field)

    def block(self, kind: str) -> list[dict[str, Any]]:
        """Return the blocks of a kind, each form of it."""
        model = BLOCKS[kind]
        if kind == "chart":
            return [{"chart": self._chart(form)} for form in MOST]
        if kind == "gallery":
            return [{"gallery": "all-pictures"}]
        if kind == "sources":
            return [{"sources": ["listed"]}]
        made = self.part(model, kind)
        if kind == "match":
            made["pairs"][0].pop("sign")
            made["pairs"][1].pop("picture")
            made["pairs"][1] = {key: made["pairs"][1][key] for key in ("sign", "answer", "because")}
        if kind == "quiz":
            made["right"] = 1
        if kind == "hotspots":
            made["points"][1]["at"] = [0.7, 0.5]
        if kind in {"video", "audio"}:
            made["file"] = "media/casting.mp4" if kind == "video" else "media/bell.ogg"
            made.pop("captions", None)
        if kind == "flow":
            plain = self.part(model, f"{kind} without blanks")
            made["stations"][0]["total"] = 4
            return [{kind: made}, {kind: plain}]
        return [{kind: made} if model.wrapper else made]

    def _chart(self, form: str) -> dict[str, Any]:
        entry = BLOCKS["chart"].model_fields["series"].annotation
        series = [self.part(get_args(entry)[0], f"chart {form}.series") | {"value": value} for value in (30, 40)]
        chart = self.part(BLOCKS["chart"], f"chart {form}") | {"kind": form, "series": series}
        if form == "studs":
            series[0]["value"] = 10
        return chart


def _parts(annotation: Any) -> list[Any]:
    inner = [each for argument in get_args(annotation) for each in _parts(argument)]
    return inner or [annotation]


def write(folder: Path, tokens: Tokens) -> None:
    """Write a pack with all kinds of everything, and a token in each of its texts."""
    shutil.copytree(SHOWCASE / "media", folder / "media")
    blocks = [(kind, block) for kind in BLOCKS for block in tokens.block(kind)]
    panels: dict[str, dict[str, Any]] = {}
    for number, (kind, block) in enumerate(blocks):
        panel = panels.setdefault(f"all-{number // 12 + 1}", {"pages": []})
        page = {"id": f"{kind}-{number}", "title": tokens(f"page of {kind}"), "blocks": [block]}
        panel["pages"].append(page)
    for name, panel in panels.items():
        panel |= {"id": name, "title": tokens("panel.title"), "teaser": tokens("panel.teaser"), "icon": "mdi6.factory"}
        panel["cover"] = tokens.part(Picture, "panel.cover")
        panel["pages"][0]["picture"] = tokens.part(Picture, "page.picture")
    first = next(iter(panels.values()))
    first["object"] = tokens.part(Picture, "panel.object")
    gallery = tokens.part(Gallery, "gallery") | {"id": "all-pictures", "tags": {"one": tokens("gallery.tags")}}
    gallery["pictures"] = [tokens.part(GalleryPicture, "gallery.pictures") | {"tags": ["one"]}]
    home = tokens.part(Home, "home") | {"tiles": [*panels, "all-pictures"]}
    scenes = []
    for kind, model in SCENES.items():
        scene = tokens.part(model, f"scene {kind}")
        if kind == "counter":
            scene["counter"] = {key: value for key, value in tokens.part(Counter, "counter").items() if key != "until"}
            scene["counter"].pop("one")  # of exactly one day
        if kind == "video":
            scene["video"] = "media/casting.mp4"
        scenes.append(scene)
    sources = [tokens.part(Source, f"source {name}") | {"id": name} for name in ("listed", "unlisted")]
    front = {
        "format": 1,
        "id": "tokens",
        "version": "1.0.0",
        "title": "展厅",
        "languages": ["zh"],
        "home": home,
        "attract": scenes,
        "sources": sources,
    }
    for file, value in {
        "pack.yaml": front,
        **{f"panels/{name}.yaml": panel for name, panel in panels.items()},
        "galleries/all-pictures.yaml": gallery,
    }.items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
    written = "".join(file.read_text("utf-8") for file in folder.rglob("*.yaml"))
    tokens.fields = {token: field for token, field in tokens.fields.items() if token in written}


def warned_of(folder: Path, tokens: Tokens) -> set[str]:
    """Return the tokens that `check` says no screen shows."""
    loaded = load_pack(folder, product_catalog())
    assert [problem.text() for problem in loaded.problems if problem.severity == "error"] == []
    found = set()
    for problem in unseen(loaded.parts):
        lines = (folder / problem.location.file).read_text("utf-8").split("\n")
        reported = "".join(
            lines[problem.location.line - 1 : problem.location.line + (0 if "source" not in problem.message else 6)]
        )
        found |= {token for token in tokens.fields if token in reported}
    return found


def shown_by(visitor: Visitor) -> Iterator[str]:
    """Yield all words of a walk through every screen; questions are answered, pairs matched, pictures seen alone."""
    walk = Walk(visitor.kiosk, visitor.clock, TourVisitor())
    for stop in walk.stops():
        yield from walk.read_screen().texts
        if stop.screen != "panel":
            continue
        for start in ("answer:", "match:show", "cut:before", "match:sign", "compare:"):
            controls = [each for each in walk.read_screen().controls if each.id.startswith(start) and each.usable]
            for control in controls[: 1 if start == "answer:" else None]:
                walk.touch_screen.tap(*control.centre)
                walk._settle()
                yield from walk.read_screen().texts


def test_each_text_of_a_pack_is_on_some_screen_or_warned_of(open_kiosk: Callable[..., Any], tmp_path: Path) -> None:
    tokens = Tokens()
    write(tmp_path / "tokens", tokens)
    warned = warned_of(tmp_path / "tokens", tokens)
    with open_kiosk(tmp_path / "tokens", clock=LeapingClock()) as visitor:
        shown = "\n".join(shown_by(visitor))
    assert len(tokens.fields) > 120
    lost = {token: field for token, field in tokens.fields.items() if token not in shown and token not in warned}
    assert not lost, "\n".join(sorted(set(lost.values())))
    needless = {token: field for token, field in tokens.fields.items() if token in shown and token in warned}
    assert not needless, "\n".join(sorted(set(needless.values())))
