"""A pack → the text of its YAML files."""

from __future__ import annotations

import json
import re
from typing import Any

from kiosk.content.model import Captions, Pack, PackSheet, Part, Text

# Words that every YAML reader takes for words, and numbers for numbers: not 08 or no, not 1e5 or 12-30.
_BARE = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[a-z][a-z0-9]*([./-][a-z0-9]+)*\Z|[1-9][0-9]*\Z")


def dump(pack: Pack) -> dict[str, str]:
    """Return the files of the pack (without media): path → YAML. Loading them gives the same pack."""
    front = PackSheet.model_construct(**{name: getattr(pack, name) for name in PackSheet.model_fields})
    files: dict[str, Part] = {"pack.yaml": front}
    files |= {f"panels/{panel.id}.yaml": panel for panel in pack.panels}
    files |= {f"galleries/{gallery.id}.yaml": gallery for gallery in pack.galleries}
    return {file: to_yaml(plain_of(part)) for file, part in files.items()}


def plain_of(value: Any) -> Any:
    """Return a part of the model as written: strings, lists and dicts, without default values."""
    if isinstance(value, Part):
        fields = {key: plain_of(inner) for key, inner in value.parts()}
        return {value.wrapper: fields} if value.wrapper else fields
    if isinstance(value, Text | Captions):
        return value.plain()
    if isinstance(value, dict):
        return {key: plain_of(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [plain_of(inner) for inner in value]
    return f"{value:.9f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def to_yaml(plain: dict[str, Any]) -> str:
    """Return YAML for a map of strings, lists and maps."""
    return "".join(f"{line}\n" for line in _map(plain))


def _map(plain: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for key, value in plain.items():
        if isinstance(value, str):
            lines.append(f"{_word(key)}: {_word(value)}")
        else:
            lines += [f"{_word(key)}:", *(f"  {line}" for line in _lines(value))]
    return lines


def _lines(value: Any) -> list[str]:
    if isinstance(value, str):
        return [_word(value)]
    if isinstance(value, dict):
        return _map(value)
    lines: list[str] = []
    for item in value:
        first, *rest = _lines(item)
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return lines


def _word(text: str) -> str:
    return text if _BARE.match(text) else json.dumps(text, ensure_ascii=False)
