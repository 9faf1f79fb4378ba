"""Words, lists and maps as one or several lines of YAML, in the form that packs are written in. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_WIDE = 110  # columns of a line
# Words that YAML accepts unquoted, even between brackets, and that no editor reads as a number, date or truth value.
_PLAIN = re.compile(
    r"[^\W\d_](?:[\w ·•—–…，。、；：？！（）“”‘’《》「」％%.()/-]*[\w·—…，。、；：？！（）“”‘’《》「」％%.()])?\Z"
)
_NO_WORDS = re.compile(r"(?:true|false|yes|no|on|off|null|y|n|\.?nan|\.?inf)\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?\Z")
_BARE = re.compile(r"[a-z0-9]+([./-][a-z0-9]+)*\Z")


def scalar(words: str) -> str:
    """Return words as written in YAML; JSON's strings are YAML's too."""
    if _BARE.match(words) and not words[0].isdigit() and not _NO_WORDS.match(words):
        return words
    plain = _PLAIN.match(words) and not _NO_WORDS.match(words)
    return words if plain else json.dumps(words, ensure_ascii=False)


def flow_value(value: Any) -> str:
    """Return a value on one line: words, a list, or a map of words."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, list):
        return f"[{', '.join(each if _NUMBER.match(each) else scalar(each) for each in value)}]"
    return f"{{{', '.join(f'{scalar(inner)}: {scalar(words)}' for inner, words in value.items())}}}"


def field_lines(key: str, value: Any) -> list[str]:
    """Return a field of a map as its lines, without indentation."""
    key = scalar(key)
    line = f"{key}: {flow_value(value)}"
    if len(line) <= _WIDE or not isinstance(value, Mapping):
        return [line]
    return [f"{key}:", *(f"  {scalar(inner)}: {scalar(words)}" for inner, words in value.items())]
