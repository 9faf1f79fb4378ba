"""Check of the screens under each system language: Chinese in identical pixels, Japanese in its own glyph forms.

`python setup/locales.py [LOCALE …]` draws a small pack in six languages, in one fresh process for each value of LANG,
and prints a line for each screen: its forms, and whether every process drew the same. The forms are recognized by their
glyphs: PROBE as drawn on a screen is compared with PROBE as Qt, without the kiosk, draws it in each family.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QPointF, QUrl
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.app import Kiosk, Options, make_application
from kiosk.session import actions
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.tour.tour_walk import LeapingClock

Drawn = dict[str, Any]  # {"pixels": hash, "forms": {language: forms of the text in that language}}

LOCALES = ("C", "C.UTF-8", "en_US", "de_DE", "zh_CN", "zh_TW", "zh_HK", "ja_JP", "ko_KR")
# The same words in every language of the pack, so that only the language can change them.
PROBE = "直骨海令，。"
EXPECTED = {"zh": "SC", "ja": "JP", "zh-Hant": "TC", "zh-HK": "HK", "ko": "KR", "en": "SC"}
BARE = Path(__file__).with_name("bare_words.qml")
MARK = re.compile("(?<=CJK )(SC|TC|HK|JP|KR)$")
SIZE = (1280, 720)
MANIFEST = f"""\
format: 1
id: locales
version: 1.0.0
title: {PROBE}
languages: [{", ".join(EXPECTED)}]
home: {{headline: {PROBE}, tiles: [words, more]}}
attract: [{{figure: {{value: 22, label: {PROBE}, year: 2026}}, seconds: 60}}]
"""
PANEL = f"""\
title: {PROBE}
pages:
  - id: one
    title: {PROBE}
    blocks:
      - text:
          zh: 门前的海，角落的骨。
          ja: 門の前の海、角の骨。
          zh-Hant: 門前的海，角落的骨。
          zh-HK: 門前的海，角落的骨。
          ko: 문 앞의 바다
          en: The sea.
      - text: {PROBE}
"""


def write_pack(folder: Path) -> None:
    """Write the pack to draw."""
    (folder / "panels").mkdir(parents=True)
    (folder / "pack.yaml").write_text(MANIFEST, "utf-8")
    for name in ("words", "more"):
        (folder / "panels" / f"{name}.yaml").write_text(f"id: {name}\n{PANEL}", "utf-8")


def draw_under(language: str, pack: Path, cache: Path) -> dict[str, Drawn]:
    """Return what each screen shows, drawn by a process with the system language `language`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    plain = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QSG_RENDER_LOOP": "basic"}
    lang = {"LANG": language if "." in language or language == "C" else f"{language}.UTF-8"}
    words = [sys.executable, __file__, "--draw", str(pack), str(cache)]
    done = subprocess.run(words, env=own | plain | lang, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"under LANG={lang['LANG']} nothing was drawn:\n{done.stderr}")
    drawn: dict[str, Drawn] = json.loads(done.stdout.splitlines()[-1])
    return drawn


def _draw(pack: Path, cache: Path) -> dict[str, Drawn]:
    application = make_application()
    kiosk = Kiosk(Options(pack, SIZE, 55, moving=False, clock=LeapingClock(), cache=cache, journal=cache / "journal"))
    kiosk.show()
    wait_until(lambda: not kiosk.stage.preparing, 120)
    drawn: dict[str, Drawn] = {}

    def keep(name: str) -> None:
        wait(60)
        drawn[name] = _seen(kiosk, name)

    session = kiosk.session
    keep("attract")
    session.dispatch(actions.Pressed(session.now()))
    session.goHome()
    keep("home")
    session.openPanel("words", "")
    for language in EXPECTED:
        session.chooseLanguage(language)
        keep(f"page {language}")
    # It was laid out in the previous language.
    session.chooseLanguage("zh")
    keep("page zh again")
    kiosk.close()
    application.quit()
    return drawn


def _seen(kiosk: Kiosk, name: str) -> Drawn:
    if kiosk.session.state.phase not in {Phase.ATTRACT, Phase.ACTIVE}:
        raise RuntimeError(f"{name}: the kiosk shows {kiosk.session.state.phase}")
    image = kiosk.window.grabWindow()
    pixels = hashlib.sha256(bytes(image.constBits())).hexdigest()[:16]
    forms: dict[str, set[str]] = {}
    for item in _probes(kiosk.window.contentItem()):
        forms.setdefault(str(item.property("language")), set()).add(_forms(item, image))
    return {"pixels": pixels, "forms": {language: sorted(found) for language, found in sorted(forms.items())}}


def _probes(item: QQuickItem) -> Iterator[QQuickItem]:
    """The visible items that draw PROBE on one line in a family that has siblings."""
    if item.property("text") == PROBE and item.property("lineCount") == 1 and MARK.search(_font(item).family()):
        yield item
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield from _probes(child)


def _font(item: QQuickItem) -> QFont:
    font = item.property("font")
    assert isinstance(font, QFont)
    return font


def _forms(item: QQuickItem, image: QImage) -> str:
    """Return which family's glyphs an item shows, compared with what Qt draws of each without the kiosk."""
    box = item.mapRectToScene(item.boundingRect()).toAlignedRect()
    shown = _ink(image.copy(box), item.property("color"))
    unlike = {forms: _difference(shown, _bare(item, forms)) for forms in set(EXPECTED.values())}
    best, second = sorted(unlike, key=lambda forms: unlike[forms])[:2]
    # Japanese and Korean forms may differ by as few as 16 pixels; rounding differences are fewer.
    return best if unlike[best] * 1.1 < unlike[second] else "no family's"


def _bare(item: QQuickItem, forms: str) -> list[str]:
    """The ink of the same words in one family, drawn by a bare Text without any locale."""
    font = _font(item)
    plain = QFont(font)
    plain.setFamily(MARK.sub(forms, font.family()))
    plain.unsetFeature(QFont.Tag("locl"))
    place = item.mapToScene(QPointF(0, 0))
    kept, _ = QLocale(), QLocale.setDefault(QLocale.c())
    view = QQuickView()
    at = QPointF(place.x() % 1, place.y() % 1)
    view.setInitialProperties({"words": PROBE, "face": plain, "at": at, "line": item.property("lineHeight")})
    view.setSource(QUrl.fromLocalFile(str(BARE)))
    image = view.grabWindow()
    QLocale.setDefault(kept)
    return _ink(image, QColor("white"))


def _ink(image: QImage, colour: QColor) -> list[str]:
    """Return the drawn rows, cropped: x for a pixel that is more colour than background."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data, step, width = bytes(grey.constBits()), grey.bytesPerLine(), grey.width()
    ground, ink = data[0], QColor(colour).lightness()
    middle, lighter = (ground + ink) / 2, ink > ground
    lines = [data[row * step : row * step + width] for row in range(grey.height())]
    rows = ["".join("x" if (value > middle) is lighter else " " for value in line) for line in lines]
    inked = [row for row in rows if "x" in row]
    if not inked:
        return []
    first, last = rows.index(inked[0]), len(rows) - rows[::-1].index(inked[-1])
    left = min(row.index("x") for row in inked)
    right = max(row.rindex("x") for row in inked) + 1
    return [row[left:right] for row in rows[first:last]]


def _difference(one: list[str], other: list[str]) -> int:
    """Count differing pixels, shifted by one row if that is closer: a faint row may or may not count as ink."""
    shifted = ((one, other), (one, other[1:]), (one[1:], other))
    return min(sum(_differ(row, line) for row, line in zip_longest(*pair, fillvalue="")) for pair in shifted)


def _differ(row: str, line: str) -> int:
    return sum(a != b for a, b in zip_longest(row, line, fillvalue=" "))


def compare(drawn: Mapping[str, Mapping[str, Drawn]]) -> Iterator[tuple[str, str, bool]]:
    """Yield (screen, message, whether it is right) for {locale: {screen: what it shows}}."""
    first = next(iter(drawn.values()))
    for screen in first:
        pixels = {each[screen]["pixels"] for each in drawn.values()}
        forms = first[screen]["forms"]
        right = len(pixels) == 1 and bool(forms) and all(found == [EXPECTED[code]] for code, found in forms.items())
        reported = ", ".join(f"{code} in {'+'.join(found)}" for code, found in forms.items())
        yield screen, f"{len(pixels)} picture(s) under {len(drawn)} locales; {reported}", right
    back = all(each["page zh"]["pixels"] == each["page zh again"]["pixels"] for each in drawn.values())
    yield "zh, then the others, then zh", "the first pixels again" if back else "other pixels", back


def main() -> int:
    """Draw, compare and print; 1 if a screen is wrong."""
    words = sys.argv[1:]
    if words[:1] == ["--draw"]:
        print(json.dumps(_draw(Path(words[1]), Path(words[2]))))
        return 0
    bad = 0
    with tempfile.TemporaryDirectory() as top:
        pack = Path(top) / "pack"
        write_pack(pack)
        drawn = {locale: draw_under(locale, pack, Path(top) / "cache") for locale in words or LOCALES}
    for screen, reported, right in compare(drawn):
        bad += not right
        print(f"{'PASS' if right else 'FAIL'}  {screen}: {reported}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
