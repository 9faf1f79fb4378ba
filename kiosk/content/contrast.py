"""How well colours can be told apart, by WCAG 2.1, and which of them meet on the screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.content.findings import also, quoted, see
from kiosk.content.problems import Problem
from kiosk.content.reader.sheet import Sheet
from kiosk.content.telling import Quoted, Told, together
from kiosk.content.theme import Accent, PackTheme, Palette, Theme

WORDS = 4.5
LARGE = 3.0
EXPECTED = "at least 4.5 : 1 for words, 3 : 1 for large words, lines and signs"
Path = tuple[str, ...]
Rgb = tuple[float, float, float]
BLACK, WHITE = (0.0, 0.0, 0.0), (255.0, 255.0, 255.0)


@dataclass(frozen=True)
class Pair:
    """What is drawn on what, by role, and their least contrast: WORDS, or LARGE for large words, lines and signs."""

    drawn: str
    on: tuple[str, ...]
    least: float = WORDS


# As the screens use them; tests/screens/test_colours.py measures on the glass that each word stands out.
PAIRS = (
    Pair("text", ("ground", "deep", "raise", "tile", "dawn", "plate")),
    Pair("muted", ("ground", "deep", "raise", "dawn", "plate")),
    Pair("gold", ("ground", "deep", "raise", "dawn", "plate")),
    Pair("gold", ("tile", "ring-fill", "eye"), LARGE),
    Pair("on-gold", ("gold",)),
)
# What stands on a panel's niche, and the panel's own colour.
ON_NICHE = (Pair("text", ("lit", "edge")), Pair("muted", ("lit", "edge")), Pair("gold", ("lit", "edge"), LARGE))
OF_ACCENT = (Pair("colour", ("ground", "raise")), Pair("colour", ("lit", "edge"), LARGE))


def ratio(drawn: str, on: str) -> float:
    """Return the contrast of two colours (#RRGGBB, #AARRGGBB), from 1 to 21; what lets through is taken at its worst.

    A ground that lets a picture through is laid over black and over white, and what is drawn over both.
    """
    grounds = {_laid(on, BLACK), _laid(on, WHITE)}
    return min(_ratio(_laid(drawn, ground), ground) for ground in grounds)


def mended(colour: str, others: Sequence[tuple[str, float]]) -> str:
    """Return the colour nearest to `colour`, towards white or black, that stands out from all others.

    Each of the others comes with its least contrast. Empty where no colour does.
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
    """A pair under its least contrast: where its colours are written in a theme, and what they are."""

    setting: str
    pair: Pair
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


def contrast_problems(sheet: Sheet, own: PackTheme, theme: Theme) -> Iterator[Problem]:
    """Yield an error for each colour of a pack's theme that does not stand out from what it meets."""
    worst: dict[Path, list[Faint]] = {}
    for faint in faint_pairs(theme.dressed(own)):
        if place := next((path for path in (faint.drawn, faint.on) if _is_written(sheet, path)), None):
            worst.setdefault(place, []).append(faint)
    for place, faints in worst.items():
        faints.sort(key=lambda faint: faint.ratio)
        told = together([_told(faint, place) for faint in faints], most=4)
        message = Told(
            "{colour} does not stand out in {setting}: {pairs}",
            colour=_named(place),
            setting=quoted(place[1]),
            pairs=told,
        )
        yield Problem(sheet.mark(place), message, EXPECTED, _mend(faints, place), code="contrast")


def new_accent_problems(sheet: Sheet, own: PackTheme, theme: Theme) -> Iterator[Problem]:
    """Yield an error for each new accent that one of the settings lacks; the high contrast has one colour for all."""
    known = {name for _, palette in theme.contrasts.palettes() for name in palette.accents}
    for setting in ("dark", "rice-paper"):
        palette = dict(own.contrasts.palettes())[setting]
        for name in sorted(own.accents() - known - palette.accents.keys()):
            message = Told("the accent {name} has no colours in {setting}", name=quoted(name), setting=quoted(setting))
            mend = also(Told("add it to accents of {setting}", setting=setting), see("theme"))
            yield Problem(sheet.mark(("contrasts", setting)), message, "colour, lit, edge, halo", mend, code="accent")


def _meetings(palette: Palette) -> Iterator[tuple[Pair, Path, Path]]:
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


def _is_written(sheet: Sheet, path: Path) -> bool:
    value = sheet.plain
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value is not None


def _named(path: Path) -> str:
    if path[-2] == "colours":
        return quoted(path[-1])
    return Told("{colour} of {accent}", colour=quoted(path[-1]), accent=quoted(path[-2]))


def _told(faint: Faint, place: Path) -> Told:
    found = f"{faint.ratio:.2f} : 1"
    if place == faint.drawn:
        return Told("{ratio} on {colour}", ratio=found, colour=_named(faint.on))
    return Told("{ratio} under {colour}", ratio=found, colour=_named(faint.drawn))


def _mend(faints: list[Faint], place: Path) -> str:
    """Return what to do with the colour at `place`, which is one of each pair."""
    drawn, on = faints[0].colours
    colour = drawn if place == faints[0].drawn else on
    others = [(faint.colours[1 if place == faint.drawn else 0], faint.pair.least) for faint in faints]
    better = mended(colour, others)
    if not better:
        return "mend first what it stands on"
    lighter = _luminance(_rgb(better)) > _luminance(_rgb(colour))
    mend = "make it lighter, such as {colour}" if lighter else "make it darker, such as {colour}"
    return Told(mend, colour=Quoted(better))


def _parts(colour: str) -> tuple[float, Rgb]:
    """Return how much of a colour covers, from 0 to 1, and its red, green and blue from 0 to 255."""
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
