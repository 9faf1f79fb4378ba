"""Contrast of colours by WCAG 2.1, and the colours that meet on the screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import join_hints, quoted, see
from kiosk.content.messages import Message, UserText, together
from kiosk.content.theme import Accent, PackTheme, Palette, Theme
from kiosk.content.yaml.source_document import SourceDocument

WORDS = 4.5
LARGE = 3.0
EXPECTED = "at least 4.5 : 1 for words, 3 : 1 for large words, lines and symbols"
Path = tuple[str, ...]
Rgb = tuple[float, float, float]
BLACK, WHITE = (0.0, 0.0, 0.0), (255.0, 255.0, 255.0)


@dataclass(frozen=True)
class ColourPair:
    """A colour drawn on another, by role, and their least contrast: WORDS, or LARGE for large words, lines, symbols."""

    drawn: str
    on: tuple[str, ...]
    least: float = WORDS


# As the screens use them; tests/screens/test_colours.py measures on the rendered screens that each word is legible.
PAIRS = (
    ColourPair("text", ("ground", "deep", "raise", "tile", "dawn", "plate")),
    ColourPair("muted", ("ground", "deep", "raise", "dawn", "plate")),
    ColourPair("gold", ("ground", "deep", "raise", "dawn", "plate")),
    ColourPair("gold", ("tile", "ring-fill", "eye"), LARGE),
    ColourPair("on-gold", ("gold",)),
)
# Colours on a panel's niche, and the panel's own colour.
ON_NICHE = (
    ColourPair("text", ("lit", "edge")),
    ColourPair("muted", ("lit", "edge")),
    ColourPair("gold", ("lit", "edge"), LARGE),
)
OF_ACCENT = (ColourPair("colour", ("ground", "raise")), ColourPair("colour", ("lit", "edge"), LARGE))


def ratio(drawn: str, on: str) -> float:
    """Return the contrast of two colours (#RRGGBB, #AARRGGBB), from 1 to 21; the worst case of translucent ones.

    A translucent ground is laid over black and over white, and so is what is drawn on both.
    """
    grounds = {_laid(on, BLACK), _laid(on, WHITE)}
    return min(_ratio(_laid(drawn, ground), ground) for ground in grounds)


def fixed(colour: str, others: Sequence[tuple[str, float]]) -> str:
    """Return the colour nearest to `colour`, towards white or black, with enough contrast to all others.

    Each of the others comes with its least contrast. Empty if no colour has enough.
    """
    for step in range(1, 101):
        for end in (WHITE, BLACK):
            mixed = (round(own + (to - own) * step / 100) for own, to in zip(_rgb(colour), end, strict=True))
            better = "#" + "".join(f"{part:02X}" for part in mixed)
            if all(ratio(better, other) >= least for other, least in others):
                return better
    return ""


@dataclass(frozen=True)
class Faint:
    """A pair below its least contrast: the places of its colours in a theme, and the colours."""

    setting: str
    pair: ColourPair
    drawn: Path
    on: Path
    colours: tuple[str, str]
    ratio: float


def faint_pairs(theme: Theme) -> Iterator[Faint]:
    """Yield every pair of a whole theme that visitors could not read."""
    for setting, palette in theme.contrasts.palettes():
        for pair, drawn, on in _meetings(palette):
            colours = (_at(palette, drawn), _at(palette, on))
            if (found := ratio(*colours)) < pair.least:
                yield Faint(setting, pair, ("contrasts", setting, *drawn), ("contrasts", setting, *on), colours, found)


def contrast_problems(sheet: SourceDocument, own: PackTheme, theme: Theme) -> Iterator[Diagnostic]:
    """Yield an error for each colour of a pack's theme with too little contrast to a colour that it meets."""
    worst: dict[Path, list[Faint]] = {}
    for faint in faint_pairs(theme.with_pack_theme(own)):
        if place := next((path for path in (faint.drawn, faint.on) if _is_written(sheet, path)), None):
            worst.setdefault(place, []).append(faint)
    for place, faints in worst.items():
        faints.sort(key=lambda faint: faint.ratio)
        named = together([_pair_and_ratio(faint, place) for faint in faints], most=4)
        message = Message(
            "{colour} does not stand out in {setting}: {pairs}",
            colour=_named(place),
            setting=quoted(place[1]),
            pairs=named,
        )
        yield Diagnostic(sheet.location(place), message, EXPECTED, _fix(faints, place), kind="contrast")


def new_accent_problems(sheet: SourceDocument, own: PackTheme, theme: Theme) -> Iterator[Diagnostic]:
    """Yield an error for each new accent that a setting lacks; the high contrast has one colour for all."""
    known = {name for _, palette in theme.contrasts.palettes() for name in palette.accents}
    for setting in ("dark", "rice-paper"):
        palette = dict(own.contrasts.palettes())[setting]
        for name in sorted(own.accents() - known - palette.accents.keys()):
            message = Message(
                "the accent {name} has no colours in {setting}", name=quoted(name), setting=quoted(setting)
            )
            fix = join_hints(Message("add it to accents of {setting}", setting=setting), see("theme"))
            yield Diagnostic(
                sheet.location(("contrasts", setting)), message, "colour, lit, edge, halo", fix, kind="accent"
            )


def _meetings(palette: Palette) -> Iterator[tuple[ColourPair, Path, Path]]:
    for pair in PAIRS:
        for on in pair.on:
            yield pair, ("colours", pair.drawn), ("colours", on)
    for name in palette.accents:
        for pair in ON_NICHE:
            for on in pair.on:
                yield pair, ("colours", pair.drawn), ("accents", name, on)
        for pair in OF_ACCENT:
            for on in pair.on:
                place = ("accents", name) if on in Accent.model_fields else ("colours",)
                yield pair, ("accents", name, "colour"), (*place, on)


def _at(palette: Palette, path: Path) -> str:
    if path[0] == "accents":
        return str(getattr(palette.accents[path[1]], path[2]))
    return str(getattr(palette.colours, palette.colours.keys()[path[1]]))


def _is_written(sheet: SourceDocument, path: Path) -> bool:
    value = sheet.plain
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value is not None


def _named(path: Path) -> str:
    if path[-2] == "colours":
        return quoted(path[-1])
    return Message("{colour} of {accent}", colour=quoted(path[-1]), accent=quoted(path[-2]))


def _pair_and_ratio(faint: Faint, place: Path) -> Message:
    found = f"{faint.ratio:.2f} : 1"
    if place == faint.drawn:
        return Message("{ratio} on {colour}", ratio=found, colour=_named(faint.on))
    return Message("{ratio} under {colour}", ratio=found, colour=_named(faint.drawn))


def _fix(faints: list[Faint], place: Path) -> str:
    """Return the fix for the colour at `place`, which is one of each pair."""
    drawn, on = faints[0].colours
    colour = drawn if place == faints[0].drawn else on
    others = [(faint.colours[1 if place == faint.drawn else 0], faint.pair.least) for faint in faints]
    better = fixed(colour, others)
    if not better:
        return "fix its background first"
    lighter = _luminance(_rgb(better)) > _luminance(_rgb(colour))
    fix = "make it lighter, such as {colour}" if lighter else "make it darker, such as {colour}"
    return Message(fix, colour=UserText(better))


def _parts(colour: str) -> tuple[float, Rgb]:
    """Return the opacity of a colour, from 0 to 1, and its red, green and blue from 0 to 255."""
    digits = colour.removeprefix("#")
    alpha, red, green, blue = bytes.fromhex(digits if len(digits) == 8 else f"FF{digits}")
    return alpha / 255, (red, green, blue)


def _rgb(colour: str) -> Rgb:
    return _parts(colour)[1]


def _laid(colour: str, ground: Rgb) -> Rgb:
    alpha, own = _parts(colour)
    red, green, blue = (part * alpha + below * (1 - alpha) for part, below in zip(own, ground, strict=True))
    return red, green, blue


def _ratio(one: Rgb, other: Rgb) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
