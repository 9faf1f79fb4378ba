"""Captions: what is heard, when, and in which words staff are told where a file is not right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content import captions
from kiosk.content.captions import Cue, parse, read_captions

WHOLE = """\
WEBVTT a film

NOTE drawn by hand
over two lines

STYLE
::cue { color: red }

opening
00:01.000 --> 00:02.500 align:start
<v 周健>一，</v><b>二</b> &amp; 三
第二行

01:00:00.000 --> 01:00:01.000
End
"""
CUE = "WEBVTT\n\n00:01.000 --> 00:02.000\nA\n"


def told(words: str) -> list[str]:
    """What staff read: line:column and message."""
    cues, problems = parse(words.encode(), "film.vtt")
    assert cues == ()
    return [f"{problem.mark.line}:{problem.mark.column} {problem.message}" for problem in problems]


def test_words_stand_from_their_first_moment_to_their_last() -> None:
    expected = (Cue(1000, 2500, "一，二 & 三\n第二行"), Cue(3_600_000, 3_601_000, "End"))
    assert parse(WHOLE.encode(), "film.vtt") == (expected, [])


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_every_kind_of_line_ending_and_a_byte_order_mark_are_read(ending: str) -> None:
    data = b"\xef\xbb\xbf" + WHOLE.replace("\n", ending).encode()
    assert parse(data, "film.vtt") == parse(WHOLE.encode(), "film.vtt")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("1\n00:01,000 --> 00:02,000\nA\n", "1:1 the file does not begin with WEBVTT"),
        ("WEBVTTX\n", "1:1 the file does not begin with WEBVTT"),
        ("WEBVTT\n\nNOTE nothing\n", "1:1 there are no words in this file"),
        ("WEBVTT\n\nno times\n", '3:1 these words have no times: there is no "-->"'),
        ("WEBVTT\n\nname\nno times\n", '3:1 these words have no times: there is no "-->"'),
        (CUE.replace("00:01.000", "00:01,000"), '3:1 "00:01,000" is not a time'),
        (CUE.replace("00:02.000", "2 s"), '3:15 "2" is not a time'),
        (CUE.replace("00:02.000", ""), '3:15 "" is not a time'),
        (CUE.replace("00:02.000", "00:00.500"), "3:15 these words end before they begin"),
        (CUE.replace("00:02.000", "00:01.000"), "3:15 these words end when they begin"),
        (CUE.replace("A\n", ""), "3:1 no words stand below these times"),
        (CUE.replace("A", "<i></i>"), "3:1 no words stand below these times"),
        (CUE.replace("A", "字" * 161), "4:1 there are 161 letters in these words"),
        (CUE + "\n00:01.500 --> 00:03.000\nB\n", "6:1 these words begin before those of line 3 end"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(words: str, problem: str) -> None:
    assert told(words) == [problem]


def test_a_file_in_another_coding_is_told_at_the_first_strange_letter() -> None:
    _, (problem,) = parse(CUE.encode() + "字".encode("gbk"), "film.vtt")
    assert (problem.mark.line, problem.mark.column, problem.message) == (5, 1, "is not UTF-8")


def test_a_file_too_large_or_out_of_reach_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "film.vtt").write_bytes(b"WEBVTT\n" + b"x" * captions.MOST_BYTES)
    assert [each.message for each in read_captions(tmp_path / "film.vtt", "f")[1]] == [
        "the captions are larger than 500 KB"
    ]
    assert [each.message for each in read_captions(tmp_path / "gone.vtt", "f")[1]] == ["the file cannot be read"]


def test_a_file_with_too_many_cues_is_refused_at_the_first_too_many() -> None:
    cues = "".join(f"\n{n // 60:02}:{n % 60:02}.000 --> {n // 60:02}:{n % 60:02}.900\nA\n" for n in range(2_002))
    assert told("WEBVTT\n" + cues) == ["6003:1 there are more than 2000 cues"]


def test_no_more_problems_are_told_than_anybody_reads() -> None:
    assert len(told("WEBVTT\n\n" + "A\n\n" * 400)) == captions.MOST_PROBLEMS


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda words: f"WEBVTT\n\n{words}".encode())))
def test_whatever_the_bytes_are_there_are_cues_or_problems(data: bytes) -> None:
    cues, problems = parse(data, "film.vtt")
    assert bool(cues) != bool(problems)
    assert all(cue.start < cue.end for cue in cues)
