"""Generator of docs/article.md: where the pack has each sentence of its article, and ten questions that it answers.

Reads the `cites` in content/zhenjiang-new-area, and the lists in tests/article. Run it by `make article`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kiosk.content.emphasis import plain
from kiosk.content.loader import load_pack
from kiosk.content.model import CounterScene, FigureScene, Pack, PanelScene, Part, Text
from kiosk.packs.product_catalog import product_catalog

TOP = Path(__file__).resolve().parents[1]
PACK = TOP / "content" / "zhenjiang-new-area"
LISTS = TOP / "tests" / "article"
DOCUMENT = TOP / "docs" / "article.md"
HEAD = """\
# The article, sentence by sentence

Where [the pack](../content/zhenjiang-new-area) tells each sentence of its article, in Chinese and in English, and what
it leaves out. Written by `make article` of the pack's `cites` and of the lists in [tests/article](../tests/article);
do not edit it by hand. A sentence is named by its first words, a page by panel/page.
"""


@dataclass(frozen=True)
class Place:
    """A place in the pack: a page, a picture of the gallery, Home or a scene; `part` is what is there."""

    name: str
    title: Text
    part: Part
    cites: tuple[int, ...]

    def reported(self) -> str:
        """Return the name and the title in Chinese and in English."""
        return f"`{self.name}` {both(self.title)}"


def listed(name: str) -> dict[str, Any]:
    """Return a list of tests/article."""
    read: dict[str, Any] = yaml.safe_load((LISTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return read


def pack() -> Pack:
    """Return the article's pack. Raises ValueError if it has an error."""
    loaded = load_pack(PACK, product_catalog())
    if loaded.pack is None:
        raise ValueError("\n".join(problem.text() for problem in loaded.problems))
    return loaded.pack


def places(pack: Pack, source: str) -> Iterator[Place]:
    """Yield everything that may cite, in the order in which a visitor sees it, with the cited passages."""
    for number, scene in enumerate(pack.attract, 1):
        yield Place(f"attract {number}", _line(pack, scene), scene, _passages(scene, source))
    yield Place("home", pack.home.headline, pack.home, _passages(pack.home, source))
    for panel in pack.panels:
        for page in panel.pages:
            yield Place(f"{panel.id}/{page.id}", page.title, page, _passages(page, source))
    for gallery in pack.galleries:
        for picture in gallery.pictures:
            name = f"{gallery.id}/{Path(picture.file).stem}"
            yield Place(name, picture.title, picture, _passages(picture, source))


def both(text: Text) -> str:
    """Return words in Chinese and in English, on one line and escaped for a table."""
    texts = text.by_language(("zh", "en"))
    return " · ".join(" ".join(plain(texts[language]).split()).replace("|", "\\|") for language in ("zh", "en"))


def made() -> str:
    """Return the text of docs/article.md."""
    sentences, found = listed("sentences"), pack()
    all_places = list(places(found, sentences["source"]))
    rows = ["| no. | begins | says | used | left out |", "|---|---|---|---|---|"]
    for sentence in sentences["sentences"]:
        number = sentence["number"]
        reported = "<br>".join(place.reported() for place in all_places if number in place.cites)
        kind = f" ({sentence['kind']})" if "kind" in sentence else ""
        rows.append(
            f"| {number} | {sentence['begins']}{kind} | {sentence['gist']} | {reported} | {_reason(sentence)} |"
        )
    pages = {f"{panel.id}/{page.id}": page.title for panel in found.panels for page in panel.pages}
    alone = [f"- `{name}` {both(pages[name])}: {why['zh']} {why['en']}" for name, why in sentences["uncited"].items()]
    asked = ["| no. | question | page | answer |", "|---|---|---|---|"]
    for number, question in enumerate(listed("questions")["questions"], 1):
        page = question["page"]
        answer = f"{'、'.join(question['answer']['zh'])} · {', '.join(question['answer']['en'])}"
        asked.append(f"| {number} | {question['zh']}<br>{question['en']} | `{page}` {both(pages[page])} | {answer} |")
    sections = [HEAD, *rows, "", "## Pages that tell nothing of the article", "", *alone]
    sections += ["", "## Ten questions", "", "Whoever knows only the kiosk can answer these.", "", *asked]
    return "\n".join(sections) + "\n"


def _passages(part: Part, source: str) -> tuple[int, ...]:
    cites: dict[str, tuple[int, ...]] = getattr(part, "cites", None) or {}
    return cites.get(source, ())


def _line(pack: Pack, scene: Part) -> Text:
    """Return the words that identify a scene: its line, what its number counts, the panel's title."""
    if isinstance(scene, FigureScene):
        return scene.figure.label
    if isinstance(scene, CounterScene):
        return scene.counter.label
    if isinstance(scene, PanelScene):
        return next(panel.title for panel in pack.panels if panel.id == scene.panel)
    return getattr(scene, "line", None) or pack.title


def _reason(sentence: dict[str, Any]) -> str:
    why = sentence.get("left-out")
    return f"{why['zh']}<br>{why['en']}" if why else ""


if __name__ == "__main__":
    text = made()
    DOCUMENT.write_text(text, encoding="utf-8")
    print(DOCUMENT.relative_to(TOP), len(text))
