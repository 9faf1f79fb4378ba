"""Captions: what is heard, when, and in which words staff are reported where a file is not right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content import webvtt
from kiosk.content.media_files import MediaFiles
from kiosk.content.webvtt import Cue, parse, read_captions
from kiosk.packs.gallery_import.file_conversion import convert

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


def reported(words: str) -> list[str]:
    """What staff read: line:column and message."""
    cues, problems = parse(words.encode(), "film.vtt")
    assert cues == ()
    return [f"{problem.location.line}:{problem.location.column} {problem.message}" for problem in problems]


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
        ("1\n00:01:00,000 --> 00:02:00,000\nA\n", "1:1 these are captions in SubRip (.srt)"),
        ("00:01.000 --> 00:02.000\nA\n", "1:1 the file does not begin with WEBVTT"),
        ("WEBVTTX\n", "1:1 the file does not begin with WEBVTT"),
        ("WEBVTT\n\nNOTE nothing\n", "1:1 there are no words in this file"),
        ("WEBVTT\n\nno times\n", '3:1 these words have no times: there is no "-->"'),
        ("WEBVTT\n\nname\nno times\n", '3:1 these words have no times: there is no "-->"'),
        (CUE.replace("00:01.000", "00:01,000"), '3:1 "00:01,000" is not a time'),
        (CUE.replace("00:02.000", "2 s"), '3:15 "2" is not a time'),
        (CUE.replace("00:02.000", ""), '3:15 "" is not a time'),
        (CUE.replace("00:02.000", "00:00.500"), "3:15 these words end before they begin"),
        (CUE.replace("00:02.000", "00:01.000"), "3:15 these words end when they begin"),
        (CUE.replace("A\n", ""), "3:1 there are no words below these times"),
        (CUE.replace("A", "<i></i>"), "3:1 there are no words below these times"),
        (CUE.replace("A", "字" * 161), "4:1 there are 161 letters in these words"),
        (CUE + "\n00:01.500 --> 00:03.000\nB\n", "6:1 these words begin before those of line 3 end"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(words: str, problem: str) -> None:
    assert reported(words) == [problem]


def seen(words: str) -> list[tuple[int, str]]:
    """What visitors read, and from which second on."""
    return [(cue.start // 1000, cue.words) for cue in parse(words.encode(), "film.vtt")[0]]


def warned(words: str) -> list[str]:
    """What staff are warned of: line and message."""
    problems = parse(words.encode(), "film.vtt")[1]
    assert all(problem.severity == "warning" and (problem.fix or not problem.message) for problem in problems)
    return [f"{problem.location.line} {problem.message}" for problem in problems]


FIRST, SECOND = "00:01.000 --> 00:02.000\n", "00:03.000 --> 00:04.000\n"


@pytest.mark.parametrize(
    ("words", "cues", "warnings"),
    [
        (f"WEBVTT\n\n{FIRST}A\n{SECOND}B\n", [(1, "A"), (3, "B")], ["5 there is no empty line above these times; "]),
        (
            f"WEBVTT\n\n1\n{FIRST}A\n2\n{SECOND}B",
            [(1, "A\n2"), (3, "B")],
            ["7 there is no empty line above these times"],
        ),
        (f"WEBVTT\n\n{FIRST}A\n  \n{SECOND}B", [(1, "A"), (3, "B")], ["6 the line above these times is not empty"]),
        (f"WEBVTT\n{FIRST}A\n", [(1, "A")], []),
        (f"WEBVTT\n1\n{FIRST}A\n", [(1, "A")], []),
        (f"WEBVTT film\nKind: captions\nLanguage: zh\n\n{FIRST}A\n", [(1, "A")], []),
        (f"WEBVTT\nA word\n\n{FIRST}A\n", [(1, "A")], ["2 these words are right under WEBVTT, and are not shown"]),
        (f"WEBVTT\n\nNOTE\n{FIRST}A\n", [(1, "A")], ['4 these words are shown: "NOTE" right above them']),
        (f"WEBVTT\n\nNOTE a\nb\n{FIRST}A\n", [(1, "A")], ['5 these words are shown: "NOTE a" right above them']),
    ],
)  # fmt: skip
def test_every_cue_is_shown_and_none_shows_its_times(
    words: str, cues: list[tuple[int, str]], warnings: list[str]
) -> None:
    assert seen(words) == cues
    assert len(warned(words)) == len(warnings)
    assert all(output.startswith(due) for output, due in zip(warned(words), warnings, strict=True))


def test_times_right_under_times_are_told_at_both() -> None:
    assert reported(f"WEBVTT\n\n{FIRST}{SECOND}B\n") == [
        "3:1 there are no words below these times",
        "4:1 there is no empty line above these times",
    ]


def test_words_without_times_right_above_others_are_told() -> None:
    assert reported(f"WEBVTT\n\nlost\nwords\n{FIRST}A\n") == ['3:1 these words have no times: there is no "-->"']


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("江南水乡\u3000小桥流水", "江南水乡\u3000小桥流水"),
        ("10\u00a0km", "10\u00a0km"),
        ("A\tB", "A B"),
        ("می\u200cروم", "می\u200cروم"),
        ("👩\u200d🔧", "👩\u200d🔧"),
        ("\U00031350", "\U00031350"),
        ("<ruby>江<rt>jiāng</rt>南<rt>nán</rt></ruby>", "江（jiāng）南（nán）"),
        ("<ruby>江<rt>jiāng<rt>", "江（jiāng）"),
        ("<ruby.loud>江<rt>jiāng</ruby>水", "江（jiāng）水"),
        ("<ruby>江<rt></rt></ruby>", "江"),
        ("5 < 10 and 20 > 15", "5 < 10 and 20 > 15"),
        ("<红楼梦> <laughs>", "<红楼梦> <laughs>"),
        ("<font color=red>A</font><br>B<00:01.500> C", "A\nB C"),
        ("<c.red.bg_blue>A</c> <lang en>B</lang>", "A B"),
        ("若 a<b 且 c>d 则", "若 a<b 且 c>d 则"),
        ("09:00 → 17:30", "09:00 → 17:30"),
        ("<b 且> <i 好>", "<b 且> <i 好>"),
        ('<span class="x">A</span> <b.loud>B</b>', "A B"),
    ],
)
def test_words_are_shown_as_they_are_written(written: str, shown: str) -> None:
    assert seen(f"WEBVTT\n\n{FIRST}{written}\n") == [(1, shown)]
    assert warned(f"WEBVTT\n\n{FIRST}{written}\n") == []


def test_a_sign_that_cannot_be_shown_is_told() -> None:
    words = f"WEBVTT\n\n{FIRST}A\nB\x07C\u202e\n"
    assert seen(words) == [(1, "A\nBC")]
    assert warned(words) == ["5 a character in these words cannot be shown and is left out: U+0007"]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("00:01,000", "00:01.000"), ("0:01.5", "00:01.500"), ("1:2:3", "01:02:03.000"), ("00:01:500", "00:01.500"),
        ("61:00", ""), ("soon", ""), ("100:00:01.2", "100:00:01.200"),
    ],
)  # fmt: skip
def test_who_writes_a_time_as_it_is_told_is_done(written: str, right: str) -> None:
    _, (problem,) = parse(f"WEBVTT\n\n{written} --> 200:00:04.000\nA\n".encode(), "film.vtt")
    assert "two digits" in problem.fix
    assert problem.fix.startswith(f"write {right};") == bool(right)
    if right:
        assert parse(f"WEBVTT\n\n{right} --> 200:00:04.000\nA\n".encode(), "film.vtt")[0]


@pytest.mark.parametrize("arrow", ["->", "——>", "→", "－>", "--＞"])
@pytest.mark.parametrize(
    ("before", "place"), [("", "3:11"), (f"{FIRST}A\n\n", "6:11"), (f"{FIRST}A\n", "5:11"), ("name\n", "4:11")]
)
def test_another_arrow_is_told_with_the_line_to_write(arrow: str, before: str, place: str) -> None:
    words = f"WEBVTT\n\n{before}00:03.000 {arrow} 00:04.000\nB\n"
    _, (problem,) = parse(words.encode(), "film.vtt")
    assert (f"{problem.location.line}:{problem.location.column}", problem.severity) == (place, "error")
    assert problem.message == f'between these times is "{arrow}", not "-->"'
    assert problem.fix.startswith("write 00:03.000 --> 00:04.000;")


def test_a_file_in_another_coding_is_told_at_the_first_strange_letter() -> None:
    _, (problem,) = parse(CUE.encode() + "字".encode("gbk"), "film.vtt")
    assert (problem.location.line, problem.location.column, problem.message) == (5, 1, "is not UTF-8")


CAPTIONS = {
    "vtt": CUE.replace("A", "国立博物馆"),
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n国立博物馆\n",
    "ass": "[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,国立博物馆\n",
    "ttml": '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">国立博物馆</p></div></body></tt>',
}


@pytest.mark.parametrize("kind", CAPTIONS)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("suffix", ["vtt", "own"])
def test_whoever_does_what_the_fix_says_has_captions(kind: str, encoding: str, suffix: str, tmp_path: Path) -> None:
    """Captions of any kind, written in any way, under their own name or that of WebVTT."""
    if (kind, encoding) == ("vtt", "utf-8"):
        return
    name = f"film.{kind if suffix == 'own' else suffix}"
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / name).write_bytes(CAPTIONS[kind].encode(encoding))
    fault = MediaFiles(tmp_path).medium(f"media/{name}", "captions")
    problems = [] if fault else read_captions(tmp_path / "media" / name, name)[1]
    (fix,) = [fault.fix] if fault else [problem.fix for problem in problems]
    command = re.fullmatch(r"run `kiosk pack convert (.+)`, and write the name of the file that it makes", fix)
    assert command, fix
    made = convert(Path(command[1]))
    cues, problems = read_captions(made.file, "film.vtt")
    assert (cues, problems) == ((Cue(1000, 2000, "国立博物馆"),), [])


SUBRIP_TIMES = {
    "numbers": "1\n00:00:01,000 --> 00:00:02,000\nA &amp; B\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n",
    "no numbers": "00:00:01,000 --> 00:00:02,000\nA & B\n\n00:00:03,000 --> 00:00:04,000\nB\n",
    "header": "WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nA &amp; B\n\n00:00:03,000 --> 00:00:04,000\nB\n",
    "settings": "WEBVTT\n\n00:01,000 --> 00:02.000 align:start\n<v 张三>A &amp; B\n\n0:3.0 --> 00:04.000\nB\n",
    "full width": "WEBVTT\n\n00：01，000 --> 00:02,000\nA &amp; B\n\n00:03.000 --> 00:04，000\nB\n",
    "arrow": "WEBVTT\n\n00:01,000 -> 00:02,000\nA &amp; B\n\n00:03.000 → 00:04,000\nB\n",
    "note": "WEBVTT\n\nNOTE draft\n\n00:01,0 --> 00:02,0\nA &amp; B\n\n00:03,0 --> 00:04,0\nB\n",
}


@pytest.mark.parametrize("kind", SUBRIP_TIMES)
def test_times_of_subrip_in_webvtt_are_converted_by_the_command_of_the_fix(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "film.zh.vtt"
    file.write_text(SUBRIP_TIMES[kind], encoding="utf-8")
    cues, (problem,) = read_captions(file, "media/film.zh.vtt")
    assert cues == ()
    command = re.fullmatch(r"run `kiosk pack convert (.+)`, and write the name of the file that it makes", problem.fix)
    assert command, problem.fix
    made = convert(Path(command[1]))
    assert (made.file.name, made.problems) == ("film.zh-2.vtt", ())
    assert file.read_text(encoding="utf-8") == SUBRIP_TIMES[kind]
    first = "A &amp; B" if kind == "numbers" else "A & B"  # SubRip has no such escapes
    assert read_captions(made.file, "v") == ((Cue(1000, 2000, first), Cue(3000, 4000, "B")), [])
    if kind == "note":
        assert "NOTE draft" in made.file.read_text(encoding="utf-8")


def test_what_else_is_wrong_is_reported_beside_times_of_subrip() -> None:
    words = "WEBVTT\n\n00:01,000 --> 00:02,000\nA\n\nB\n\n00:03,000 --> soon\nC\n\n00:05,000 --> 00:04,000\nD\n"
    assert reported(words) == [
        '3:1 the times of 2 cues are not written as in WebVTT, such as "00:01,000 --> 00:02,000"',
        '6:1 these words have no times: there is no "-->"',
        '8:1 "00:03,000" is not a time',
        '8:15 "soon" is not a time',
        "11:15 these words end before they begin",
    ]


def test_a_single_time_of_subrip_is_reported_with_the_time_to_write() -> None:
    assert reported("WEBVTT\n\n00:01,000 --> 00:02.000\nA\n") == ['3:1 "00:01,000" is not a time']


@pytest.mark.parametrize("suffix", ["srt", "ass", "ssa", "ttml", "dfxp"])
def test_captions_of_another_kind_are_sent_to_be_converted_though_nothing_in_them_tells(
    suffix: str, tmp_path: Path
) -> None:
    (tmp_path / f"film.{suffix}").write_bytes("校对：张三\n".encode("gbk"))
    fault = MediaFiles(tmp_path).medium(f"film.{suffix}", "captions")
    assert fault is not None
    assert "`kiosk pack convert " in fault.fix


def test_a_file_too_large_or_out_of_reach_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "film.vtt").write_bytes(b"WEBVTT\n" + b"x" * webvtt.MOST_BYTES)
    assert [each.message for each in read_captions(tmp_path / "film.vtt", "f")[1]] == [
        "the captions are larger than 500 KB"
    ]
    assert [each.message for each in read_captions(tmp_path / "gone.vtt", "f")[1]] == ["the file cannot be read"]


def test_a_file_with_too_many_cues_is_refused_at_the_first_too_many() -> None:
    cues = "".join(f"\n{n // 60:02}:{n % 60:02}.000 --> {n // 60:02}:{n % 60:02}.900\nA\n" for n in range(2_002))
    assert reported("WEBVTT\n" + cues) == ["6003:1 there are more than 2000 cues"]


def test_no_more_problems_are_told_than_anybody_reads() -> None:
    assert len(reported("WEBVTT\n\n" + "A\n\n" * 400)) == webvtt.MOST_PROBLEMS


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda words: f"WEBVTT\n\n{words}".encode())))
def test_whatever_the_bytes_are_there_are_cues_or_problems(data: bytes) -> None:
    cues, problems = parse(data, "film.vtt")
    assert bool(cues) != bool(problems)
    assert all(cue.start < cue.end for cue in cues)


def test_the_time_that_is_due_after_an_hour_can_be_written_as_it_is_told() -> None:
    before = "WEBVTT\n\n01:10:00.000 --> 01:15:00.000\none\n\n{} --> 01:20:00.000\ntwo\n"
    problems = parse(before.format("01:14:00.000").encode(), "a.vtt")[1]
    assert [problem.expected for problem in problems] == ["a time from 01:15:00.000 on"]
    assert len(parse(before.format("01:15:00.000").encode(), "a.vtt")[0]) == 2


def test_a_wrong_arrow_right_under_the_first_line_is_told_with_the_line_to_write() -> None:
    words = "WEBVTT\n00:01.000 -> 00:02.000\nA\n"
    _, problems = parse(words.encode(), "film.vtt")
    assert [str(each.location) for each in problems] == ["film.vtt:2:11"]
    right = words.replace("00:01.000 -> 00:02.000", problems[0].fix.removeprefix("write ").partition(";")[0])
    assert [cue.words for cue in parse(right.encode(), "film.vtt")[0]] == ["A"]
