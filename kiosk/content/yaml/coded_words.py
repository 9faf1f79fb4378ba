"""Words that people typed with the codes of their languages, but not as a map: `zh: 欢迎, en: Welcome`."""

from __future__ import annotations

import json
import re

MOST = 2000
_CODE = r"[a-z]{2,3}(?:-[A-Za-z]{2,8})?"
_BEGINNING = re.compile(rf"(?:\A|[,，;；、\s])\s*({_CODE})\s*[:：]\s*")
_OPENING, _CLOSING = "(（{｛《[", ")）}｝》]"
_PLAIN = re.compile(r"(?!.*(?:: | #))[^\s,\[\]{}#&*!|>'\"%@`?:-][^,\[\]{}\n]*\Z")


def by_code(words: str) -> dict[str, str]:
    """Return the words by the codes of languages among them: empty unless they begin with one, and have two."""
    bare = words.strip()
    if len(bare) > MOST:
        return {}
    bare = bare.removeprefix(bare[:1] if bare[:1] in _OPENING else "").removesuffix(
        bare[-1:] if bare[-1:] in _CLOSING else ""
    )
    found = list(_BEGINNING.finditer(bare))
    if len(found) < 2 or found[0].start():
        return {}
    ends = [*(each.start() for each in found[1:]), len(bare)]
    parts = {each[1]: bare[each.end() : end].strip() for each, end in zip(found, ends, strict=True)}
    return parts if len(parts) == len(found) and all(parts.values()) else {}


def flow_map(parts: dict[str, str]) -> str:
    """Return a map as YAML writes it on one line."""
    words = {code: each if _PLAIN.match(each) else json.dumps(each, ensure_ascii=False) for code, each in parts.items()}
    return "{" + ", ".join(f"{code}: {each}" for code, each in words.items()) + "}"
