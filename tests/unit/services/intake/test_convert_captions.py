"""`kiosk pack convert` of captions: no word is lost in silence, and none is read as another."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.captions import Cue, read_captions
from kiosk.services.importer.caption_conversion import convert_captions
from kiosk.services.importer.refusal import RefusalError
from kiosk.services.intake.converting import convert
from kiosk.services.store.refused import RefusedError

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
    """What visitors read, and what staff are told: place and message."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        made = convert(file)
        cues = read_captions(made.file, made.file.name)[0]
    return [cue.words for cue in cues], [f"{problem.mark}: {problem.message}" for problem in made.problems]


def shown_mend(text: str, name: str) -> str:
    """How staff are told to mend the one thing that is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_text(text, encoding="utf-8")
        (problem,) = convert(file).problems
    return problem.mend


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
    read, (told,) = shown(texts[name].encode(encoding), name)
    assert read == [words]
    assert f"{name}: " in told
    assert f"as {called} they begin" in told
    assert words[:5] in told


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
    read, told = shown(f"1\n{FIRST}\n{words}\n".encode(encoding))
    assert read == [words] or any("as GBK they begin" in message and read[0][:4] in message for message in told)


def test_chinese_of_some_length_in_gbk_is_read_without_a_warning() -> None:
    words = "这是一座七层八角的木塔，建于辽代，是中国现存最高的木结构佛塔。"
    assert shown(f"1\n{FIRST}\n{words}\n".encode("gbk")) == ([words], [])


@pytest.mark.parametrize("data", ["Зимний дворец".encode("cp1251"), "塔楼".encode() * 30 + b"\xe5.", b"\0\1\2\3"])
def test_captions_that_no_encoding_explains_are_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_bytes(f"1\n{FIRST}\n".encode() + data + b"\n")
    with pytest.raises(RefusedError) as refusal:
        convert(tmp_path / "a.srt")
    (problem,) = refusal.value.problems
    assert "save it in UTF-8" in problem.mend
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
    read, told = shown(text)
    assert read == words
    assert len(told) == len(places)
    for place, message in zip(places, told, strict=True):
        mark, _, said = place.partition(" ")
        assert message.startswith(f"{mark}: these words have no times")
        assert said in message


def test_words_that_end_before_they_begin_are_shown_and_told() -> None:
    read, (told,) = shown("1\n00:00:05,000 --> 00:00:04,000\nA\n")
    assert read == ["A"]
    assert told.startswith("a.srt:2:1: these words end before they begin")


def test_numbers_are_left_out_and_figures_that_are_words_stay() -> None:
    assert shown(f"1\n{FIRST}\n1949\n2\n{SECOND}\n2024\n\n") == (["1949", "2024"], [])
    assert shown(f"{FIRST}\nA\n1949\n{SECOND}\n2024\n") == (["A\n1949", "2024"], [])


def test_a_paragraph_of_ttml_without_times_is_told_and_the_others_are_shown() -> None:
    paragraphs = '<p>校对</p><p begin="1s" end="2s">江南</p><p begin="3s" dur="1s">水乡</p>'
    text = f'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body><div>{paragraphs}</div></body></tt>'
    read, (told,) = shown(text, "a.ttml")
    assert read == ["江南", "水乡"]
    assert told == 'a.ttml: these words have no times that can be read, and were left out: "校对"'


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
    read, told = shown(f"{ASS}{good}Dialogue: 0,soon,0:00:03.00,Default,,0,0,0,,水\n乡\n", "a.ass")
    assert read == ["江南"]
    assert [message.partition(":1: ")[0] for message in told] == ["a.ass:9", "a.ass:10"]
    assert "0:00:01.00,0:00:04.00" in shown_mend(f"{ASS}{good}乡\n", "a.ass")


LINE = st.text('甲乙 abpi<>{}&;:,.-/\\!="0123456789：，\u3000\t', max_size=8).filter(
    lambda line: not (">" in line and any(sign in line for sign in ":："))
)
BLOCK = st.tuples(
    st.sampled_from(["{n}\n{a} --> {b}", "{a} --> {b}", "{n}\n{a}", "{n}\n{a} -> {b}", "", "{a} --> soon"]),
    st.lists(LINE, max_size=3),
)


@given(st.lists(BLOCK, max_size=4))
def test_every_sign_of_an_srt_is_shown_or_told(blocks: list[tuple[str, list[str]]]) -> None:
    """What is no tag, no time and no number of a cue is in the WebVTT as the kiosk reads it, or in what is told."""
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
        except RefusalError:
            return
        cues, problems = read_captions(Path(folder, made["file"]), "a.vtt")
    assert [problem for problem in problems if problem.severity == "error"] == []
    there = "".join(cue.words for cue in cues) + "".join(loss["what"] for loss in made["losses"])
    assert missing(spoken, there) == set()


def missing(spoken: str, there: str) -> set[str]:
    """The signs that are seldomer there than they were spoken."""
    signs = {sign for sign in spoken if not sign.isspace() and sign not in "0123456789"}
    return {sign for sign in signs if there.count(sign) < spoken.count(sign)}
