"""`kiosk pack convert` of captions: no word is lost in silence, and none is read as another."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.webvtt import Cue, read_captions
from kiosk.device.errors import RefusedError
from kiosk.media.films.caption_conversion import convert_captions
from kiosk.media.films.subrip import read_subrip
from kiosk.media.sandbox.worker_errors import RejectedFileError
from kiosk.packs.gallery_import.file_conversion import convert

ASS = (
    "[Script Info]\nScriptType: v4.00+\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)
FIRST, SECOND = "00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000"
ENCODED = [
    ("國立故宮博物院藏", "big5", "Big5"),
    ("七層の塔です", "shift_jis", "Shift-JIS"),
    ("일곱 층의 탑입니다", "euc_kr", "EUC-KR"),
    ("L’hôtel de ville, détail – façade", "cp1252", "Windows-1252"),
]


def shown(text: str | bytes, name: str = "a.srt") -> tuple[list[str], list[str]]:
    """What visitors read, and what staff are reported: place and message."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        made = convert(file)
        cues = read_captions(made.file, made.file.name)[0]
    return [cue.words for cue in cues], [f"{problem.location}: {problem.message}" for problem in made.problems]


def shown_fix(text: str, name: str) -> str:
    """How staff are reported to fix the one thing that is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_text(text, encoding="utf-8")
        (problem,) = convert(file).problems
    return problem.fix


@pytest.mark.parametrize("name", ["a.sbv", "a.srt", "a.txt"])
def test_captions_of_youtube_studio_are_converted(name: str) -> None:
    text = "0:00:01.000,0:00:03.000\nFirst words\nin two lines\n\n0:00:04.000,0:00:06.000\n2019\n"
    assert shown(text, name) == (["First words\nin two lines", "2019"], [])


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("[ti:江南]\n[00:01.00]第一句\n[00:03.50]第二句\n", "LRC"),
        ("[00:01.00][00:09.00]副歌\n", "LRC"),
        ("{25}{75}First|second\n", "MicroDVD"),
        ("[10][30]First|second\n", "MPL2"),
        ("<SAMI>\n<BODY><SYNC Start=1000><P>안녕하세요", "SAMI"),
        ("$FontName = Arial\n00:00:01:00 , 00:00:03:00 , Hello\n", "Spruce STL"),
    ],
)
@pytest.mark.parametrize("name", ["a.srt", "a.lrc"])
def test_captions_that_are_not_converted_are_named_with_the_way(
    name: str, text: str, called: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError) as refusal:
        convert(tmp_path / name)
    (problem,) = refusal.value.problems
    assert problem.message == f"captions in {called} cannot be converted here"
    assert "save them as SubRip (.srt), and convert that" in problem.fix


@pytest.mark.parametrize(("words", "encoding", "called"), ENCODED)
@pytest.mark.parametrize("name", ["a.srt", "a.ass", "a.vtt"])
def test_captions_in_an_older_encoding_are_read_and_the_guess_is_told(
    name: str, words: str, encoding: str, called: str
) -> None:
    texts = {
        "a.srt": f"1\n{FIRST}\n{words}\n",
        "a.ass": f"{ASS}Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{words}\n",
        "a.vtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n",
    }
    read, (reported,) = shown(texts[name].encode(encoding), name)
    assert read == [words]
    assert f"{name}: " in reported
    assert f"as {called} they begin" in reported
    assert words[:5] in reported


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("東京国立博物館", "euc_jp"),
        ("한국", "euc_kr"),
        ("謝謝", "big5"),
        ("ｶﾀｶﾅ", "shift_jis"),
        ("박물관(博物館)에서", "euc_kr"),
    ],
)
def test_a_wrong_guess_is_never_silent(words: str, encoding: str) -> None:
    read, reported = shown(f"1\n{FIRST}\n{words}\n".encode(encoding))
    assert read == [words] or any("as GBK they begin" in message and read[0][:4] in message for message in reported)


@pytest.mark.parametrize(("words", "codec"), [("Зимний дворец", "cp1251"), ("国宝", "euc_jp")])
def test_whoever_says_the_encoding_has_the_captions(words: str, codec: str, tmp_path: Path) -> None:
    """What the fix of a refusal, and of a wrong guess, says."""
    file = tmp_path / "a.srt"
    file.write_bytes(f"1\n{FIRST}\n{words}\n".encode(codec))
    made = convert(file, encoding=codec)
    assert (made.problems, [cue.words for cue in read_captions(made.file, "a.vtt")[0]]) == ((), [words])
    with pytest.raises(RefusedError) as refused:
        convert(file, encoding="utf-8")
    (problem,) = refused.value.problems
    assert problem.message == "in UTF-8 the file cannot be read: line 3 of it has bytes that are not"
    file.write_text(f"1\n{FIRST}\n{words}\n", encoding="utf-8-sig")
    (reported,) = convert(file, encoding=codec).problems
    assert reported.message == "--encoding was not used: the file says by itself how it is written"


def test_chinese_of_some_length_in_gbk_is_read_without_a_warning() -> None:
    words = "这是一座七层八角的木塔，建于辽代，是中国现存最高的木结构佛塔。"
    assert shown(f"1\n{FIRST}\n{words}\n".encode("gbk")) == ([words], [])


@pytest.mark.parametrize("data", ["Зимний дворец".encode("cp1251"), "塔楼".encode() * 30 + b"\xe5.", b"\0\1\2\3"])
def test_captions_that_no_encoding_explains_are_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_bytes(f"1\n{FIRST}\n".encode() + data + b"\n")
    with pytest.raises(RefusedError) as refusal:
        convert(tmp_path / "a.srt")
    (problem,) = refusal.value.problems
    assert "save it in UTF-8" in problem.fix
    assert [file.name for file in tmp_path.iterdir()] == ["a.srt"]


@pytest.mark.parametrize(
    "times",
    [
        "00:00:01，000 --> 00:00:02，000",
        "00：00：01,000 --> 00：00：02,000",
        "００:００:０１,０００ －－＞ ００:００:０２,０００",
        "00:00:01,000 -> 00:00:02,000",
        "00:00:01,000 ——> 00:00:02,000",
        "00:00:01,000 → 00:00:02,000",
        "00:00:01.000-->00:00:02.000",
        "00:00:01,000 --> 00:00:02,000 X1:100 X2:200 Y1:1 Y2:2",
        "0:00:01 --> 0:00:02",
        "00:00:01, 000 --> 00:00:02, 000",
        "00:00:01,000 00:00:02,000",
    ],
)
@pytest.mark.parametrize("at", [0, 1])
def test_times_typed_otherwise_are_read_as_meant(times: str, at: int, tmp_path: Path) -> None:
    both = [f"1\n{times}\n江南\n", f"2\n{SECOND}\n水乡\n"]
    text = "\n".join(both if at == 0 else ["1\n00:00:00,000 --> 00:00:00,500\n前\n", *both])
    (tmp_path / "a.srt").write_text(text, encoding="utf-8")
    made = convert(tmp_path / "a.srt")
    cues, problems = read_captions(made.file, "a.vtt")
    assert (problems, made.problems) == ([], ())
    assert cues[at:] == (Cue(1000, 2000, "江南"), Cue(3000, 4000, "水乡"))


@pytest.mark.parametrize(
    "words",
    [
        "若 a<b 且 c>d 则",
        "a < b > c & d",
        "<v 张三>你好",
        "<ruby>江<rt>jiāng</ruby> <laughs>",
        "{说} {\\校对} C:\\Neu &amp; &lt;",
        "开放 09:30 - 17:30",
        "09:30 → 17:30",
        "09:30 → 99:30",
        "12:30:00",
        "A --> B -> C",
        "{\\b bold} 2024",
        "<font 好>",
    ],
)
def test_what_is_no_tag_stays(words: str) -> None:
    assert shown(f"1\n{FIRST}\n{words}\n") == ([words], [])


@pytest.mark.parametrize(
    "tagged",
    [
        "<i>{}</i>", "<B>{}</B>", '<font color="#ff0000" face="宋体">{}</font>', "<font color=red>{}</font>",
        "{{\\an8}}{}", "{{\\fn微软雅黑\\fs20\\c&HFFFFFF&}}{}{{\\r}}", "{{\\pos(10,20)\\t(0,5,\\fs3)}}{}", "{}<br/>",
    ],
)  # fmt: skip
def test_tags_are_no_words(tagged: str) -> None:
    assert shown(f"1\n{FIRST}\n{tagged.format('江南')}\n") == (["江南"], [])


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        (f"校对：张三\n\n1\n{FIRST}\nA\n", ["A"], ['a.srt:1:1 "校对：张三"']),
        (f"1\n{FIRST}\nA\n\n2\n00:00:03,000\nB\n", ["A"], ['a.srt:6:1 "00:00:03,000 B"']),
        (f"1\n{FIRST}\nA\n\n2\n00:61:03,000 --> 00:62:00,000\nB\n", ["A"], ["a.srt:6:1 "]),
        (f"1\n00:00:00,5 --> soon\nB\n\n2\n{FIRST}\nA\n", ["A"], ["a.srt:2:1 "]),
    ],
)
def test_words_without_times_are_told_with_their_line(text: str, words: list[str], places: list[str]) -> None:
    read, reported = shown(text)
    assert read == words
    assert len(reported) == len(places)
    for place, message in zip(places, reported, strict=True):
        location, _, output = place.partition(" ")
        assert message.startswith(f"{location}: these words have no times")
        assert output in message


def test_words_that_end_before_they_begin_are_shown_and_told() -> None:
    read, (reported,) = shown("1\n00:00:05,000 --> 00:00:04,000\nA\n")
    assert read == ["A"]
    assert reported.startswith("a.srt:2:1: these words end before they begin")


def test_numbers_are_left_out_and_figures_that_are_words_stay() -> None:
    assert shown(f"1\n{FIRST}\n1949\n2\n{SECOND}\n2024\n\n") == (["1949", "2024"], [])
    assert shown(f"{FIRST}\nA\n1949\n{SECOND}\n2024\n") == (["A\n1949", "2024"], [])


def ttml(body: str, head: str = "", attributes: str = "") -> str:
    """A file of timed text whose body begins in line 2."""
    return f'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" {attributes}>{head}\n{body}</tt>'


TTP = 'xmlns:ttp="http://www.w3.org/ns/ttml#parameter"'
TTS = 'xmlns:tts="http://www.w3.org/ns/ttml#styling"'


def cues_of(text: str | bytes, name: str = "a.ttml") -> tuple[list[tuple[float, float, str]], list[str]]:
    """What visitors read and when, in seconds, and what staff are reported."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        made = convert(file)
        cues = read_captions(made.file, made.file.name)[0]
    reported = [f"{problem.location}: {problem.message}" for problem in made.problems]
    return [(cue.start / 1000, cue.end / 1000, cue.words) for cue in cues], reported


@pytest.mark.parametrize(
    ("body", "cues"),
    [
        ('<p begin="1s" end="2s">江</p><p begin="3s" dur="1s">南</p>', [(1, 2, "江"), (3, 4, "南")]),
        ('<p begin="1s" end="9s" dur="1s">江</p>', [(1, 2, "江")]),
        (
            '<p><span begin="1s" end="2s">江</span> <span begin="2s" dur="1s">南</span></p>',
            [(1, 2, "江"), (2, 3, "南")],
        ),
        ('<p>张三：<span begin="1s" end="2s">江</span></p>', [(1, 2, "张三：江")]),
        ('<p begin="10s" end="14s">甲<span begin="1s">乙</span></p>', [(10, 11, "甲"), (11, 14, "甲乙")]),
        (
            '<p begin="10s"><span end="1s">甲</span><span begin="1s" end="2s">乙</span></p>',
            [(10, 11, "甲"), (11, 12, "乙")],
        ),
        ('<p begin="1s">江</p><p begin="3s">南</p>', [(1, 3, "江"), (3, 3603, "南")]),
        (
            '<div begin="10s" end="20s"><p begin="1s">江</p><p begin="3s" end="90s">南</p></div>',
            [(11, 13, "江"), (13, 20, "南")],
        ),
        ('<div begin="10s" dur="20s"><p>江</p></div>', [(10, 30, "江")]),
        ('<p end="2s">江</p>', [(0, 2, "江")]),
        ('<p begin="00:00:01.5" end="00：00：02,75">江</p>', [(1.5, 2.75, "江")]),
        ('<p begin="1500ms" end="0.05m">江</p><p begin="0.001h" end="4s">南</p>', [(1.5, 3, "江"), (3.6, 4, "南")]),
        (
            '<p begin="1s" end="2s">江<br/>南　水\n  <span>乡</span><metadata>x</metadata></p>',
            [(1, 2, "江\n南　水 乡")],
        ),
        (
            '<div timeContainer="seq"><p dur="1s">江</p><p begin="1s" dur="2s">南</p></div>',
            [(0, 1, "江"), (2, 4, "南")],
        ),
        ('<p begin="1s" end="2s" xml:space="preserve">江\n南</p>', [(1, 2, "江\n南")]),
    ],
)
def test_times_of_ttml_are_those_of_the_standard(body: str, cues: list[tuple[float, float, str]]) -> None:
    nested = body if body.startswith("<div") else f"<div>{body}</div>"
    if cues[-1][1] == 3603:
        assert cues_of(ttml(f"<body>{nested}</body>")) == (cues, [])
        shorter = [*cues[:-1], (3, 8, "南")]
        assert cues_of(ttml(f'<body end="8s">{nested}</body>')) == (shorter, [])
        return
    assert cues_of(ttml(f"<body>{nested}</body>")) == (cues, [])
    later = [(start + 100, end + 100, words) for start, end, words in cues]
    assert cues_of(ttml(f'<body begin="100s">{nested}</body>')) == (later, [])


@pytest.mark.parametrize(
    ("attributes", "times", "span"),
    [
        ('ttp:frameRate="25"', 'begin="00:00:01:05" end="50f"', (1.2, 2)),
        ('ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"', 'begin="0f" end="60f"', (0, 2.002)),
        ('ttp:frameRate="25" ttp:subFrameRate="5"', 'begin="00:00:01:05.1" end="2s"', (1.208, 2)),
        ('ttp:tickRate="10000000"', 'begin="10000000t" end="25000000t"', (1, 2.5)),
    ],
)
def test_frames_and_ticks_of_ttml_are_counted(attributes: str, times: str, span: tuple[float, float]) -> None:
    text = ttml(f"<body><div><p {times}>江</p></div></body>", attributes=f"{TTP} {attributes}")
    assert cues_of(text) == ([(*span, "江")], [])


def test_readings_of_ttml_stand_in_brackets() -> None:
    ruby = (
        '<span tts:ruby="container"><span tts:ruby="base">江</span><span tts:ruby="delimiter">(</span>'
        '<span style="read">jiāng</span><span tts:ruby="delimiter">)</span></span>南'
    )
    styles = '<head><styling><style xml:id="read" tts:ruby="text"/></styling></head>'
    text = ttml(f'<body><div><p begin="1s" end="2s">{ruby}</p></div></body>', styles, TTS)
    assert cues_of(text) == ([(1, 2, "江（jiāng）南")], [])


@pytest.mark.parametrize("name", ["http://www.w3.org/2006/10/ttaf1", "http://www.w3.org/ns/ttml", ""])
def test_ttml_is_read_whatever_its_prefix_and_its_year(name: str) -> None:
    text = f'<tt:tt xmlns:tt="{name}"><tt:body><tt:div><tt:p begin="1s" end="2s">江</tt:p></tt:div></tt:body></tt:tt>'
    text = text if name else text.replace("tt:", "").replace(' xmlns:tt=""', "").replace(' xmlns=""', "")
    assert cues_of(text) == ([(1, 2, "江")], [])


@pytest.mark.parametrize("encoding", ["gbk", "shift_jis", "utf-16", "windows-1251"])
def test_ttml_is_read_as_it_says_itself_and_no_guess_is_told(encoding: str) -> None:
    words = "Зимний дворец" if encoding == "windows-1251" else "国宝"
    text = ttml(f'<body><div><p begin="1s" end="2s">{words}</p></div></body>')
    text = text.replace('version="1.0"', f'version="1.0" encoding="{encoding}"')
    assert cues_of(text.encode(encoding)) == ([(1, 2, words)], [])


def test_paragraphs_of_ttml_without_times_are_told_with_their_lines() -> None:
    lines = ["<body><div><p>校对</p>", '<p begin="soon">水</p><p begin="wallclock(8:00)">火</p>', "<p>"]
    lines += ['<span begin="1s" end="2s">江</span><span begin="2s" end="x">南</span></p>', "<p> </p></div></body>"]
    read, reported = cues_of(ttml("\n".join(lines)))
    assert read == [(1, 2, "江")]
    output = "these words have no times that can be read, and were left out: "
    assert reported == [
        f'a.ttml:{line}:1: {output}"{words}"' for line, words in ((2, "校对"), (3, "水"), (3, "火"), (5, "南"))
    ]


SPANS = st.lists(
    st.tuples(
        st.sampled_from(["", "0s", "1s", "3s", "x"]),
        st.sampled_from(["", "2s", "4s", "9s"]),
        st.text("江南abc", min_size=1, max_size=9),  # longer ones are told to be divided, and cut in what is told
    ),
    max_size=4,
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "1s", "5s"]), st.sampled_from(["", "2s", "8s"]), st.text("甲乙", max_size=2), SPANS
        ),
        min_size=1,
        max_size=3,
    )
)
def test_every_word_of_ttml_is_shown_or_told(
    paragraphs: list[tuple[str, str, str, list[tuple[str, str, str]]]],
) -> None:
    def times(begin: str, end: str) -> str:
        return (f' begin="{begin}"' if begin else "") + (f' end="{end}"' if end else "")

    body, spoken = "", ""
    for begin, end, words, spans in paragraphs:
        inner = "".join(f"<span{times(*each[:2])}>{each[2]}</span>" for each in spans)
        body += f"<p{times(begin, end)}>{words}{inner}</p>"
        spoken += words + "".join(each[2] for each in spans)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.ttml")
        file.write_text(ttml(f"<body><div>{body}</div></body>"), encoding="utf-8")
        try:
            made = convert_captions(file, Path(folder))
        except RejectedFileError:
            return
        cues, problems = read_captions(Path(folder, made["file"]), "a.vtt")
    assert [problem for problem in problems if problem.severity == "error"] == []
    there = "".join(cue.words for cue in cues) + "".join(loss["what"] for loss in made["losses"])
    assert missing(spoken, there) == set()


@pytest.mark.parametrize(
    "text", ['<!DOCTYPE tt [<!ENTITY a "aaaa">]><tt xmlns="http://www.w3.org/ns/ttml"/>', "<tt><body>", "<tt/>"]
)
def test_ttml_that_is_broken_or_says_nothing_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttml").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError):
        convert(tmp_path / "a.ttml")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Dialogue: 0,0:00:01.00,0:00:02.00,Default,张，三,0,0,0,,若 a<b, 且 c>d 则", "若 a<b, 且 c>d 则"),
        ("Dialogue: 0,0：00：01.00,0:00:02.00,Default,,0,0,0,,江南", "江南"),
        ("Dialogue：0，0:00:01.00，0:00:02.00，Default，，0，0，0，，江南，水乡", "江南，水乡"),
        (
            "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}江{\\b1}南{\\r}\\N水\\h乡{开",
            "江南\n水 乡{开",
        ),
    ],
)
def test_lines_of_substation_are_read_as_meant(line: str, words: str) -> None:
    assert shown(f"{ASS}{line}\n", "a.ass") == ([words], [])


def test_lines_of_substation_without_times_are_told() -> None:
    good = "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,江南\n"
    read, reported = shown(f"{ASS}{good}Dialogue: 0,soon,0:00:03.00,Default,,0,0,0,,水\n乡\n", "a.ass")
    assert read == ["江南"]
    assert [message.partition(":1: ")[0] for message in reported] == ["a.ass:9", "a.ass:10"]
    assert "0:00:01.00,0:00:04.00" in shown_fix(f"{ASS}{good}乡\n", "a.ass")


LINE = st.text('甲乙 abpi<>{}&;:,.-/\\!="0123456789：，\u3000\t', max_size=8).filter(
    lambda line: not (">" in line and any(sign in line for sign in ":："))
)
BLOCK = st.tuples(
    st.sampled_from(["{n}\n{a} --> {b}", "{a} --> {b}", "{n}\n{a}", "{n}\n{a} -> {b}", "", "{a} --> soon"]),
    st.lists(LINE, max_size=3),
)


@given(st.lists(BLOCK, max_size=4))
def test_every_sign_of_an_srt_is_shown_or_told(blocks: list[tuple[str, list[str]]]) -> None:
    """What is no tag, no time and no number of a cue is in the WebVTT as the kiosk reads it, or in what is reported."""
    text, spoken = "", ""
    for number, (head, lines) in enumerate(blocks):
        times = {"n": number + 1, "a": f"00:00:{2 * number:02},000", "b": f"00:00:{2 * number + 1:02}，000"}
        text += "\n".join([head.format(**times), *lines]) + "\n\n"
        spoken += "".join(re.sub(r"</?[bi]>|\{(\\[^{}\\]*)+\}", "", line) for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.srt")
        file.write_text(text, encoding="utf-8")
        try:
            made = convert_captions(file, Path(folder))
        except RejectedFileError:
            return
        cues, problems = read_captions(Path(folder, made["file"]), "a.vtt")
    assert [problem for problem in problems if problem.severity == "error"] == []
    there = "".join(cue.words for cue in cues) + "".join(loss["what"] for loss in made["losses"])
    assert missing(spoken, there) == set()


def missing(spoken: str, there: str) -> set[str]:
    """The signs that are seldomer there than they were spoken."""
    signs = {sign for sign in spoken if not sign.isspace() and sign not in "0123456789"}
    return {sign for sign in signs if there.count(sign) < spoken.count(sign)}


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("江南\\N水乡", "江南\n水乡"),
        ("Tower\\NBridge", "Tower\nBridge"),
        ("- Yes.\\N- No.", "- Yes.\n- No."),
        ("C:\\New", "C:\\New"),
        ("D:\\Hall\\Notes", "D:\\Hall\\Notes"),
        ("\\new", "\\new"),
    ],
)
def test_a_line_break_of_substation_in_subrip_is_one(words: str, read: str) -> None:
    assert shown(f"1\n{FIRST}\n{words}\n") == ([read], [])


def test_captions_that_need_no_converting_and_are_wrong_are_reported_as_such(tmp_path: Path) -> None:
    words = "WEBVTT\n\n00:00.000 --> 00:07.000\nA\n\n00:06.000 --> 00:09.000\nB\n"
    (tmp_path / "film.vtt").write_text(words, encoding="utf-8")
    with pytest.raises(RefusedError) as refusal:
        convert(tmp_path / "film.vtt")
    (problem,) = refusal.value.problems
    assert str(problem.location) == "film.vtt:6:1"
    assert problem.message == "these words begin before those of line 3 end"


def test_minutes_and_seconds_below_the_number_of_a_cue_are_times() -> None:
    cues, untimed = read_subrip("1\n00:01 --> 00:03\n小桥\n\n2\n00:03 --> 00:05\n开放 09:00 --> 17:30\n")
    assert [(cue.start, cue.end, cue.text.strip()) for cue in cues] == [
        (1000, 3000, "小桥"),
        (3000, 5000, "开放 09:00 --> 17:30"),
    ]
    assert untimed == []
