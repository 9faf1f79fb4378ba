"""Generator of docs/codes.md and docs/codes.zh.md: every code of a message for staff, with its cause and fix.

The codes are in kiosk/content/codes.py, their words in resources/strings/codes.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from kiosk.content.codes import CODES
from kiosk.device.message_catalog import code_words

TOP = Path(__file__).resolve().parents[1]
RELEASED = TOP / "setup" / "released_codes.txt"
MOST = 120  # characters per line
_HEADS = {
    "en": (
        "# Codes of messages\n\n[中文](codes.zh.md)",
        (
            "Each message for staff has a code that never changes, such as YK-207. `kiosk pack check` prints it, and a "
            "screen without content shows it small at its foot. `kiosk help YK-207` prints what is below."
        ),
        "Cause",
        "Fix",
        ": ",
    ),
    "zh": (
        "# 提示的代码\n\n[English](codes.md)",
        (
            "给工作人员的每种提示都有一个固定不变的代码，例如 YK-207。`kiosk pack check` 会显示它；屏幕上没有内容时，"
            "底部也有一个小小的代码。用 `kiosk help YK-207` 可查看下面的说明。"
        ),
        "原因",
        "改法",
        "：",
    ),
}
_FILES = {"en": "codes.md", "zh": "codes.zh.md"}


def made() -> dict[str, str]:
    """Return the text of each file."""
    return {name: "\n".join(_lines(language)) + "\n" for language, name in _FILES.items()}


def _lines(language: str) -> Iterator[str]:
    title, about, cause, fix, colon = _HEADS[language]
    words, hundreds = code_words(language)
    yield title
    yield ""
    yield from _broken(about, language)
    hundred = ""
    for code, templates in CODES.items():
        if not templates:
            continue
        if (begun := f"{code[3]}xx") != hundred:
            hundred = begun
            yield from ("", f"## {hundred} · {hundreds[hundred]}")
        yield from ("", f"### {code}", "")
        yield from _broken(f"- {cause}{colon}{words[code].cause}", language)
        yield from _broken(f"- {fix}{colon}{words[code].fix}", language)


def _broken(text: str, language: str) -> list[str]:
    """Return a paragraph wrapped; Chinese stays on one line, for a break would be shown as a space."""
    if language == "zh":
        return [text]
    return wrap(text, MOST, subsequent_indent="  " if text.startswith("- ") else "", break_on_hyphens=False)


if __name__ == "__main__":
    for name, text in made().items():
        (TOP / "docs" / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}", len(text))
