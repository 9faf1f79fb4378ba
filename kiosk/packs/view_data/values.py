"""The model as plain values for QML: texts as maps by language, pictures with their imported files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from kiosk.content import emphasis
from kiosk.content.model import Captions, Counter, Figure, Pack, Picture, Source, Text
from kiosk.content.webvtt import Cue
from kiosk.device.icon_fonts import find_glyph
from kiosk.media import Prepared, Tiles
from kiosk.packs.view_data import Value
from kiosk.packs.view_data.hyphenation import hyphenate
from kiosk.packs.view_data.qr_code import code


@dataclass(frozen=True, slots=True)
class PreparedMedia:
    """A pack's prepared files, by their names in the pack; the pack itself is in `folder`."""

    folder: Path = Path()
    made: Mapping[str, Prepared] = field(default_factory=dict)
    captions: Mapping[str, Sequence[Cue]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Serializer:
    """Makes plain values for the languages of one pack, with its prepared `media`."""

    languages: Sequence[str]
    media: PreparedMedia

    def text(self, text: Text | None) -> dict[str, str] | None:
        """Return words by language, every language of the pack, with soft hyphens in the longest; None stays None."""
        if text is None:
            return None
        return {language: hyphenate(words, language) for language, words in text.by_language(self.languages).items()}

    def styled(self, text: Text) -> dict[str, str]:
        """Return the same as styled text: every word escaped, bold and emphasis as the only tags."""
        texts = text.by_language(self.languages)
        return {language: _styled(hyphenate(words, language)) for language, words in texts.items()}

    def picture(self, picture: Picture | None) -> Value | None:
        """Return a picture; its `files` are empty if the importer made none."""
        if picture is None:
            return None
        made = self.media.made.get(picture.file.removeprefix("./"))
        return _files(made) | {
            "alt": self.text(picture.alt),
            "caption": self.text(picture.caption),
            "credit": self.text(picture.credit),
            "illustration": picture.kind == "illustration",
            "focusX": picture.focus[0],
            "focusY": picture.focus[1],
        }

    def film(self, file: str) -> Value | None:
        """Return a film or sound to play, with one of its frames as a picture; None if it is missing."""
        made = self.media.made.get(file.removeprefix("./"))
        if made is None or made.film is None:
            return None
        still = _files(made) | {"alt": None, "caption": None, "credit": None, "illustration": False}
        return {
            "url": file_url((self.media.folder / file).resolve()),
            "seconds": made.film.seconds,
            "sound": made.film.sound,
            "still": still | {"focusX": 0.5, "focusY": 0.5},
        }

    def captions(self, captions: Captions | None) -> Value:
        """Return [start, end, words] in ms, by language; a language without any gets those of the first that has."""
        if captions is None:
            return {}
        read = {language: self.media.captions.get(file.removeprefix("./"), ()) for language, file in captions.files}
        instead = next((cues for language in self.languages if (cues := read.get(language))), ())
        return {
            language: [[cue.start, cue.end, cue.words] for cue in read.get(language) or instead]
            for language in self.languages
        }

    def figure(self, figure: Figure) -> Value:
        """Return a figure with its label and the year in which it applied or was reported."""
        return {
            "value": self.text(figure.value),
            "before": self.text(figure.before),
            "unit": self.text(figure.unit),
            "label": self.text(figure.label),
            "year": figure.year or "",
            "reported": figure.reported or "",
        }

    def counter(self, counter: Counter) -> Value:
        """Return a counter as written; its display depends on the clock. A missing instant is ""."""
        return {
            "since": counter.since or "",
            "until": counter.until or "",
            "counts": counter.counts,
            "before": self.text(counter.before),
            "unit": self.text(counter.unit),
            "one": self.text(counter.one or counter.unit),
            "label": self.text(counter.label),
        }

    def source(self, source: Source) -> Value:
        """Return a source as credited."""
        return {
            "title": self.text(source.title),
            "publisher": self.text(source.publisher),
            "year": source.year or "",
            "authors": [self.text(author) for author in source.authors],
            "url": source.url or "",
        }


@dataclass(frozen=True, slots=True)
class PackSerializer(Serializer):
    """The same for a whole pack, whose blocks may refer to its other parts (`BlockSerializer`)."""

    pack: Pack

    def icon(self, name: str | None) -> Value | None:
        """Return the glyph of an icon, or None."""
        return icon(name)

    def qr_code(self, address: str) -> Value:
        """Return a QR code as a drawing of whole modules."""
        return code(address)


def _files(made: Prepared | None) -> Value:
    if made is None:
        return {"files": [], "tiles": None, "width": 16, "height": 10}
    files = [{"width": file.width, "height": file.height, "url": file_url(file.file)} for file in made.renditions]
    return {"files": files, "tiles": _tiles(made.tiles), "width": made.width, "height": made.height}


def _tiles(tiles: Tiles | None) -> Value | None:
    if tiles is None:
        return None
    levels = [{"width": width, "height": height} for width, height in tiles.levels]
    return {"url": f"{file_url(tiles.folder)}/", "suffix": tiles.suffix, "side": tiles.side, "levels": levels}


def icon(name: str | None) -> Value | None:
    """Return the glyph of an icon, or None."""
    glyph = find_glyph(name) if name else None
    return {"character": glyph.character, "font": file_url(glyph.font)} if glyph else None


def file_url(path: Path) -> str:
    """Return the URL of a local file for QML."""
    return path.as_uri()


def _styled(words: str) -> str:
    parts = []
    for span in emphasis.parse(words):
        # Styled text collapses spaces, and treats a no-break space as one of them unless it is written as an entity.
        part = re.sub(" {2,}", " ", escape(span.text, quote=False)).replace("\n", "<br>").replace("\u00a0", "&nbsp;")
        part = f"<b>{part}</b>" if span.strong else part
        parts.append(f"<i>{part}</i>" if span.emphasis else part)
    return "".join(parts)
