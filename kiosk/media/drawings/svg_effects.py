"""Losses of clips, filters, gradients and shapes, each compared with another renderer's picture.

Runs in the worker only. Each check yields (code, what); the place is that of the element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kiosk.media.drawings.svg_background import background_of, is_sized
from kiosk.media.drawings.svg_style import Element, Styles

Found = tuple[str, str]

_CLIPS = {"path", "rect", "circle", "ellipse", "polygon", "polyline", "line", "text", "use"}
_PAINT_SERVERS = {"linearGradient", "radialGradient", "pattern"}
_INPUTS = {"BackgroundImage", "BackgroundAlpha", "FillPaint", "StrokePaint"}
_LIGHTING = {"feDiffuseLighting", "feSpecularLighting"}
_LIGHTS = {"feDistantLight", "fePointLight", "feSpotLight"}
# librsvg computes these in linear light, CSS in sRGB
_COLOUR_FUNCTION = re.compile(
    r"\b(?:(brightness|contrast|grayscale|invert|saturate|sepia)\(|(hue-rotate)\((?!\s*0?\s*\)))"
)
_LOCAL = re.compile(r"url\(\s*[\"']?#([^)\"']+)[\"']?\s*\)")
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_LENGTH = re.compile(rf"\s*(?:{_NUMBER}\s*(?:px|pt|pc|mm|cm|in|em|ex|ch|%)?|auto|inherit|initial|unset|)\s*\Z")
_REPORTED_ELSEWHERE = re.compile(r"\(|[0-9.](?:vw|vh|vmin|vmax|q|Q)\b")  # reported as an unknown value
_NUMBERS = re.compile(_NUMBER)
_SEPARATORS = re.compile(r"[\s,]*")
_TRANSFORM = (
    rf"(?:matrix|translate|scale|rotate|skewX|skewY)\s*\(\s*{_NUMBER}(?:[\s,]+{_NUMBER}|\s*(?=[+-]){_NUMBER})*\s*\)"
)
_TRANSFORMS = re.compile(rf"[\s,]*(?:{_TRANSFORM}[\s,]*)*\Z")
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
_TEXT_ELEMENTS = {"text", "tspan"}
_EXACT = 1e-6
_LONG = 1000  # characters of a transform
_PAIR = 4  # numbers of two points
_TRANSFORMED = {"transform", "gradientTransform", "patternTransform"}
_REFERENCED = {"pattern", "mask", "marker", "clipPath"}
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
    ancestors: frozenset[str] = frozenset()


class SvgEffects:
    """The parts of a drawing that others refer to, and what refers to them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._by_box: set[str] = set()  # clips, masks and gradients measured by the box of what uses them
        self._transformed: dict[str, int] = {}  # clips by box with a transform of their own
        self._with_view_box: set[str] = set()  # nested drawings with a viewBox
        self._links: dict[str, str] = {}  # from gradients and patterns to those that they inherit from
        self._primitives: dict[str, list[str]] = {}  # of filters
        self._uses: list[_Use] = []

    def note(self, element: Element) -> None:
        """Record an element that others may refer to, visible or not."""
        name = element.attributes.get("id", "")
        if not name:
            return
        self._names.setdefault(name, element.name)
        attributes = element.attributes
        if element.name == "clipPath" and attributes.get("clipPathUnits") == "objectBoundingBox":
            self._by_box.add(name)
            if attributes.get("transform"):
                self._transformed[name] = element.line
        elif (
            element.name == "mask" and attributes.get("maskUnits") != "userSpaceOnUse" and set(attributes) & set(_AREA)
        ) or (element.name == "radialGradient" and attributes.get("gradientUnits") != "userSpaceOnUse"):
            self._by_box.add(name)
        elif element.name == "svg" and "viewBox" in attributes:
            self._with_view_box.add(name)
        elif element.name == "filter":
            self._primitives[name] = element.parts
            if attributes.get("filterUnits") != "userSpaceOnUse" and attributes.get("width") in {"1", "100%"}:
                self._by_box.add(name)
        if element.name in {*_PAINT_SERVERS, "filter"} and (link := _link_of(element)).startswith("#"):
            self._links[name] = link[1:]

    def note_uses(self, elements: Sequence[Element], styles: Styles) -> None:
        """Record what the last of `elements`, each within the one before, refers to."""
        element = elements[-1]
        turned, slanted = read_rotation(element.attributes.get("transform", ""))
        ancestors = frozenset(each.attributes.get("id", "") for each in elements if each.name in _REFERENCED)
        for kind in ("clip-path", "mask", "filter", "fill", "stroke", "marker-start", "marker-mid", "marker-end"):
            value = styles.own_value(element, kind)
            if value.startswith("url(") and (match := _LOCAL.match(value)):
                rest = value[match.end() :].strip()
                use = _Use(kind, match[1], element.line, element.name, rest, turned, slanted, ancestors=ancestors)
                self._uses.append(use)
        if element.name == "use" and (link := _link_of(element)).startswith("#"):
            sized = "width" in element.attributes or "height" in element.attributes
            self._uses.append(_Use("use", link[1:], element.line, "use", sized=sized, ancestors=ancestors))

    def end(self, element: Element) -> None:
        """Record a gradient, pattern or filter that inherits from another."""
        link = _link_of(element)
        if element.name not in {*_PAINT_SERVERS, "filter"} or not link.startswith("#"):
            return
        if element.parts or element.name == "filter" or link[1:] == element.attributes.get("id"):
            self._uses.append(_Use("link", link[1:], element.line, element.name))

    def result(self) -> Iterator[tuple[str, str, int]]:
        """Yield (code, what, line) of references that are missing, or drawn differently."""
        for name, line in self._transformed.items():
            yield "clip", f"#{name}", line
        for use in self._uses:
            if code := self._find_loss(use, self._names.get(use.name)):
                yield code, f"#{use.name}", use.line

    def _find_loss(self, use: _Use, target: str | None) -> str:
        """Return the code of the loss if `use` refers to an element named `target`; "" for none."""
        if use.name in use.ancestors and use.kind not in {"clip-path", "mask"}:
            return "missing"
        check = {
            "link": self._loss_of_link,
            "use": self._loss_of_use,
            "fill": self._loss_of_paint,
            "stroke": self._loss_of_paint,
            "filter": self._loss_of_filter,
        }.get(use.kind)
        if check is not None:
            return check(use, target)
        return "clip" if use.turned and use.name in self._by_box else ""

    def _loss_of_use(self, use: _Use, target: str | None) -> str:
        return "place" if target == "svg" and use.sized and use.name not in self._with_view_box else ""

    def _loss_of_paint(self, use: _Use, target: str | None) -> str:
        if target in _PAINT_SERVERS:
            return "gradient" if use.element in _TEXT_ELEMENTS and use.name in self._by_box else ""
        return "missing" if target and use.rest else ""

    def _loss_of_link(self, use: _Use, target: str | None) -> str:
        if use.element == "filter":
            return "filter" if target == "filter" and not self._is_cyclic(use.name) else ""
        is_same_kind = target in _PAINT_SERVERS and (target == "pattern") == (use.element == "pattern")
        return "" if is_same_kind and not self._is_cyclic(use.name) else "missing"

    def _is_cyclic(self, name: str) -> bool:
        seen: set[str] = set()
        while name in self._links and name not in seen:
            seen.add(name)
            name = self._links[name]
        return name in seen

    def _loss_of_filter(self, use: _Use, target: str | None) -> str:
        if target is None:
            return "missing"
        if use.element in _TEXT_ELEMENTS and use.name in self._by_box:
            return "filter"  # for browsers the box of text is that of its lines, for librsvg that of its ink
        primitives = set(self._primitives.get(use.name, ()))
        is_lost = use.slanted and primitives - {"feGaussianBlur"}
        return "filter" if is_lost or (use.turned and primitives & _FILLS) else ""


def check_root(element: Element, styles: Styles) -> Iterator[Found]:
    """Yield the losses of a whole drawing, by its root element."""
    if not is_sized(element.attributes):
        yield "size", "svg"
    if background_of(element.attributes.get("style", "")) is None or styles.own_value(element, "background-image"):
        yield "ground", "background"
    for name in ("clip-path", "mask", "filter"):
        if styles.own_value(element, name).startswith("url("):
            yield "clip", name


def check_element(elements: Sequence[Element], styles: Styles) -> Iterator[Found]:
    """Yield the losses of the last of `elements`, each within the one before, by its own attributes."""
    element = elements[-1]
    parent = elements[-2].name if len(elements) > 1 else ""
    if parent == "clipPath" and element.name in _CLIPS:
        elements[-2].rules.append(styles.inherited_value(elements, "clip-rule"))
    elif element.name == "mask" and element.attributes.get("transform"):
        yield "clip", "transform"
    elif element.name in _PAINT_SERVERS:
        yield from _check_paint(element)
    elif element.name == "symbol":
        for name in ("opacity", "filter"):
            if styles.own_value(element, name) not in {"", "1", "none"}:
                yield "style", f"symbol {name}"
    elif element.name == "image" and ("width" in element.attributes) != ("height" in element.attributes):
        yield "place", "image"
    yield from _check_filter(element, parent, styles)
    yield from _check_values(element)


def check_end(element: Element) -> Iterator[Found]:
    """Yield the losses of an element that ends."""
    if element.name == "clipPath" and len(element.rules) > 1 and "evenodd" in element.rules:
        yield "clip", "clip-rule"
    elif element.name in _LIGHTING and sum(part in _LIGHTS for part in element.parts) != 1:
        yield "filter", element.name


def read_rotation(transform: str) -> tuple[bool, bool]:
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


def _check_paint(element: Element) -> Iterator[Found]:
    attributes = element.attributes
    if element.name == "radialGradient":
        radius, focal = _number(attributes.get("r", "")), _number(attributes.get("fr", ""))
        if radius is not None and radius <= 0:
            yield "gradient", f"r {attributes['r']}"
        if focal is not None and (focal < 0 or (focal and radius is None and focal >= 0.5)):
            yield "gradient", f"fr {attributes['fr']}"
    elif element.name == "pattern" and "viewBox" in attributes and attributes.get("preserveAspectRatio") != "none":
        view_box = [float(number) for number in _NUMBERS.findall(attributes["viewBox"])]
        width, height = _number(attributes.get("width", "")), _number(attributes.get("height", ""))
        if len(view_box) == 4 and width and height and view_box[3] > 0:
            is_relative = attributes.get("patternUnits") != "userSpaceOnUse"
            if is_relative or abs(view_box[2] / view_box[3] - width / height) > 0.01 * width / height:
                yield "gradient", f"viewBox {attributes['viewBox']}"


def _check_filter(element: Element, parent: str, styles: Styles) -> Iterator[Found]:
    attributes = element.attributes
    if element.name == "filter":
        if attributes.get("primitiveUnits") == "objectBoundingBox":
            yield "filter", "primitiveUnits"
    elif parent == "filter" or element.name == "feMergeNode":
        yield from _check_primitive(element)
    elif (value := styles.own_value(element, "filter")) not in {"", "none"}:
        if match := _COLOUR_FUNCTION.search(value):
            yield "filter", match[1] or match[2]
        if match := _PERCENT_FUNCTION.search(value):
            yield "misread", f"filter {value}"


def _check_primitive(element: Element) -> Iterator[Found]:
    attributes = element.attributes
    if background := next((attributes[name] for name in ("in", "in2") if attributes.get(name) in _INPUTS), ""):
        yield "filter", background
    has_area = bool(set(_AREA) & set(attributes))
    if (
        element.name in {"feMorphology", "feTile"}
        or (element.name == "feGaussianBlur" and has_area)
        or (element.name == "feImage" and (has_area or _link_of(element).startswith("#")))
    ):
        yield "filter", element.name
    if element.name == "feConvolveMatrix":
        order = [float(number) for number in _NUMBERS.findall(attributes.get("order", "3"))]
        size = order[0] * order[-1] if order and min(order) > 0 else 0
        if size != len(_NUMBERS.findall(attributes.get("kernelMatrix", ""))):
            yield "misread", f"kernelMatrix {attributes.get('kernelMatrix', '')}"
    if attributes.get("type") == "saturate" and not 0 <= (_number(attributes.get("values", "")) or 0) <= 1:
        yield "misread", f"values {attributes['values']}"


def _check_values(element: Element) -> Iterator[Found]:
    attributes = element.attributes
    for name in _TRANSFORMED & set(attributes):
        value = attributes[name]
        if len(value) < _LONG and value.strip() != "none" and (not _TRANSFORMS.match(value) or _is_flat(name, value)):
            yield "misread", f"{name} {value}"
    for name in _LENGTHS.get(element.name, ()):
        value = attributes.get(name, "")
        if value and not _LENGTH.match(value) and not _REPORTED_ELSEWHERE.search(value):
            yield "misread", f"{name} {value}"
    for (element_name, name), (low, high) in _RANGES.items():
        number = _number(attributes.get(name, "")) if element_name == element.name else None
        if number is not None and not low <= number <= high:
            yield "misread", f"{name} {attributes[name]}"
    if element.name in {"polygon", "polyline"}:
        points = attributes.get("points", "")
        count = len(_NUMBERS.findall(points))
        if count > _PAIR and (count % 2 or _SEPARATORS.sub("", _NUMBERS.sub("", points))):
            yield "misread", f"points {points}"


def _is_flat(name: str, transform: str) -> bool:
    """Return whether the matrix of a gradient or pattern flattens it to a line: librsvg then draws nothing."""
    numbers = [float(number) for number in _NUMBERS.findall(transform)]
    flat = len(numbers) == 6 and abs(numbers[0] * numbers[3] - numbers[1] * numbers[2]) < _EXACT**2
    return name != "transform" and flat


def _number(text: str) -> float | None:
    match = _NUMBERS.match(text.strip())
    return float(match[0]) if match else None
