"""Elements of a drawing that librsvg does not draw, or draws differently. Runs in the worker, while it draws.

librsvg silently leaves out what it does not know. Each loss here was seen with libvips 8.18.7;
tests/unit/media/test_drawing_losses.py draws one small drawing for each.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple
from xml.parsers import expat

from kiosk.content.media_types import HEAD, sort_of
from kiosk.media.drawings.svg_effects import SvgEffects, check_element, check_end, check_root, is_even
from kiosk.media.drawings.svg_fonts import text_of
from kiosk.media.drawings.svg_jsx import NAMES
from kiosk.media.drawings.svg_shapes import check_shape
from kiosk.media.drawings.svg_style import Element, Styles
from kiosk.media.drawings.svg_text import check_text, check_text_element
from kiosk.media.pictures.picture_losses import Loss
from kiosk.media.sandbox.limits import LOSS_CHARACTERS, LOSSES

SHAPES = {"rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "image", "use"}
_TEXT_CONTAINERS = {
    "text",
    "textPath",
    "flowRoot",
    "foreignObject",
    "switch",
}  # whose text is checked, with that of their parts
_UNSEEN = {"title", "desc", "metadata"}
_MOVING = {"animate", "animateTransform", "animateMotion", "animateColor", "set"}
_PAINTS = {"meshgradient", "meshGradient", "mesh", "hatch", "solidColor", "solidcolor"}
_PICTURES = {"image", "feImage"}
_LINKS = {"image", "use", "feImage", "pattern", "linearGradient", "radialGradient", "filter"}
_BACKGROUNDS = {"background", "background-color"}  # svg_background.py draws that of the whole
_NEVER_DRAWN = {"defs", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "filter", "marker"}
_PLACES = ("x", "y", "dx", "dy", "rotate")
_CHOSEN = {*SHAPES, "g", "svg", "a", "switch", "foreignObject", "tspan", "tref", "textPath"}
_CONDITIONS = {"requiredFeatures", "requiredExtensions", "systemLanguage"}
_DEPTH = 2  # drawings within drawings

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@(media|supports|layer|container|import)\b([^{;]*)", re.IGNORECASE)
_UNMET = re.compile(
    r"\bprint\b|\bdark\b|\breduce\b|forced-colors|more\b", re.IGNORECASE
)  # media features that never hold on these screens
_SELECTOR = re.compile(r":(is|where|has)\(")
_INSIDE = re.compile(r"\{(?:[^{}@;]*;)*([^{}@;]+)\{")  # a nested rule
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_DEFINED = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
_VALUE = re.compile(
    r"(?<![\w-])((?:light-dark|color-mix|oklch|oklab|lab|lch|color|icc-color|device-cmyk|env|calc|min|max|clamp)(?=\()"
    r"|(?:[0-9.]+(?:vw|vh|vmin|vmax|rem|lh|q|Q)\b)|(?:initial|unset|revert)\b(?=\s*(?:;|!|\}|$)))"
)
_COLOURS = {"light-dark", "color-mix", "oklch", "oklab", "lab", "lch", "color"}
_PROPERTIES = {
    "transform-origin": "place",
    "transform-box": "place",
    "scale": "place",
    "rotate": "place",
    "translate": "place",
    "offset-path": "place",
    "d": "style",
    "clip-path": "style",
    "mask": "style",
    "mask-image": "style",
    "text-transform": "letters",
    "text-orientation": "letters",
    "word-spacing": "letters",
    "font-variation-settings": "letters",
    "animation": "moves",
    "animation-name": "moves",
}
_PROPERTY = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(_PROPERTIES, key=len, reverse=True))})\s*:\s*([^;}}]*)", re.IGNORECASE
)
_LINES = re.compile(r"(?<![\w-])(inline-size|shape-inside)\s*:\s*(?!auto|none)")
_PLACED = "placed"  # among the parts of text: a line with its own position
_DRAWN_VALUE = {"clip-path": "url(", "mask": "url(#", "mask-image": "none"}
_DEFAULT = re.compile(
    r"\s*(?:none|normal|auto|mixed|inherit|0(?:px|%)?(?:\s+0(?:px|%)?)*|(?:top|left)\s+(?:top|left)|1|view-box|border-box)?\s*(?:!important)?\s*\Z"
)
_FOREIGN_URL = re.compile(r"url\(\s*[\"']?(?!\s*[#\"'])(?!data:)([^)\"'#]+)")
_DATA = re.compile(r"\s*data:([^,;]*)((?:;[^,;]*)*),(.*)\Z", re.IGNORECASE | re.DOTALL)
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_NOT_SVG = "Text is not SVG"  # drawn by draw.io in place of HTML text


def losses_in(data: bytes, depth: int = 0) -> list[Loss]:
    """Return [{"code", "line", "what", "count"}] of an SVG: each kind once, at its first line, with its total count.

    `what` is a word from the drawing. Invalid XML is left to the renderer.
    """
    text = text_of(data)
    if text is None:
        return []
    reader = _Reader(depth)
    try:
        with suppress(expat.ExpatError, ValueError, RecursionError):
            reader.parser.Parse(text, True)
        return reader.result()
    except Exception as error:  # noqa: BLE001  a fault of the checks: the drawing is shown, and what is known reported
        reader.add_loss("unchecked", type(error).__name__)
        return reader.losses()


def count_shapes(data: bytes) -> int:
    """Return how many elements of an SVG draw something."""
    return sum(len(re.findall(rf"<(?:\w+:)?{name}\b".encode(), data)) for name in SHAPES)


class _Reader:
    def __init__(self, depth: int) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._handle_text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.buffer_text = True
        self._depth = depth
        self._open: list[Element] = []
        self._styles = Styles()
        self._effects = SvgEffects()
        self._unseen = 0
        self._found: dict[tuple[str, str], Loss] = {}
        self._variables: dict[str, int] = {}
        self._defined: set[str] = set()

    def result(self) -> list[Loss]:
        for name, line in self._variables.items():
            if name in self._defined:
                self.add_loss("value", f"var({name})", line)
        for code, what, line in self._effects.result():
            self.add_loss(code, what, line)
        return self.losses()

    def losses(self) -> list[Loss]:
        return sorted(self._found.values(), key=lambda loss: int(loss["line"]))[:LOSSES]

    def add_loss(self, code: str, what: str, line: int = 0) -> None:
        line = line or self.parser.CurrentLineNumber
        printable = (character if character.isprintable() else " " for character in what)
        what = " ".join("".join(printable).split())[:LOSS_CHARACTERS]
        # Pictures are each reported by name, anything else at its first occurrence.
        loss = self._found.setdefault(
            (code, what if code.startswith("linked") else ""), {"code": code, "line": line, "what": what, "count": 0}
        )
        loss["count"] += 1

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet" and (match := re.search(r"href=[\"']([^\"'#][^\"']*)", data)):
            self.add_loss("sheet", match[1])

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        element = Element(name.rpartition(":")[2], self.parser.CurrentLineNumber, attributes)
        if self._open:
            self._open[-1].parts.append(element.name)
            if element.name == "tspan" and "x" in attributes:
                self._open[-1].parts.append(_PLACED)
            if self._open[-1].name == "switch" and not self._unseen and _is_chosen_in_vain(self._open[-1], element):
                self.add_loss("language", element.name)
        self._open.append(element)
        self._effects.note(element)
        if self._unseen or element.name in _UNSEEN or _is_hidden(attributes):
            self._unseen += 1
            return
        if any(ancestor.name == "foreignObject" for ancestor in self._open):
            return
        self._check_links(element)
        self._check_style(element)
        self._check_kind(element)
        self._effects.note_uses(self._open, self._styles)
        root = len(self._open) == 1 and not self._depth and element.name == "svg"
        for code, what in (
            *(check_root(element, self._styles) if root else ()),
            *check_element(self._open, self._styles),
            *check_shape(self._open, self._styles),
            *check_text_element(self._open, self._styles),
        ):
            self.add_loss(code, what)

    def _check_kind(self, element: Element) -> None:
        attributes = element.attributes
        if element.name in _MOVING:
            self.add_loss("moves", element.name)
        elif element.name in _PAINTS:
            self.add_loss("paint", element.name)
        elif element.name == "script":
            self.add_loss("script", "script")
        elif element.name == "style" and attributes.get("type", "").strip().lower() not in {"", "text/css"}:
            self.add_loss("style", f"type {attributes['type']}")
        elif element.name == "link" and "stylesheet" in attributes.get("rel", ""):
            self.add_loss("sheet", attributes.get("href", ""))
        elif element.name in {"img", "div", "canvas", "video", "audio", "iframe"}:
            # The XHTML of a page beside drawn elements: only SVG's own elements are drawn.
            self.add_loss("foreign", element.name)
        if attributes.get("systemLanguage") and element.name not in _NEVER_DRAWN:
            self.add_loss("language", attributes["systemLanguage"])
        if attributes.get("pathLength") and "stroke-dasharray" in f"{attributes}":
            self.add_loss("value", "pathLength")

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if self._unseen:
            self._unseen -= 1
            return
        text = " ".join("".join(element.text).split())
        parent = self._open[-1] if self._open else None
        self._effects.end(element)
        for code, what in check_end(element):
            self.add_loss(code, what, element.line)
        if element.name == "foreignObject" and not any(each.name == "foreignObject" for each in self._open):
            left_out = "requiredFeatures" in element.attributes or "requiredExtensions" in element.attributes
            if parent is not None and parent.name == "switch" and left_out:
                parent.foreign.append((element.line, text))
            elif text or element.parts:
                self.add_loss("foreign" if text else "html", text or "foreignObject", element.line)
        elif element.name == "switch":
            self._end_switch(element)
        elif element.name == "flowRoot" and text:
            self.add_loss("flow", text, element.line)
        elif (
            element.name == "textPath"
            and text
            and any(name == "path" or name.endswith("href") for name in element.attributes)
        ):
            self.add_loss("path", text, element.line)
        elif element.name == "style":
            self._read_sheet("".join(element.text), element.line)
        elif element.name in {"text", "tspan"}:
            self._end_text(element, text)
        is_text = any(each.name in _TEXT_CONTAINERS for each in self._open)
        if parent is not None and is_text and element.name not in {"style", "foreignObject"}:
            parent.text += element.text

    def _end_switch(self, element: Element) -> None:
        """A switch with an alternative to HTML draws that: draw.io truncates the text there, or writes another."""
        drawn_text = "".join("".join(element.text).split())
        has_alternative = len(element.parts) > len(element.foreign)
        for line, text in element.foreign:
            if text and (not has_alternative or (drawn_text and drawn_text != "".join(text.split()))):
                self.add_loss("foreign", text, line)

    def _end_text(self, element: Element, text: str) -> None:
        attributes = element.attributes
        is_placed_singly = any(len(attributes.get(name, "").replace(",", " ").split()) > 1 for name in _PLACES)
        is_rotated = re.match(r"\s*[-+]?[.\d]*[1-9]", attributes.get("rotate", "")) is not None
        if len(text) > 1 and (is_placed_singly or is_rotated):
            self.add_loss("letters", text, element.line)
        if text and re.match(r"\s*\+?[.\d]", attributes.get("textLength", "")):
            self.add_loss("letters", text, element.line)
        if "switch" in element.parts:
            self.add_loss("language", "switch", element.line)
        style = attributes.get("style", "")
        raw_text = "".join(element.text).strip()
        if (match := _LINES.search(style)) and _PLACED not in element.parts:
            self.add_loss("lines", match[1], element.line)
        if re.search(r"white-space\s*:\s*(pre|break-spaces)", style) and re.search(r"\S\s*\n|\S\s{2,}\S", raw_text):
            self.add_loss("lines", text, element.line)
        if _NOT_SVG in text:
            self.add_loss("foreign", text, element.line)

    def _handle_text(self, text: str) -> None:
        if self._open and not self._unseen:
            self._open[-1].text.append(text)
            if text.strip():
                for code, what in check_text(self._open, text, self._styles):
                    self.add_loss(code, what, self._open[-1].line)

    def _check_links(self, element: Element) -> None:
        link = next((value for name, value in element.attributes.items() if name.rpartition(":")[2] == "href"), "")
        if element.name in _LINKS and link and not _is_flat(element.attributes):
            if (embedded := embedded_in(link)) is not None:
                for loss in _losses_of(embedded, self._depth):
                    self.add_loss(loss["code"], loss["what"])
                if element.name == "image" and _is_drawing(embedded) and not is_even(self._open):
                    self.add_loss("place", element.name)
            elif not link.lstrip().startswith("#"):
                code = "linked" if element.name in _PICTURES else "linked-part"
                self.add_loss(code, percent_decoded(link).decode("utf-8", "replace"))
        for value in element.attributes.values():
            for url in _FOREIGN_URL.findall(value):
                self.add_loss("linked-part", url)

    def _check_style(self, element: Element) -> None:
        for name, value in element.attributes.items():
            if name in NAMES:
                self.add_loss("jsx", f'{name}="{value}"')
            if name == "style":
                self._read_declarations(value, element.line, element)
            elif name == "transform-origin" and not _is_moved(element):
                continue
            elif name in _PROPERTIES and name not in _PLACES and name not in {"d", "scale"}:
                self._read_declarations(f"{name}:{value}", element.line, element)
            elif name not in {"d", "points", "class", "id", "href", "xlink:href", "font-family"} and len(value) < 400:
                self._read_values(value, element.line)

    def _read_sheet(self, text: str, line: int) -> None:
        text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
        self._styles.read(text)
        for match in _AT_RULE.finditer(text):
            if match[1].lower() == "import":
                self.add_loss("sheet", match[2].strip(), _line_of(text, match, line))
            elif not _UNMET.search(match[2]):
                self.add_loss("style", match[0].strip(), _line_of(text, match, line))
        for match in _SELECTOR.finditer(text):
            self.add_loss("style", match[0] + "…)", _line_of(text, match, line))
        top_level = re.sub(
            r"@(?:media|supports|layer|container|keyframes|-\w+-keyframes)\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}",
            "",
            text,
        )
        if nested := _INSIDE.search(top_level):
            self.add_loss("style", nested[1].strip(), line)
        self._read_declarations(top_level, line, None)

    def _read_declarations(self, text: str, line: int, element: Element | None) -> None:
        self._defined |= set(_DEFINED.findall(text))
        for match in _PROPERTY.finditer(text):
            name, value = match[1].lower(), match[2].strip()
            plain = re.sub(r"[\s\"']", "", value).lower()
            if _DEFAULT.match(value) or plain.startswith(_DRAWN_VALUE.get(name, "\0")):
                continue
            self.add_loss(_PROPERTIES[name], name, _line_of(text, match, line))
        self._read_values(text, line, element.attributes if element else {})

    def _read_values(self, text: str, line: int, attributes: Mapping[str, str] = {}) -> None:
        for match in _VARIABLE.finditer(text):
            self._variables.setdefault(match[1], _line_of(text, match, line))
        for match in _VALUE.finditer(text):
            name = text[: match.start()].rpartition(";")[2].partition(":")[0].strip()
            if name in _BACKGROUNDS:
                continue
            # draw.io and Figma also write a plain colour, as an attribute or before it, which is drawn
            attribute = attributes.get(name, "")
            has_plain = name and (
                _is_declared_before(text, match, name) or (attribute and not _VALUE.search(attribute))
            )
            if not (match[0] in _COLOURS and has_plain):
                self.add_loss("value", match[0], _line_of(text, match, line))


def _is_declared_before(text: str, match: re.Match[str], name: str) -> bool:
    """Return whether the declarations before that of a value, in the same braces, have the same property."""
    before = text[: match.start()].rpartition("{")[2].rpartition(";")[0]
    return any(each.partition(":")[0].strip() == name for each in before.split(";"))


def _line_of(text: str, match: re.Match[str], line: int) -> int:
    return line + text.count("\n", 0, match.start())


def _is_moved(element: Element) -> bool:
    is_transformed = any(name.lower().endswith("transform") for name in element.attributes)
    # librsvg handles the origin of these
    is_gradient = element.name in {"linearGradient", "radialGradient"}
    return not is_gradient and (is_transformed or "transform:" in element.attributes.get("style", ""))


def _is_chosen_in_vain(switch: Element, part: Element) -> bool:
    """Return whether librsvg chooses a part that it does not draw, where a browser goes on to the next."""
    is_first = set(switch.parts[:-1]) <= {"foreignObject"}
    return is_first and part.name not in _CHOSEN and not _CONDITIONS & set(part.attributes)


def _is_drawing(embedded: Embedded) -> bool:
    return embedded.data is not None and sort_of(embedded.data[:HEAD]) == "SVG"


def _is_flat(attributes: Mapping[str, str]) -> bool:
    return any(re.fullmatch(r"\s*0+(?:\.0*)?\D*", attributes.get(side, "")) for side in ("width", "height"))


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return attributes.get("display") == "none" or "display:none" in attributes.get("style", "").replace(" ", "")


class Embedded(NamedTuple):
    """A picture embedded in the drawing: its stated media type, and its bytes; None if invalid."""

    mime: str
    data: bytes | None


def embedded_in(link: str) -> Embedded | None:
    """Return the picture that a link contains; None if it leads elsewhere."""
    match = _DATA.match(link)
    if match is None:
        return None
    mime, data = match[1].strip().lower(), percent_decoded(match[3])
    try:
        return Embedded(mime, base64.b64decode(b"".join(data.split())) if "base64" in match[2] else data)
    except ValueError:
        return Embedded(mime, None)


def _losses_of(embedded: Embedded, depth: int) -> Iterator[Loss]:
    """Yield the losses of a picture embedded in the drawing."""
    mime, data = embedded
    if data is None:
        yield {"code": "embedded", "what": mime}
        return
    kind = sort_of(data[:HEAD])
    if kind == "SVG":
        if depth < _DEPTH:
            yield from losses_in(data, depth + 1)
        return
    stated_kind = {"image/png": "PNG", "image/jpeg": "JPEG", "image/jpg": "JPEG"}.get(mime, kind)
    if kind not in {"PNG", "JPEG"} or stated_kind != kind:
        yield {"code": "embedded", "what": kind or mime}
        return
    import pyvips

    from kiosk.media.sandbox.limits import EMBEDDED_SIDE

    try:
        picture = (pyvips.Image.pngload_buffer if kind == "PNG" else pyvips.Image.jpegload_buffer)(data)
        if max(picture.width, picture.height) > EMBEDDED_SIDE:
            yield {"code": "embedded", "what": f"{picture.width} x {picture.height} px"}
    except pyvips.Error:
        yield {"code": "embedded", "what": kind}


def percent_decoded(text: str) -> bytes:
    """Return the bytes of a link in which %E5 is one byte."""
    return _PERCENT.sub(lambda match: bytes([int(match[1], 16)]), text.encode())
