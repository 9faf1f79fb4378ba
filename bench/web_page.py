"""The article's pack as one page for a browser: the same words in both languages, the same pictures, the same places.

Written as a web developer would who wants it fast: no framework, one file, pictures in the sizes that the kiosk shows.
Places: `attract` (the first scene), `picture` (the first scene with a picture, panned by CSS), `home`, and `film` where
a film is given. The window's title names the place; it is "end" once everything was shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any

from kiosk import paths
from kiosk.media import needed_widths
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.pack_source import PackSource
from kiosk.packs.product_assets import load_assets

LANGUAGES = ("zh", "en")
WIDE = 1000  # px; larger pictures are shown as wide as the screen
RESOURCES = paths.resources() / "pictures"
WEB = Path(__file__).parent / "web"


def pack_values(pack: Path, cache: Path) -> Mapping[str, Any]:
    """What the kiosk shows of a pack, its pictures made in the sizes of a screen of 1920 px."""
    assets = load_assets(paths.resources(), CompiledCache(cache / "compiled"))
    source = PackSource(pack, assets, cache, needed_widths(1920))
    loaded = source.load_cached() or source.load()
    values = loaded.values
    if values is None:
        raise ValueError(f"{pack} cannot be shown")
    return dict(values)


def write_page(file: Path, values: Mapping[str, Any], film: Path | None = None) -> list[str]:
    """Write the page; return the places of its pages in the order in which they are gone through."""
    pages = [(f"{panel['id']}-{page['id']}", page) for panel in values["panels"].values() for page in [*panel["pages"]]]
    for gallery in values["galleries"]:
        entry = values["galleries"][gallery]
        pages += [(f"{gallery}-{picture['id']}", picture) for picture in entry["pictures"]]
    order = [name for name, _ in pages]
    body = [_attract(values), _picture(values), _home(values, pages), *(_page(name, page) for name, page in pages)]
    if film is not None:
        body.append(f'<section id="film"><video src="{film.as_uri()}" autoplay loop muted></video></section>')
    body.append(
        '<div class="bar"><button id="bar-home">⌂</button>'
        '<button id="bar-language"><span lang="zh">English</span><span lang="en">中文</span></button></div>'
    )
    style = (WEB / "page.css").read_text("utf-8")
    script = f"const order = {json.dumps(order)};\n" + (WEB / "page.js").read_text("utf-8")
    file.write_text(
        f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>…</title><style>{style}</style></head>\n'
        f"<body>\n{chr(10).join(body)}\n<script>{script}</script></body></html>\n",
        "utf-8",
    )
    return order


def words_of(value: Any) -> Iterator[Mapping[str, str]]:
    """Every text of a piece of the pack, in reading order; not the descriptions that only a screen reader has."""
    if isinstance(value, Mapping):
        if value and set(value) <= set(LANGUAGES):
            yield {language: str(words) for language, words in value.items()}
            return
        for name, part in value.items():
            if name not in {"alt", "traits", "icon"}:
                yield from words_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from words_of(part)


def pictures_of(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every picture of a piece of the pack."""
    if isinstance(value, Mapping):
        if "files" in value and "alt" in value:
            yield value
            return
        for part in value.values():
            yield from pictures_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from pictures_of(part)


def _text(words: Mapping[str, str] | None, tag: str = "p", kind: str = "") -> str:
    if not words:
        return ""
    inner = "".join(f'<span lang="{language}">{_marked_up(words[language])}</span>' for language in words)
    return f'<{tag} class="{kind}">{inner}</{tag}>'


def _marked_up(words: str) -> str:
    """Words with the emphasis that the kiosk shows; running text is escaped already, titles are not."""
    return re.sub("&lt;(/?[bi])&gt;", r"<\1>", escape(unescape(words))).replace("\n", "<br>")


def _image(picture: Mapping[str, Any] | None, width: int, kind: str = "") -> str:
    if not picture or not picture["files"]:
        return ""
    files = sorted(picture["files"], key=lambda each: int(each["width"]))
    chosen = next((each for each in files if each["width"] >= width), files[-1])
    return f'<img class="{kind}" src="{chosen["url"]}" width="{chosen["width"]}" height="{chosen["height"]}">'


def _attract(values: Mapping[str, Any]) -> str:
    figure = next((scene["figure"] for scene in values["scenes"] if scene["kind"] == "figure"), None)
    if figure is None:
        return ""
    return (
        f'<section id="attract" class="both"><img class="whorl" src="{(RESOURCES / "whorl-right.png").as_uri()}">'
        f'{_image(values["home"]["emblem"], 600, "emblem")}<div class="words">'
        f'<span class="number">{escape(figure["value"]["zh"])}</span><span class="unit">{escape(figure["unit"]["zh"])}'
        f"</span>{_text(figure['label'], 'h2')}</div>"
        '<div class="dot"></div><div class="start">轻触开始<br>Touch to begin</div></section>'
    )


def _picture(values: Mapping[str, Any]) -> str:
    scene = next((scene for scene in values["scenes"] if scene["kind"] == "picture"), None)
    if scene is None:
        return ""
    return (
        f'<section id="picture" class="both"><div class="frame">{_image(scene["picture"], 1920)}</div>'
        f'<div class="words">{_text(scene["line"], "h1")}</div>'
        '<div class="dot"></div><div class="start">轻触开始<br>Touch to begin</div></section>'
    )


def _home(values: Mapping[str, Any], pages: list[tuple[str, Any]]) -> str:
    home = values["home"]
    tiles = []
    for bay in home["bays"]:
        opens = next(name for name, _ in pages if name.startswith(f"{bay['id']}-"))
        tiles.append(
            f'<div class="tile" data-opens="{opens}" style="left:{616 + 328 * bay["index"]}px">'
            f"{_image(bay['object'], 480)}{_text(bay['title'], 'h2')}{_text(bay['teaser'])}</div>"
        )
    front = f"{_image(home['emblem'], 480)}{_text(values['title'])}{_text(home['headline'], 'h1')}{_text(home['lead'])}"
    return f'<section id="home"><div class="front">{front}</div>{"".join(tiles)}</section>'


def _page(name: str, page: Mapping[str, Any]) -> str:
    pictures = [_image(each, 1920 if each["width"] >= WIDE else 480) for each in pictures_of(page) if each.get("files")]
    words = list(words_of(page))
    body = "".join((_text(words[0], "h1") if words else "", *pictures, *(_text(each) for each in words[1:])))
    return (
        f'<section id="{name}" class="page"><div class="scroll">{body}</div>'
        '<button class="step previous">‹</button><button class="step next">›</button></section>'
    )
