"""Encoding names used by people and programs, and the Python codecs for them. Pure."""

from __future__ import annotations

import codecs
import re

EXAMPLES = "GBK, Big5, Shift-JIS, EUC-JP, EUC-KR, Windows-1252"
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16-LE",
    "utf-16-be": "UTF-16-BE",
    "gb18030": "GBK",
    "cp950": "Big5",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "euc_kr": "EUC-KR",
    "cp949": "EUC-KR",
}
# Encodings for which programs use the name of a standard, but mean their own, larger one.
_SUPERSETS = {
    "utf-8-sig": "utf-8",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
}
_FILE_CODECS = re.compile(
    r"utf-(8|16|16-le|16-be)|gb18030|hz|big5hkscs|cp[0-9]+|euc_.+|shift_jis.+|iso.+|koi8-.|mac-.+|johab"
)


def codec_of(name: str) -> str | None:
    """Return the codec of an encoding by any of its names, such as Shift-JIS or windows-1251; None if unknown."""
    try:
        codec = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    codec = _SUPERSETS.get(codec, codec)
    return codec if _FILE_CODECS.fullmatch(codec) else None


def encoding_name(codec: str) -> str:
    """Return the common name of an encoding: Big5."""
    return _NAMES.get(codec) or re.sub(r"\Acp(?=125)", "Windows-", codec).upper().replace("WINDOWS", "Windows")
