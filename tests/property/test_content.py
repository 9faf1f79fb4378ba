"""Whatever bytes lie in a pack: problems, never an exception, each mark inside its file; dump → load is the same."""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk.content.emphasis import parse, plain
from kiosk.content.loader import load_pack
from kiosk.content.yaml import sheet_of
from kiosk.content.yaml_writer import dump
from tests.broken.base import FILES, KNOWLEDGE, write
from tests.examples import examples
from tests.property.packs import packs

SIGNS = [*"abz:-,[]{}?&*!|>'\"%@`#\\ \t\n\r.0～：，“宜\0\x85\u2028\ufeff", "\n  ", "\n- ", ": ", "zh: "]
YAML_LIKE = st.lists(st.sampled_from(SIGNS), max_size=40).map(lambda signs: "".join(signs).encode())
PIECES = st.sampled_from([data for name, data in FILES.items() if name.endswith("yaml")])


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """One of the sound files with some bytes in the middle replaced by others."""
    data = draw(PIECES)
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 40)))
    return data[:start] + draw(st.binary(max_size=6) | YAML_LIKE) + data[end:]


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.too_slow])
@given(file=st.sampled_from(list(FILES)), data=st.binary(max_size=200) | YAML_LIKE | damaged())
@example(file="pack.yaml", data=b"?")
@example(file="pack.yaml", data=b"id: x\n? ")
def test_any_bytes_give_problems_inside_their_file(file: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name), FILES | {file: data})
        loaded = load_pack(folder, KNOWLEDGE)
        assert (loaded.pack is None) == any(problem.severity == "error" for problem in loaded.problems)
        for problem in loaded.problems:
            _stands_inside(folder, problem.location.file, problem.location.line, problem.location.column)
            assert problem.message
            assert problem.text().encode()


def _stands_inside(folder: Path, file: str, line: int, column: int) -> None:
    if line == 0:
        assert column == 0
        return
    words = (folder / file).read_bytes().decode("utf-8-sig", errors="replace")
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1


OTHER_KEYBOARD = dict(zip(":,{}[]\"'-#", "：，｛｝［］“‘－＃", strict=True))


LINES = "teaser:\n  zh: 看一看\n  en: Have a look\n"


def _slips(text: str) -> Iterator[str]:
    """Yield a file with one sign of YAML left out, or typed on a Chinese keyboard, for each of its signs."""
    for at, sign in enumerate(text):
        for typed in ("", OTHER_KEYBOARD[sign]) if sign in OTHER_KEYBOARD else ():
            yield text[:at] + typed + text[at + 1 :]


def _letters(value: object) -> Counter[tuple[str, str]]:
    """Count the letters of a file, those of keys and those of values apart: a key among the words is lost as a key."""
    if isinstance(value, dict):
        keys = Counter(("key", letter) for key in value for letter in key if letter.isalnum())
        return sum(map(_letters, value.values()), keys)
    if isinstance(value, list):
        return sum(map(_letters, value), Counter())
    return Counter(("value", letter) for letter in str(value or "") if letter.isalnum())


@pytest.mark.parametrize("form", [r"\1: \2", r'\1: "\2 #3"', r"\1: '\2 #3'"], ids=["plain", "double", "single"])
@pytest.mark.parametrize("name", ["pack.yaml", "galleries/places.yaml", "panels/industry.yaml"])
def test_no_slip_of_one_sign_loses_a_letter_in_silence(name: str, form: str, tmp_path: Path) -> None:
    text = re.sub(r"\b(zh|en): ([^,{}\n]+)", form, FILES[name].decode() + (LINES if "panels" in name else ""))
    whole = _letters(sheet_of(name, text.encode()).plain)
    for slip in _slips(text):
        sheet = sheet_of(name, slip.encode())
        if not sheet.problems and not sheet.warnings and _letters(sheet.plain) != whole:
            assert load_pack(write(tmp_path, FILES | {name: slip.encode()}), KNOWLEDGE).problems, slip


def _tags(count: int) -> bytes:
    return b"".join(b"%%TAG !%d! x\n" % number for number in range(count)) + b"--- a\n"


HOSTILE: dict[str, tuple[int, Callable[[int], bytes]]] = {  # the number of parts, and a file of so many
    "lists": (25_000, lambda count: b"[" * count),
    "maps": (25_000, lambda count: b"{a: " * count),
    "items": (50_000, lambda count: b"- " * count),
    "keys": (50_000, lambda count: b"? " * count),
    "aliases": (50_000, lambda count: b"a: &a [x]\n" + b"b: *a\n" * count),
    "tags": (25_000, _tags),
    "tags of a second document": (25_000, lambda count: b"a\n---\n" + _tags(count)),
    "merge keys": (2_500, lambda count: b"id: " + b"<<: {" * count),
    "words": (950_000, lambda count: b'"' + b"a" * count),
    "marks": (950_000, lambda count: b"!" * count),
    "fields": (2_500, lambda count: b"".join(b"k%d: 1\n" % number for number in range(count))),
}
MOST_CALLS = 40  # a byte, of Python's functions and of C's
OF_A_SMALL_PACK = 60_000


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_is_refused_with_little_work(name: str, tmp_path: Path) -> None:
    count, data_of = HOSTILE[name]
    data, twice = data_of(count), data_of(2 * count)
    _calls_to_refuse(data_of(1), tmp_path)  # what is read once for all
    calls, more = (_calls_to_refuse(each, tmp_path) for each in (data, twice))
    assert calls <= MOST_CALLS * len(data) + OF_A_SMALL_PACK
    assert more <= 2.1 * calls  # no part of it is worth more than the parts before


def _calls_to_refuse(data: bytes, folder: Path) -> int:
    """Return how many functions it takes to refuse a pack with this file: as many on any machine."""
    pack = write(folder, FILES | {"panels/industry.yaml": data})
    calls = 0

    def count(_frame: object, event: str, _of: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        loaded = load_pack(pack, KNOWLEDGE)
    finally:
        sys.setprofile(None)
    assert loaded.pack is None
    return calls


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(packs())
def test_a_pack_that_is_dumped_and_loaded_is_the_same(pack) -> None:
    with tempfile.TemporaryDirectory() as name:
        files = {file: words.encode() for file, words in dump(pack).items()}
        media = {file: data for file, data in FILES.items() if file.startswith("media/")}
        loaded = load_pack(write(Path(name), files | media), KNOWLEDGE)
    assert [problem.text() for problem in loaded.problems if problem.severity == "error"] == []
    assert loaded.pack == pack


@given(st.binary(max_size=300) | YAML_LIKE)
@example(b"\xa1")
@example(b"\xd0\xcf\x11\xe0")
def test_a_byte_order_mark_changes_nothing(data: bytes) -> None:
    data = data.lstrip(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    bare, marked = sheet_of("a.yaml", data), sheet_of("a.yaml", b"\xef\xbb\xbf" + data)
    assert (bare.plain, bare.problems) == (marked.plain, marked.problems)


@given(st.text(st.sampled_from([*"ab宜“” *\\\n"]), max_size=30))
def test_emphasis_never_loses_a_word(words: str) -> None:
    kept = plain(words)
    assert [sign for sign in kept if sign not in "*\\"] == [sign for sign in words if sign not in "*\\"]
    spans = parse(words)
    assert all(span.text for span in spans)
    assert all((a.strong, a.emphasis) != (b.strong, b.emphasis) for a, b in pairwise(spans))
