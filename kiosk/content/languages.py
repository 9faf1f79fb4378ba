"""Language codes of ISO 639-1, and what is often written instead."""

from __future__ import annotations

from kiosk.content.issues import quoted
from kiosk.content.messages import Message

# ISO 639-1.
_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka
kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng
nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st
su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
KNOWN = frozenset(_CODES.split())
# A country's code, or a name, in place of its language's.
MEANT = {
    "chi": "zh", "cn": "zh", "cz": "cs", "deu": "de", "dk": "da", "eng": "en", "fra": "fr", "ger": "de",
    "gr": "el", "in": "hi", "jp": "ja", "jpn": "ja", "kor": "ko", "kp": "ko", "rus": "ru", "spa": "es", "ua": "uk",
    "us": "en", "vn": "vi", "zho": "zh",
}  # fmt: skip


# What people call languages, in place of their codes.
_NAMES = {
    "zh": "中文 汉语 简体中文 简体 普通话 chinese", "zh-Hant": "繁体中文 繁體中文 繁体 繁體",
    "en": "英文 英语 英語 english",
    "ja": "日文 日语 日語 日本語 japanese", "ko": "韩文 韩语 韓語 한국어 korean", "de": "德文 德语 deutsch german",
    "fr": "法文 法语 français french", "es": "西班牙语 西班牙文 español spanish", "ru": "俄文 俄语 русский russian",
    "it": "意大利语 意大利文 italiano italian",
}  # fmt: skip
_CALLED = {name: code for code, names in _NAMES.items() for name in names.split()}


def named_language(typed: str) -> str:
    """Return the code of a language that people call so, or whose country has this code; else an empty string."""
    name = typed.strip().lower()
    return _CALLED.get(name) or (MEANT.get(name, "") if name not in KNOWN else "")


def unknown_language(code: str) -> tuple[Message, Message] | None:
    """Return the message for a well-formed code that no language has, and the fix; None for a valid code.

    A code of three letters is accepted unless a shorter one exists.
    """
    first, *rest = code.split("-")
    meant = MEANT.get(first)
    if first in KNOWN or (len(first) > 2 and meant is None):
        return None
    message = Message("{code} is the code of no language", code=quoted(code))
    if meant is None:
        return message, Message("write its code by ISO 639, such as zh, en or ja, here and in the texts")
    return message, Message("write {meant}, here and in the texts", meant="-".join([meant, *rest]))
