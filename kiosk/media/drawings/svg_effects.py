"""Losses of clips, filters, gradients and shapes, each compared with another renderer's picture.

Runs in the worker only. Each check yields (code, what); the place is that of the element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kiosk.media.drawings.svg_background import ground_of, is_sized
from kiosk.media.drawings.svg_style import Element, Styles

Found = tuple[str, str]

_CLIPS = {"path", "rect", "circle", "ellipse", "polygon", "polyline", "line", "text", "use"}
_PAINT_SERVERS = {"linearGradient", "radialGradient", "pattern"}
_INPUTS = {"BackgroundImage", "BackgroundAlpha", "FillPaint", "StrokePaint"}
_LIT = {"feDiffuseLighting", "feSpecularLighting"}
_LIGHTS = {"feDistantLight", "fePointLight", "feSpotLight"}
# librsvg computes these in linear light, CSS in sRGB
_COLOUR_FUNCTION = re.compile(
    r"\b(?:(brightness|contrast|grayscale|invert|saturate|sepia)\(|(hue-rotate)\((?!\s*0?\s*\)))"
)
_LOCAL = re.compile(r"url\(\s*[\"']?#([^)\"']+)[\"']?\s*\)")
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_LENGTH = re.compile(rf"\s*(?:{_NUMBER}\s*(?:px|pt|pc|mm|cm|in|em|ex|ch|%)?|auto|inherit|initial|unset|)\s*\Z")
_KNOWN_LATER = re.compile(r"\(|[0-9.](?:vw|vh|vmin|vmax|q|Q)\b")  # reported as an unknown value
_NUMBERS = re.compile(_NUMBER)
_SEPARATORS = re.compile(r"[\s,]*")
_ONE = rf"(?:matrix|translate|scale|rotate|skewX|skewY)\s*\(\s*{_NUMBER}(?:[\s,]+{_NUMBER}|\s*(?=[+-]){_NUMBER})*\s*\)"
_TRANSFORMS = re.compile(rf"[\s,]*(?:{_ONE}[\s,]*)*\Z")
_TURNS = re.compile(r"(rotate|skewX|skewY|matrix)\s*\(([^)]*)\)")
# These fill the region of a filter: if it is rotated, librsvg fills the upright box around it.
_FILLS = {"feDiffuseLighting", "feSpecularLighting", "feTile", "feTurbulence", "feImage", "feConvolveMatrix"}
_PERCENT_FUNCTION = re.compile(r"\b(blur|drop-shadow)\([^)]*%")
# Ranges that browsers accept; outside them, librsvg still uses the value or drops the filter.
_RANGES = {
    ("feDiffuseLighting", "diffuseConstant"): (0.0, 1e9),
    ("feSpecularLighting", "specularExponent"): (1.0, 1e9),
    ("feSpotLight", "specularExponent"): (0.0, 1e9),
    ("filter", "width"): (1e-9, 1e9),
    ("filter", "height"): (1e-9, 1e9),
    **{(name, side): (0.0, 1e9) for name in ("svg", "feFlood", "feOffset", "feImage") for side in ("width", "height")},
    ("feTurbulence", "baseFrequency"): (0.0, 1e9),
    ("feConvolveMatrix", "divisor"): (1e-9, 1e9),
    ("feConvolveMatrix", "targetX"): (0.0, 1e9),
    ("feConvolveMatrix", "targetY"): (0.0, 1e9),
}
_LENGTHS = {
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "image": ("x", "y", "width", "height"),
    "use": ("x", "y", "width", "height"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "linearGradient": ("x1", "y1", "x2", "y2"),
    "radialGradient": ("cx", "cy", "r", "fx", "fy", "fr"),
    "pattern": ("x", "y", "width", "height"),
}
_WORDED = {"text", "tspan"}
_EXACT = 1e-6
_LONG = 1000  # characters of a transform
_PAIR = 4  # numbers of two points
_TRANSFORMED = {"transform", "gradientTransform", "patternTransform"}
_REFERRED = {"pattern", "mask", "marker", "clipPath"}
_AREA = ("x", "y", "width", "height")


class _Use(NamedTuple):
    """A reference from one element to another: by which property, at which line, and the rest of its value."""

    kind: str
    name: str
    line: int
    element: str
    rest: str = ""
    turned: bool = False
    slanted: bool = False
    sized: bool = False
    within: frozenset[str] = frozenset()


class SvgEffects:
    """The parts of a drawing that others refer to, and what refers to them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._by_box: set[str] = set()  # clips, masks and gradients measured by the box of what uses them
        self._moved: dict[str, int] = {}  # clips by box with a transform of their own
        self._framed: set[str] = set()  # nested drawings with a viewBox
        self._links: dict[str, str] = {}  # from gradients and patterns to those that they inherit from
        self._primitives: dict[str, list[str]] = {}  # of filters
        self._uses: list[_Use] = []

    def note(self, element: Element) -> None:
        """Record an element that others may refer to, visible or not."""
        name = element.attributes.get("id", "")
        if not name:
            return
        self._names.setdefault(name, element.name)
        said = element.attributes
        if element.name == "clipPath" and said.get("clipPathUnits") == "objectBoundingBox":
            self._by_box.add(name)
            if said.get("transform"):
                self._moved[name] = element.line
        elif (element.name == "mask" and said.get("maskUnits") != "userSpaceOnUse" and set(said) & set(_AREA)) or (
            element.name == "radialGradient" and said.get("gradientUnits") != "userSpaceOnUse"
        ):
            self._by_box.add(name)
        elif element.name == "svg" and "viewBox" in said:
            self._framed.add(name)
        elif element.name == "filter":
            self._primitives[name] = element.parts
            if said.get("filterUnits") != "userSpaceOnUse" and said.get("width") in {"1", "100%"}:
                self._by_box.add(name)
        if element.name in {*_PAINT_SERVERS, "filter"} and (link := _link_of(element)).startswith("#"):
            self._links[name] = link[1:]

    def note_uses(self, elements: Sequence[Element], styles: Styles) -> None:
        """Record what the last of `elements`, each within the one before, refers to."""
        element = elements[-1]
        turned, slanted = turn_of(element.attributes.get("transform", ""))
        within = frozenset(each.attributes.get("id", "") for each in elements if each.name in _REFERRED)
        for kind in ("clip-path", "mask", "filter", "fill", "stroke", "marker-start", "marker-mid", "marker-end"):
            value = styles.own(element, kind)
            if value.startswith("url(") and (found := _LOCAL.match(value)):
                rest = value[found.end() :].strip()
                use = _Use(kind, found[1], element.line, element.name, rest, turned, slanted, within=within)
                self._uses.append(use)
        if element.name == "use" and (link := _link_of(element)).startswith("#"):
            sized = "width" in element.attributes or "height" in element.attributes
            self._uses.append(_Use("use", link[1:], element.line, "use", sized=sized, within=within))

    def end(self, element: Element) -> None:
        """Record a gradient, pattern or filter that inherits from another."""
        link = _link_of(element)
        if element.name not in {*_PAINT_SERVERS, "filter"} or not link.startswith("#"):
            return
        if element.parts or element.name == "filter" or link[1:] == element.attributes.get("id"):
            self._uses.append(_Use("link", link[1:], element.line, element.name))

    def result(self) -> Iterator[tuple[str, str, int]]:
        """Yield (code, what, line) of references that are missing, or drawn differently."""
        for name, line in self._moved.items():
            yield "clip", f"#{name}", line
        for use in self._uses:
            if code := self._lost(use, self._names.get(use.name)):
                yield code, f"#{use.name}", use.line

    def _lost(self, use: _Use, target: str | None) -> str:
        """Return the code of the loss if `use` refers to an element named `target`; "" for none."""
        if use.name in use.within and use.kind not in {"clip-path", "mask"}:
            return "missing"
        look = {
            "link": self._lost_of_link,
            "use": self._lost_of_use,
            "fill": self._lost_of_paint,
            "stroke": self._lost_of_paint,
            "filter": self._lost_of_filter,
        }.get(use.kind)
        if look is not None:
            return look(use, target)
        return "clip" if use.turned and use.name in self._by_box else ""

    def _lost_of_use(self, use: _Use, target: str | None) -> str:
        return "place" if target == "svg" and use.sized and use.name not in self._framed else ""

    def _lost_of_paint(self, use: _Use, target: str | None) -> str:
        if target in _PAINT_SERVERS:
            return "gradient" if use.element in _WORDED and use.name in self._by_box else ""
        return "missing" if target and use.rest else ""

    def _lost_of_link(self, use: _Use, target: str | None) -> str:
        if use.element == "filter":
            return "filter" if target == "filter" and not self._goes_round(use.name) else ""
        alike = target in _PAINT_SERVERS and (target == "pattern") == (use.element == "pattern")
        return "" if alike and not self._goes_round(use.name) else "missing"

    def _goes_round(self, name: str) -> bool:
        seen: set[str] = set()
        while name in self._links and name not in seen:
            seen.add(name)
            name = self._links[name]
        return name in seen

    def _lost_of_filter(self, use: _Use, target: str | None) -> str:
        if target is None:
            return "missing"
        if use.element in _WORDED and use.name in self._by_box:
            return "filter"  # for browsers the box of text is that of its lines, for librsvg that of its ink
        primitives = set(self._primitives.get(use.name, ()))
        lost = use.slanted and primitives - {"feGaussianBlur"}
        return "filter" if lost or (use.turned and primitives & _FILLS) else ""


def look_at_root(element: Element, styles: Styles) -> Iterator[Found]:
    """Yield the losses of a whole drawing, by its root element."""
    if not is_sized(element.attributes):
        yield "size", "svg"
    if ground_of(element.attributes.get("style", "")) is None or styles.own(element, "background-image"):
        yield "ground", "background"
    for name in ("clip-path", "mask", "filter"):
        if styles.own(element, name).startswith("url("):
            yield "clip", name


def look_at_part(elements: Sequence[Element], styles: Styles) -> Iterator[Found]:
    """Yield the losses of the last of `elements`, each within the one before, by its own attributes."""
    element = elements[-1]
    above = elements[-2].name if len(elements) > 1 else ""
    if above == "clipPath" and element.name in _CLIPS:
        elements[-2].rules.append(styles.held(elements, "clip-rule"))
    elif element.name == "mask" and element.attributes.get("transform"):
        yield "clip", "transform"
    elif element.name in _PAINT_SERVERS:
        yield from _look_at_paint(element)
    elif element.name == "symbol":
        for name in ("opacity", "filter"):
            if styles.own(element, name) not in {"", "1", "none"}:
                yield "style", f"symbol {name}"
    elif element.name == "image" and ("width" in element.attributes) != ("height" in element.attributes):
        yield "place", "image"
    yield from _look_at_filter(element, above, styles)
    yield from _look_at_values(element)


def end_part(element: Element) -> Iterator[Found]:
    """Yield the losses of an element that ends."""
    if element.name == "clipPath" and len(element.rules) > 1 and "evenodd" in element.rules:
        yield "clip", "clip-rule"
    elif element.name in _LIT and sum(part in _LIGHTS for part in element.parts) != 1:
        yield "filter", element.name


def turn_of(transform: str) -> tuple[bool, bool]:
    """Return whether a transform really turns or slants its target, and whether it slants."""
    turned = slanted = False
    for name, inside in _TURNS.findall(transform):
        numbers = [float(number) for number in _NUMBERS.findall(inside)]
        if name == "matrix" and len(numbers) == 6:
            a, b, c, d = numbers[:4]
            turned |= max(abs(b), abs(c)) > _EXACT
            slanted |= abs(a * c + b * d) > _EXACT
        elif name != "matrix" and numbers and abs(numbers[0]) > _EXACT:
            turned = True
            slanted |= name != "rotate"
    return turned, slanted


def _link_of(element: Element) -> str:
    return next((value.strip() for name, value in element.attributes.items() if name.rpartition(":")[2] == "href"), "")


def _look_at_paint(element: Element) -> Iterator[Found]:
    said = element.attributes
    if element.name == "radialGradient":
        radius, focal = _number(said.get("r", "")), _number(said.get("fr", ""))
        if radius is not None and radius <= 0:
            yield "gradient", f"r {said['r']}"
        if focal is not None and (focal < 0 or (focal and radius is None and focal >= 0.5)):
            yield "gradient", f"fr {said['fr']}"
    elif element.name == "pattern" and "viewBox" in said and said.get("preserveAspectRatio") != "none":
        box = [float(number) for number in _NUMBERS.findall(said["viewBox"])]
        width, height = _number(said.get("width", "")), _number(said.get("height", ""))
        if len(box) == 4 and width and height and box[3] > 0:
            by_box = said.get("patternUnits") != "userSpaceOnUse"
            if by_box or abs(box[2] / box[3] - width / height) > 0.01 * width / height:
                yield "gradient", f"viewBox {said['viewBox']}"


def _look_at_filter(element: Element, above: str, styles: Styles) -> Iterator[Found]:
    said = element.attributes
    if element.name == "filter":
        if said.get("primitiveUnits") == "objectBoundingBox":
            yield "filter", "primitiveUnits"
    elif above == "filter" or element.name == "feMergeNode":
        yield from _look_at_primitive(element)
    elif (value := styles.own(element, "filter")) not in {"", "none"}:
        if found := _COLOUR_FUNCTION.search(value):
            yield "filter", found[1] or found[2]
        if found := _PERCENT_FUNCTION.search(value):
            yield "misread", f"filter {value}"


def _look_at_primitive(element: Element) -> Iterator[Found]:
    said = element.attributes
    if lost := next((said[name] for name in ("in", "in2") if said.get(name) in _INPUTS), ""):
        yield "filter", lost
    placed = bool(set(_AREA) & set(said))
    if (
        element.name in {"feMorphology", "feTile"}
        or (element.name == "feGaussianBlur" and placed)
        or (element.name == "feImage" and (placed or _link_of(element).startswith("#")))
    ):
        yield "filter", element.name
    if element.name == "feConvolveMatrix":
        order = [float(number) for number in _NUMBERS.findall(said.get("order", "3"))]
        size = order[0] * order[-1] if order and min(order) > 0 else 0
        if size != len(_NUMBERS.findall(said.get("kernelMatrix", ""))):
            yield "misread", f"kernelMatrix {said.get('kernelMatrix', '')}"
    if said.get("type") == "saturate" and not 0 <= (_number(said.get("values", "")) or 0) <= 1:
        yield "misread", f"values {said['values']}"


def _look_at_values(element: Element) -> Iterator[Found]:
    said = element.attributes
    for name in _TRANSFORMED & set(said):
        value = said[name]
        if len(value) < _LONG and value.strip() != "none" and (not _TRANSFORMS.match(value) or _is_flat(name, value)):
            yield "misread", f"{name} {value}"
    for name in _LENGTHS.get(element.name, ()):
        value = said.get(name, "")
        if value and not _LENGTH.match(value) and not _KNOWN_LATER.search(value):
            yield "misread", f"{name} {value}"
    for (element_name, name), (least, most) in _RANGES.items():
        number = _number(said.get(name, "")) if element_name == element.name else None
        if number is not None and not least <= number <= most:
            yield "misread", f"{name} {said[name]}"
    if element.name in {"polygon", "polyline"}:
        points = said.get("points", "")
        count = len(_NUMBERS.findall(points))
        if count > _PAIR and (count % 2 or _SEPARATORS.sub("", _NUMBERS.sub("", points))):
            yield "misread", f"points {points}"


def _is_flat(name: str, transform: str) -> bool:
    """Return whether the matrix of a gradient or pattern flattens it to a line: librsvg then draws nothing."""
    numbers = [float(number) for number in _NUMBERS.findall(transform)]
    flat = len(numbers) == 6 and abs(numbers[0] * numbers[3] - numbers[1] * numbers[2]) < _EXACT**2
    return name != "transform" and flat


def _number(text: str) -> float | None:
    found = _NUMBERS.match(text.strip())
    return float(found[0]) if found else None
