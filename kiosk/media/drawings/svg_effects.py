"""Losses of clips, filters, gradients and shapes, each compared with another renderer's picture.

Runs in the worker only. Each check yields (code, what); the place is that of the element.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kiosk.media.drawings.svg_background import background_of, is_sized
from kiosk.media.drawings.svg_shapes import MARKED, MARKERS
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
_EVERY_TURN = re.compile(r"(rotate|skewX|skewY|matrix|scale)\s*\(([^)]*)\)")
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
_CONTEXT = {"context-fill", "context-stroke"}
_PLACES = ("x", "y", "dx", "dy", "rotate")
_TURNED = "turned"  # among the parts of what has a filter: a part that is turned
_UNEVEN = 0.01
_DEFAULT_SIDE = 1.2  # of a filter: times that of its box
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
    placed: bool = False  # of a tref
    flat: bool = False  # a line without a height or a width
    contained: bool = False  # within a pattern, mask, marker or clip
    parts: Sequence[str] = ()
    ancestors: frozenset[str] = frozenset()


class SvgEffects:
    """The parts of a drawing that others refer to, and what refers to them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._by_box: set[str] = set()  # filters, clips, masks and gradients measured by the box of what uses them
        self._transformed: dict[str, int] = {}  # clips by box with a transform of their own
        self._with_view_box: set[str] = set()  # nested drawings with a viewBox
        self._links: dict[str, str] = {}  # from gradients and patterns to those that they inherit from
        self._primitives: dict[str, list[str]] = {}  # of filters
        self._boxes: set[str] = set()  # masks and filters of which a browser measures the area by a box
        self._limited: set[str] = set()  # filters with an area within their box
        self._relative: set[str] = set()  # symbols with parts in per cent
        self._unfilled: set[str] = set()  # gradients without a colour
        self._context: dict[str, str] = {}  # markers in the colours of their line
        self._painted: list[tuple[str, int]] = []  # markers of lines with a gradient or pattern
        self._uses: list[_Use] = []

    def note(self, element: Element) -> None:
        """Record an element that others may refer to, visible or not."""
        name = element.attributes.get("id", "")
        if not name:
            return
        self._names.setdefault(name, element.name)
        attributes = element.attributes
        if element.name in {"mask", "filter"} and attributes.get(f"{element.name}Units") != "userSpaceOnUse":
            sides = [_number(attributes.get(side, "")) or _DEFAULT_SIDE for side in ("width", "height")]
            if element.name == "mask" or min(sides) <= _DEFAULT_SIDE:
                self._boxes.add(name)
            if min(sides) < 1:
                self._limited.add(name)
        if element.name == "clipPath" and attributes.get("clipPathUnits") == "objectBoundingBox":
            self._by_box.add(name)
            if attributes.get("transform"):
                self._transformed[name] = element.line
        elif (
            element.name == "mask" and attributes.get("maskUnits") != "userSpaceOnUse" and set(attributes) & set(_AREA)
        ) or (element.name == "radialGradient" and attributes.get("gradientUnits") != "userSpaceOnUse"):
            self._by_box.add(name)
        elif element.name in {"svg", "symbol"} and "viewBox" in attributes:
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
        attributes = element.attributes
        turned, slanted = read_rotation(attributes.get("transform", ""))
        if turned and not _is_square(attributes["transform"]):
            for each in elements[:-1]:
                if "filter" in each.attributes or "filter" in each.attributes.get("style", ""):
                    each.parts.append(_TURNED)
        if "%" in attributes.get("width", "") + attributes.get("height", ""):
            self._relative |= {each.attributes.get("id", "") for each in elements if each.name == "symbol"}
        for kind, value in self._values(elements, styles):
            if match := _LOCAL.match(value):
                self._uses.append(
                    _Use(
                        kind,
                        match[1],
                        element.line,
                        element.name,
                        value[match.end() :].strip(),
                        turned,
                        slanted,
                        flat=_is_level(element),
                        contained=_is_contained(elements, kind),
                        parts=element.parts,
                        ancestors=_ids(elements),
                    )
                )
                if kind in MARKERS and any(
                    styles.inherited_value(elements, paint).startswith("url(") for paint in ("fill", "stroke")
                ):
                    self._painted.append((match[1], element.line))
        if element.name in {"use", "tref"} and (link := _link_of(element)).startswith("#"):
            sized = "width" in attributes or "height" in attributes
            placed = bool(set(_PLACES) & set(attributes))
            self._uses.append(
                _Use(
                    element.name,
                    link[1:],
                    element.line,
                    element.name,
                    sized=sized,
                    placed=placed,
                    contained=_is_contained(elements, element.name),
                    ancestors=_ids(elements),
                )
            )

    def _values(self, elements: Sequence[Element], styles: Styles) -> Iterator[tuple[str, str]]:
        """Yield the properties of the last of `elements` that refer to a part of the drawing, and their values."""
        element = elements[-1]
        marker = next((each for each in elements[:-1] if each.name == "marker"), None)
        for kind in ("clip-path", "mask", "filter", "fill", "stroke", *MARKERS):
            value = styles.own_value(element, kind)
            if marker is not None and kind in MARKERS and element.name in MARKED:
                value = styles.inherited_value(elements, kind)
            if value.startswith("url("):
                yield kind, value
            elif marker is not None and value in _CONTEXT:
                self._context[marker.attributes.get("id", "")] = value

    def end(self, element: Element) -> None:
        """Record a gradient, pattern or filter that inherits from another, and a gradient without a colour."""
        link = _link_of(element)
        if element.name in {"linearGradient", "radialGradient"} and "stop" not in element.parts and not link:
            self._unfilled.add(element.attributes.get("id", ""))
        if element.name not in {*_PAINT_SERVERS, "filter"} or not link.startswith("#"):
            return
        if element.parts or element.name == "filter" or link[1:] == element.attributes.get("id"):
            self._uses.append(_Use("link", link[1:], element.line, element.name))

    def result(self) -> Iterator[tuple[str, str, int]]:
        """Yield (code, what, line) of references that are missing, or drawn differently."""
        for name, line in self._transformed.items():
            yield "clip", f"#{name}", line
        for name, line in self._painted:
            if name in self._context:
                yield "style", self._context[name], line
        cyclic = self._find_cycles()
        for use in self._uses:
            if use.contained and use.name in cyclic and use.ancestors & cyclic:
                yield "missing", f"#{use.name}", use.line
            elif code := self._find_loss(use, self._names.get(use.name)):
                yield code, f"#{use.name}", use.line

    def _find_loss(self, use: _Use, target: str | None) -> str:
        """Return the code of the loss if `use` refers to an element named `target`; "" for none."""
        check = {
            "link": self._loss_of_link,
            "use": self._loss_of_use,
            "tref": self._loss_of_words,
            "fill": self._loss_of_paint,
            "stroke": self._loss_of_paint,
            "filter": self._loss_of_filter,
        }.get(use.kind)
        if check is not None:
            return check(use, target)
        # For browsers the box of words is that of their lines, for librsvg that of their ink.
        is_of_words = use.element in _TEXT_ELEMENTS or "text" in use.parts
        if use.name in self._by_box and (use.turned or is_of_words):
            return "clip"
        return "clip" if use.kind == "mask" and use.flat and use.name in self._boxes else ""

    def _loss_of_use(self, use: _Use, target: str | None) -> str:
        is_sized = target == "svg" or (target == "symbol" and use.name in self._relative)
        return "place" if is_sized and use.sized and use.name not in self._with_view_box else ""

    def _loss_of_words(self, use: _Use, target: str | None) -> str:
        is_of_words = target in _TEXT_ELEMENTS or target in _CLIPS
        return "letters" if use.placed or not is_of_words else ""

    def _loss_of_paint(self, use: _Use, target: str | None) -> str:
        if target in _PAINT_SERVERS:
            if use.name in self._unfilled and use.rest not in {"", "none"}:
                return "missing"
            return "gradient" if use.element in _TEXT_ELEMENTS and use.name in self._by_box else ""
        return "missing" if target and use.rest else ""

    def _loss_of_link(self, use: _Use, target: str | None) -> str:
        if use.element == "filter":
            return "filter" if target == "filter" and not self._is_cyclic(use.name) else ""
        is_same_kind = target in _PAINT_SERVERS and (target == "pattern") == (use.element == "pattern")
        return "" if is_same_kind and not self._is_cyclic(use.name) else "missing"

    def _find_cycles(self) -> set[str]:
        """Return the names of the parts that refer to one another in a circle."""
        targets: dict[str, set[str]] = {}
        sources: dict[str, set[str]] = {}
        for use in self._uses:
            for name in use.ancestors:
                targets.setdefault(name, set()).add(use.name)
                sources.setdefault(use.name, set()).add(name)
        kept = set(targets) & set(sources)
        for onward, back in ((targets, sources), (sources, targets)):
            # What leads to nothing that is kept is no part of a circle; each removal may lay bare another.
            counts = {name: len(onward[name] & kept) for name in kept}
            bare = [name for name, count in counts.items() if not count]
            while bare:
                name = bare.pop()
                kept.discard(name)
                for other in back[name] & kept:
                    counts[other] -= 1
                    if not counts[other]:
                        bare.append(other)
        return kept

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
        if use.slanted and (primitives - {"feGaussianBlur"} or use.name in self._limited):
            return "filter"
        if use.turned and _TURNED in use.parts and use.name in self._boxes:
            return "filter"
        return "filter" if use.turned and primitives & _FILLS else ""


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
    if element.name == "tspan" and any(each.name == "clipPath" for each in elements):
        next(each for each in elements if each.name == "clipPath").rules.append(
            styles.inherited_value(elements, "clip-rule")
        )
    elif parent == "clipPath" and element.name in _CLIPS:
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
    elif (element.name == "feFuncA" and _is_beyond_one(element.attributes)) or (
        element.name in _LIGHTING and sum(part in _LIGHTS for part in element.parts) != 1
    ):
        yield "filter", element.name


def _is_beyond_one(attributes: Mapping[str, str]) -> bool:
    """Return whether a function of the opacity gives more than 1: librsvg then brightens the colours."""
    names = {"linear": ("slope", "intercept"), "gamma": ("amplitude", "offset")}.get(attributes.get("type", ""), ())
    if names:
        factor, added = (_number(attributes.get(name, "")) for name in names)
        return (1.0 if factor is None else factor) + (added or 0.0) > 1 + _EXACT
    values = attributes.get("tableValues", "") if attributes.get("type") in {"table", "discrete"} else ""
    return any(float(number) > 1 + _EXACT for number in _NUMBERS.findall(values))


def is_even(elements: Iterable[Element]) -> bool:
    """Return whether the transforms of `elements` together keep squares square."""
    a, b, c, d = 1.0, 0.0, 0.0, 1.0
    for element in elements:
        for name, inside in _EVERY_TURN.findall(element.attributes.get("transform", "")):
            e, f, g, h = _matrix_of(name, [float(number) for number in _NUMBERS.findall(inside)])
            a, b, c, d = a * e + c * f, b * e + d * f, a * g + c * h, b * g + d * h
    size = a * a + b * b + c * c + d * d
    return abs(a * a + b * b - c * c - d * d) <= _UNEVEN * size and abs(a * c + b * d) <= _UNEVEN * size


def _matrix_of(name: str, numbers: Sequence[float]) -> tuple[float, float, float, float]:
    if name == "matrix" and len(numbers) == 6:
        return numbers[0], numbers[1], numbers[2], numbers[3]
    if name == "scale" and numbers:
        return numbers[0], 0.0, 0.0, numbers[-1]
    if name == "rotate" and numbers:
        angle = math.radians(numbers[0])
        return math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle)
    slant = math.tan(math.radians(numbers[0])) if numbers else 0.0
    return 1.0, slant if name == "skewY" else 0.0, slant if name == "skewX" else 0.0, 1.0


def _is_square(transform: str) -> bool:
    """Return whether a transform turns by quarters alone, so that upright boxes stay upright."""
    turns = _TURNS.findall(transform)
    return all(name == "rotate" and (_number(inside) or 0) % 90 == 0 for name, inside in turns)


def _is_level(element: Element) -> bool:
    ends = [element.attributes.get(name, "0") for name in ("x1", "x2", "y1", "y2")]
    return element.name == "line" and (ends[0] == ends[1] or ends[2] == ends[3])


def _is_contained(elements: Sequence[Element], kind: str) -> bool:
    """Return whether librsvg draws nothing of a reference that leads back to where it is."""
    if kind == "mask":
        return elements[-1].name == "mask"
    is_unfilled = elements[-2].name in {"linearGradient", "radialGradient"} if len(elements) > 1 else False
    return kind != "clip-path" and not is_unfilled and any(each.name in _REFERENCED for each in elements)


def _ids(elements: Sequence[Element]) -> frozenset[str]:
    return frozenset(each.attributes.get("id", "") for each in elements) - {""}


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
    elif attributes.get("patternUnits", "userSpaceOnUse") not in {"userSpaceOnUse", "objectBoundingBox"}:
        yield "misread", f"patternUnits {attributes['patternUnits']}"
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
    if outside := next((name for name in ("x", "y") if attributes.get(name, "").startswith("-")), ""):
        yield "filter", f"{element.name} {outside} {attributes[outside]}"
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
        numbers = _NUMBERS.findall(attributes.get(name, "")) if element_name == element.name else []
        if not all(low <= float(number) <= high for number in numbers):
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
