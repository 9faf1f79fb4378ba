"""Decoding of a text file, with detection of its encoding. Pure.

UTF-8 and UTF-16 prove themselves. An older encoding is chosen if nearly all of the bytes are its common characters, as
known to Python's strict codecs. A file that fits none is refused, never read as something arbitrary. Kanji, hanja and
Chinese characters alone have the same bytes: if another country's fit too, it is a guess.
"""

from __future__ import annotations

import codecs
import itertools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from math import log

from kiosk.media.sandbox.worker_errors import RejectedFileError
from kiosk.media.sheets.common_characters import CHINA, JAPAN, KOREA, TAIWAN
from kiosk.media.sheets.encoding_names import encoding_name

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MIN_SHARE = 0.8
_MIN_RIVAL_SHARE = 0.7  # the least share for another country's characters that are more likely
_KOREAN_AT_LEAST = 6  # so many Chinese characters, all of the first half of the alphabet, are very rare
_HANJA = 0.85  # of Chinese characters alone that are all hanja
_KOREAN = 0.85  # the share of apparent Chinese that may be Korean with a few Chinese characters
_MAX_CHANCE_CHARACTERS = 8  # foreign characters that are UTF-8 by chance, at most
_MIN_CHINESE = 3  # fewer Chinese characters may be chance
_HIT, _MISS = log(0.45 / 0.15), log(0.55 / 0.85)  # the share of often-used characters in words, and in random text
_CLEARLY_LIKELIER = 4.0  # as a logarithm: fifty times
_COMMON = {"gb18030": CHINA, "cp950": TAIWAN, "cp932": JAPAN, "euc_jp": JAPAN, "euc_kr": KOREA}
_LONG, _UNASSIGNED = 4, {"Cn", "Co", "Cc"}
_SAMPLE = 20_000  # characters that are examined
_EXCERPT = 60
_WESTERN_WORD = re.compile(r"[^\W\d_]+|[^\w\s]|[\xa0-\xbf]+")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_FOREIGN_WORD = re.compile(r"[^\x00-\x7f]+")
_WESTERN_CHARACTERS = "¿¡’‘“”„–—…«»·°©®€£½¼¾×\xa0"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file. `guessed`: its encoding was inferred from its bytes; `first` are words that depend on it."""

    text: str
    encoding: str
    guessed: bool = False
    first: str = ""


def decode(data: bytes, requested: str = "") -> Decoded:
    """Return the text of a file, read with the codec `requested` unless the file itself declares another.

    Raises RejectedFileError if it is no text, of an unknown encoding, or not in the given one.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_marked(data.removeprefix(bom), encoding)
    if requested:
        return _decode_as(data, requested)
    if b"\0" in data:
        return _decode_utf_16(data)
    try:
        text = data.decode("utf-8")
        as_chinese = _detect(data) if _may_be_chance(text) else None
        return as_chinese if as_chinese and as_chinese.encoding == "gb18030" else Decoded(text, "utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf_8(data, error.start)
    detected = _detect(data)
    if detected is None:
        raise RejectedFileError("table-encoding")
    return detected


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        row = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise RejectedFileError("table-bytes", line=row, encoding=encoding.upper()) from error


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        row = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise RejectedFileError("table-not-in", line=row, encoding=encoding_name(encoding)) from error


def _decode_utf_16(data: bytes) -> Decoded:
    """Return UTF-16 without a byte order mark: its line ends and commas have their zero on one side."""
    for encoding, zero in (("utf-16-le", 1), ("utf-16-be", 0)):
        ascii_characters = data[zero::2].count(0)
        if data[1 - zero :: 2].count(0) == 0 < ascii_characters and len(data) % 2 == 0:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if any(character in text for character in "\r\n\t,;<"):
                return Decoded(text, encoding)
    raise RejectedFileError("no-table")


def _refuse_damaged_utf_8(data: bytes, start: int) -> None:
    """Raise RejectedFileError for UTF-8 with a few broken bytes, which no other encoding explains."""
    text = data.decode("utf-8", "replace")
    broken, foreign = text.count("\N{REPLACEMENT CHARACTER}"), count_foreign(text)
    if foreign - broken >= 10 * broken:
        raise RejectedFileError("table-bytes", line=data[:start].count(b"\n") + 1, encoding="UTF-8")


def _may_be_chance(text: str) -> bool:
    """Return whether apparent UTF-8 may be something else: the GBK of 图片 is the UTF-8 of two strange letters."""
    foreign = list(
        itertools.islice((character for character in text if character > "\x7f"), _MAX_CHANCE_CHARACTERS + 1)
    )
    if not 0 < len(foreign) <= _MAX_CHANCE_CHARACTERS or any(character >= "\u0800" for character in foreign):
        return False
    return _western_share(text) < _MIN_SHARE and not all(map(_is_word, _FOREIGN_WORD.findall(text)))


def _is_word(characters: str) -> bool:
    """Return whether these are letters of one script, as in Greek and Russian words."""
    scripts = {unicodedata.name(character, "").partition(" ")[0] for character in characters}
    return len(characters) > 2 and len(scripts) == 1 and characters.isalpha()


def _detect(data: bytes) -> Decoded | None:
    scores = dict[str, float]()
    for encoding, strict, score in _KNOWN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = list(itertools.islice((character for character in text if character > "\x7f"), _SAMPLE))
        scores[encoding] = sum(score(character, _encode(character, strict)) for character in foreign) / len(foreign)
    scores["cp1252"] = _score_western(data)
    likelihoods = _likelihoods(data)
    if "euc_kr" in scores and not _HANGUL.search(data.decode("euc_kr")):
        scores["euc_kr"] = max(scores["euc_kr"], _HANJA)
    best = max(scores, key=lambda name: scores[name])
    if scores.get("euc_kr", 0) > 0.98 and scores.get("gb18030", 0) > _MIN_SHARE:
        syllables = sum("\uac00" <= character <= "\ud7a3" for character in data.decode("euc_kr"))
        best = "euc_kr" if syllables >= _KOREAN_AT_LEAST else "gb18030"
    rivals = {
        name: likelihoods[name] for name in likelihoods if name != best and scores.get(name, 0) >= _MIN_RIVAL_SHARE
    }
    rival = max(rivals, key=lambda name: rivals[name], default=best)
    if best in likelihoods and likelihoods[rival] >= likelihoods[best] + _CLEARLY_LIKELIER:
        best = rival
    if scores[best] < _MIN_SHARE:
        return None
    text = data.decode(best)
    is_short = count_foreign(text) < _MIN_CHINESE
    is_doubtful = max(rivals.values(), default=-_CLEARLY_LIKELIER) > likelihoods.get(best, 0) - _CLEARLY_LIKELIER
    is_sure = (
        best == "gb18030"
        and scores[best] > 0.95
        and scores.get("euc_kr", 0) <= _KOREAN
        and not (is_short or is_doubtful)
    )
    return Decoded(text, best, guessed=not is_sure, first=_first_excerpt(text))


def _likelihoods(data: bytes) -> dict[str, float]:
    """Return the likelihood of each country's encoding, by its characters: the logarithm, by encoding.

    Kana or Korean syllables identify theirs; an encoding that cannot read the file is left out.
    """
    likelihoods = dict[str, float]()
    for encoding, common in _COMMON.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        characters = list(
            itertools.islice((character for character in text if "\u3400" <= character <= "\u9fff"), _SAMPLE)
        )
        hits = sum(character in common for character in characters)
        likelihoods[encoding] = hits * _HIT + (len(characters) - hits) * _MISS
    return likelihoods


def count_foreign(text: str) -> int:
    """Return how many characters of a text are not ASCII."""
    return sum(character > "\x7f" for character in text)


def _encode(character: str, encoding: str) -> bytes:
    """Return a character in the encoding proper, without others' extensions; empty if it lacks the character."""
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return b""


def _score_chinese(character: str, raw: bytes) -> float:
    """GB 2312: its first level holds the 3755 characters of daily use, by pinyin.

    No other encoding has the four bytes by which GB 18030 writes rare characters and the scripts of minorities.
    """
    if len(raw) == _LONG:
        return float(unicodedata.category(character) not in _UNASSIGNED)
    if len(raw) != 2 or raw[1] < 0xA1 or raw[0] > 0xF7 or "\u3040" <= character <= "\u30ff":
        return 0.0
    return 1.0 if 0xA1 <= raw[0] <= 0xA3 or 0xB0 <= raw[0] <= 0xD7 else 0.6


def _score_taiwanese(_character: str, raw: bytes) -> float:
    return (1.0 if raw[0] <= 0xC6 else 0.2) if len(raw) == 2 else 0.0


def _score_japanese(character: str, raw: bytes) -> float:
    if "\u3040" <= character <= "\u30ff":
        return 1.2  # whatever else has so many of these by chance
    if len(raw) != 2 or character >= "\uff61":
        return 0.0
    return 0.85 if raw[0] <= 0x97 or 0xB0 <= raw[0] <= 0xCF else 0.7


def _score_korean(character: str, raw: bytes) -> float:
    return 1.0 if len(raw) == 2 and ("\uac00" <= character <= "\ud7a3" or raw[0] <= 0xA3) else 0.0


_Common = Callable[[str, bytes], float]
_KNOWN: tuple[tuple[str, str, _Common], ...] = (
    ("gb18030", "gb18030", _score_chinese),
    ("cp950", "big5", _score_taiwanese),
    ("cp932", "shift_jis", _score_japanese),
    ("euc_jp", "euc_jp", _score_japanese),
    ("euc_kr", "euc_kr", _score_korean),
)


def _score_western(data: bytes) -> float:
    try:
        return _western_share(data.decode("cp1252"))
    except UnicodeDecodeError:
        return 0.0


def _western_share(text: str) -> float:
    """Return the share of foreign characters used as in Western languages: single, and beside their letters."""
    foreign = plausible = 0
    for match in _WESTERN_WORD.finditer(text):
        characters = [character for character in match[0] if character > "\x7f"]
        ascii_letters = sum(character.isascii() and character.isalpha() for character in match[0])
        letters = sum(character.isalpha() and character not in "ªºµƒ" for character in characters)
        foreign += len(characters)
        plausible += letters if ascii_letters >= letters else 0
        plausible += sum(character in _WESTERN_CHARACTERS for character in characters)
        if foreign > _SAMPLE:
            break
    return plausible / foreign if foreign else 0.0


def _first_excerpt(text: str) -> str:
    """Return the first words with characters of their own, by which the author sees whether they are read correctly."""
    line = next((line for line in text.splitlines() if not line.isascii()), "")
    index = next((position for position, character in enumerate(line) if character > "\x7f"), 0)
    start = max(0, index - _EXCERPT // 3)
    return line[start : start + _EXCERPT].strip()
