"""Rules across files: ids, links, languages, media, and what the product has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kiosk.content.issues import TAKE_OUT, UNKNOWN_LANGUAGE, Issue, advice, join_hints, listed, one_of, quoted, see
from kiosk.content.languages import MEANT, named_language, unknown_language
from kiosk.content.media_files import MediaFiles, path_fault
from kiosk.content.messages import Message
from kiosk.content.model.captions import Captions
from kiosk.content.model.items import Figure, Link, undated
from kiosk.content.model.text import EXPECTED, Text
from kiosk.content.theme import Theme
from kiosk.content.yaml.coded_words import by_code, flow_map

MOST_ADVICE = 30
# (no year, no source) → what is missing
UNDATED = {
    (True, True): "this figure has no year and no source",
    (True, False): "this figure has no year",
    (False, True): "this figure has no source",
}


@dataclass(frozen=True)
class ProductCatalog:
    """The product's own names: interface words, accents, themes; icons if they are checked.

    `theme` is the product's own, which a pack's theme is laid over. `refused_blocks`: the hall's kinds of block that
    the pack may not use, and why.
    """

    strings: frozenset[str]
    accents: frozenset[str]
    themes: frozenset[str]
    icons: frozenset[str] | None = None
    theme: Theme | None = None
    refused_blocks: Mapping[str, Issue] = field(default_factory=dict)


@dataclass(frozen=True)
class PackContext:
    """The content of a pack, as far as its files can be read. Panels map to their pages' ids (None: not known)."""

    catalog: ProductCatalog
    media_files: MediaFiles
    languages: tuple[str, ...] = ()
    panels: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    galleries: frozenset[str] = frozenset()
    sources: frozenset[str] | None = None
    titles: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (topic, title) → id
    advised: list[str] = field(default_factory=list)
    # The languages of each checked text, for the table of translations.
    texts: list[frozenset[str]] = field(default_factory=list)

    def check(self, topic: str, value: Any) -> Iterator[Issue]:
        """Yield the problems of a value of a topic."""
        match topic:
            case "text":
                yield from self._text(value)
            case "figure":
                yield from self._figure(value)
            case "link":
                yield from self._link(value)
            case "block":
                yield from value.advice()
            case "picture" | "video" | "audio":
                if fault := self.media_files.medium(value, topic):
                    yield fault
            case "captions":
                yield from self._captions(value)
            case "language":
                if unknown := unknown_language(value):
                    yield Issue(unknown[0], "zh, en, ja …", unknown[1], "warning", "language", named=False)
            case "theme" if value.startswith("./"):
                yield from self._own_theme(value)
            case _:
                yield from self._name(topic, value)

    def _name(self, topic: str, name: str) -> Iterator[Issue]:
        k = self.catalog
        if topic == "kind":
            yield from [k.refused_blocks[name]] if name in k.refused_blocks else ()
            return

        def gone(folder: str) -> Message:
            return Message(TAKE_OUT, file=f"{folder}/{name}.yaml")

        where = {
            "panel": ("a panel of this pack", self.panels, gone("panels")),
            "gallery": ("a gallery of this pack", self.galleries, gone("galleries")),
            "place": (
                "a panel or a gallery of this pack",
                {**self.panels, **dict.fromkeys(self.galleries)},
                gone("panels"),
            ),
            "source": (
                "a source of this pack",
                self.sources,
                join_hints("add it to sources in pack.yaml", see("source")),
            ),
            "accent": ("an accent of the theme", k.accents, see("panel")),
            "theme": ("a theme of this program", k.themes, join_hints("or ./theme.yaml of the pack", see("theme"))),
            "icon": ("an icon of this program", k.icons, "look for its name on pictogrammers.com/library/mdi"),
            "string": ("a word of the interface", k.strings, join_hints("remove it", see("strings"))),
        }
        what, known, otherwise = where[topic]
        if known is None or name in known:
            return
        expected = one_of(sorted(known)) if 0 < len(known) <= 100 else what
        # Searching for what was meant takes time, which a hostile file must not multiply.
        self.advised.append(name)
        fix = advice(name, known, otherwise) if len(self.advised) <= MOST_ADVICE else otherwise
        yield Issue(
            Message("{name} is not {what}", name=quoted(name), what=Message(what)),
            expected,
            fix,
            kind=topic,
            named=False,
        )

    def _text(self, text: Text) -> Iterator[Issue]:
        if not text.words or not self.languages:
            parts = by_code(text.same) if ":" in text.same or "：" in text.same else {}
            if parts and set(parts) <= set(self.languages):
                message = "is one text for all languages, and visitors would read the codes in it"
                fix = Message("write it as {example}", example=flow_map(parts))
                yield Issue(message, EXPECTED, fix, "warning", "coded")
            return
        languages, written = self.languages, [language for language, _ in text.words]
        self.texts.append(frozenset(written))
        unknown = list(self._unknown(written))
        yield from unknown
        for language in () if unknown else languages:
            if language not in written:
                first = language == languages[0]
                template = (
                    "has no words in {language}, the pack's first language" if first else "has no words in {language}"
                )
                adding = "add {field}: …" if first else "add {field}: …; until then visitors read another language"
                yield Issue(
                    Message(template, language=language),
                    Message("words in {languages}", languages=listed(languages)),
                    Message(adding, field=language),
                    "error" if first else "warning",
                    "untranslated",
                )

    def _captions(self, captions: Captions) -> Iterator[Issue]:
        written = [language for language, _ in captions.files]
        for language, file in captions.files:
            if fault := self.media_files.medium(file, "captions"):
                yield replace(fault, path=(language,))
        if self.languages:
            unknown = list(self._unknown(written))
            yield from unknown
            for language in [] if unknown else [name for name in self.languages if name not in written]:
                fix = Message("add {field}: …; until then visitors see those of another language", field=language)
                expected = Message("a file for each of {languages}", languages=listed(self.languages))
                message = Message("has no file for {language}", language=language)
                yield Issue(message, expected, fix, "warning", "uncaptioned")

    def _unknown(self, written: list[str]) -> Iterator[Issue]:
        for language in [name for name in written if name not in self.languages][:MOST_ADVICE]:
            near = next(
                (known for known in self.languages if language in {known.split("-")[0], MEANT.get(known)}), None
            )
            otherwise: str = "add it to languages in pack.yaml, or remove it"
            own = next(
                (known for known in self.languages if known in {named_language(language), language.split("-")[0]}), ""
            )
            if near is not None and near not in written:
                otherwise = Message("write {meant} for {other} in languages of pack.yaml", meant=language, other=near)
            elif own and own not in written:
                otherwise = Message("write {meant} in its place", meant=quoted(own))
            fix = otherwise if near or own else advice(language, self.languages, otherwise)
            yield Issue(
                Message("{language} is not a language of this pack", language=quoted(language)),
                listed(self.languages),
                fix,
                kind=UNKNOWN_LANGUAGE,
                path=(language,),
                at_key=True,
                named=False,
            )

    def _figure(self, figure: Figure) -> Iterator[Issue]:
        yield from undated(figure, UNDATED, needs_source=bool(self.sources))

    def _link(self, link: Link) -> Iterator[Issue]:
        pages = self.panels.get(link.panel)
        if link.page is not None and pages is not None and link.page not in pages:
            message = Message("{page} is not a page of {panel}", page=quoted(link.page), panel=quoted(link.panel))
            fix = advice(link.page, pages, "fix the id, or leave page out")
            yield Issue(message, listed(sorted(pages)), fix, kind="page", path=("page",), named=False)

    def _own_theme(self, path: str) -> Iterator[Issue]:
        if fault := path_fault(path) or self.media_files.present(path):
            expected = "a theme of this program, or a YAML file of the pack"
            yield Issue(fault.message, expected, fault.fix, kind=fault.kind, named=False)
