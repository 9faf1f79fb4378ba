"""The search index of a pack: what can be found in it, and how it sounds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kiosk.content.loader import load_pack
from kiosk.content.model.readings import syllables_of
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.search_index import Readings, other_sounds, own_forms, own_readings, search_index, sound
from kiosk.session.search_engine import SearchIndex, units
from tests.screens.visitor import ARTICLE
from tests.unit.conftest import SMALL


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("镇江新区", ["Zhen", "Jiang", "Xin", "Qu"]),
        ("“宜”文化，3000年", ["Yi", "Wen", "Hua", "3", "0", "0", "0", "Nian"]),
        ("重庆的重点", ["Chong", "Qing", "De", "Zhong", "Dian"]),
        ("绿色GDP增长", ["Lv", "Se", "Gdp", "Zeng", "Zhang"]),
        ("The 2332 reform", ["The", "2", "3", "3", "2", "Reform"]),
        ("\u3400\u9fee宜", ["Qiu", "?", "Yi"]),
        ("Ωmega — é", ["Mega", "E"]),
        ("", []),
    ],
)
def test_every_unit_has_one_reading(text: str, sounds: list[str]) -> None:
    read = sound(text)
    assert len(read) == len(units(text))
    assert [heard for heard in read if heard != "?"] == [heard for heard in sounds if heard != "?"]


def test_a_character_of_several_readings_is_found_by_each_of_them() -> None:
    others = ["".join(each) for each in other_sounds("行", ["Xing"])]
    assert "Hang" in others
    assert "Xing" not in others


def test_what_the_article_tells_is_found_in_both_languages() -> None:
    pack = load_pack(ARTICLE, product_catalog()).pack
    assert pack is not None
    value = search_index(pack)
    index = SearchIndex.of(value)

    def leads(query: str, language: str) -> list[dict]:
        return [value["entries"][hit.entry] for hit in index.find(query, language)]

    assert leads("zjxq", "zh")[0] == {"kind": "home"}
    assert {"kind": "picture", "gallery": "places", "picture": 2} in leads("guanweihui", "zh")
    assert leads("chanye", "zh")[0] == {"kind": "panel", "panel": "industry", "page": -1}
    assert leads("robot", "en")[0] == {"kind": "picture", "gallery": "places", "picture": 6}
    assert any(lead["kind"] == "panel" for lead in leads("2332", "en"))


PRINTED = {
    "浚县": "xunxian",
    "单县": "shanxian",
    "解缙": "xiejin",
    "仇英": "qiuying",
    "曾国藩": "zengguofan",
    "查良镛": "zhaliangyong",
    "单雄信": "shanxiongxin",
    "朴槿惠": "piaojinhui",
    "区大相": "oudaxiang",
    "缪荃孙": "miaoquansun",
}


@pytest.mark.parametrize(("name", "output"), list(PRINTED.items()))
def test_a_name_that_a_program_reads_wrong_is_read_right(name: str, output: str) -> None:
    assert "".join(sound(f"去{name}的路", Readings(own_readings()))).lower() == f"qu{output}delu"


def test_each_own_reading_has_a_syllable_for_each_character() -> None:
    assert len(own_readings()) > 70
    assert [word for word, output in own_readings().items() if len(syllables_of(output)) != len(word)] == []


def test_the_longest_word_says_how_it_is_read() -> None:
    readings = Readings({"曾": "ceng", "曾家": "zeng jia"})
    assert sound("曾经曾家", readings) == ["Ceng", "Jing", "Zeng", "Jia"]


@pytest.mark.parametrize("output", ["xun xian", "xùn xiàn", "xun4 xian4", "Xùn-xiàn", "xun'xian"])
def test_a_reading_may_have_tones(output: str) -> None:
    assert syllables_of(output) == ["xun", "xian"]
    assert syllables_of("lǜ nü3") == ["lv", "nv"]


def pack_with(tmp_path: Path, front: str = "", gallery: str = "") -> SearchIndex:
    small = Path(shutil.copytree(SMALL, tmp_path / "small"))
    file = small / "pack.yaml"
    file.write_text(file.read_text("utf-8") + front, "utf-8")
    if gallery:
        places = next((small / "galleries").glob("*.yaml"))
        places.write_text(places.read_text("utf-8") + gallery, "utf-8")
    pack = load_pack(small, product_catalog()).pack
    assert pack is not None
    return SearchIndex.of(search_index(pack))


WIDE = '  - {file: media/field.svg, title: "２０１９年ＶＲ１２馆 吕布与女娲"}\n'


@pytest.mark.parametrize(
    "query",
    ["2019", "2019年", "２０１９年", "vr12", "12馆", "1２馆", "lvbu", "lubu", "lüb", "nvwa", "nuwa", "2019nian"],
)
def test_full_width_digits_and_letters_are_found_and_lu_for_lyu(query: str, tmp_path: Path) -> None:
    found = pack_with(tmp_path, gallery=WIDE).find(query, "zh")
    assert [hit.text[:5] for hit in found] == ["２０１９年"]


SPACED = (
    "  - {file: media/field.svg, title: 《北京·故宫》 3 号楼（2019 年）,"
    " caption: 奥黛丽 · 赫本，Ångström 与 ２ 件　瓷器}\n"
)


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("北京故宫", "北京·故宫"),
        ("北京·故宫", "北京·故宫"),
        ("京故", "京·故"),
        ("故宫3号", "故宫》 3 号"),
        ("3号楼2019年", "3 号楼（2019 年"),
        ("奥黛丽赫本", "奥黛丽 · 赫本"),
        ("ångström与2件瓷器", "Ångström 与 ２ 件 瓷器"),
    ],
)
def test_spaces_and_punctuation_within_chinese_need_not_be_typed(query: str, marked: str, tmp_path: Path) -> None:
    hits = pack_with(tmp_path, gallery=SPACED).find(query, "zh")
    assert [hit.text[hit.start : hit.end] for hit in hits] == [marked]


PICTURE = "  - {file: media/field.svg, title: {zh: 单家桥〇号 𠮷野家, en: Café Straße}, tags: [油画, plain]}\n"


def test_a_pack_adds_readings_and_its_tags_are_found(tmp_path: Path) -> None:
    index = pack_with(tmp_path, "readings: {单家桥: shan jia qiao}\n", PICTURE)

    def titles(query: str, language: str = "zh") -> list[str]:
        return [hit.text for hit in index.find(query, language)]

    assert titles("shanjiaqiao")[0].startswith("单家桥")
    assert titles("〇号")[0].startswith("单家桥")
    assert titles("𠮷野")[0].startswith("单家桥")
    for query in ("cafe", "café", "CAFÉ", "strasse", "straße"):
        assert titles(query, "en") == ["Café Straße"]
    assert [hit.text for hit in index.find("youhua", "zh")] == ["油画"]
    assert [hit.text for hit in index.find("plain", "zh")] == []


GERMAN = "  - {file: media/field.svg, title: {zh: 老照片, en: Müller’s Jörn Åse Bjørn}}\n"


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("muller", "Müller"),
        ("mueller", "Müller"),
        ("MÜLLER", "Müller"),
        ("joern", "Jörn"),
        ("aase", "Åse"),
        ("bjoern", "Bjørn"),
        ("muellersjo", "Müller’s Jö"),
    ],
)
def test_umlauts_are_found_as_they_are_spelled_without_them(query: str, marked: str, tmp_path: Path) -> None:
    hits = pack_with(tmp_path, gallery=GERMAN).find(query, "en")
    assert [hit.text[hit.start : hit.end] for hit in hits] == [marked]


def test_letters_in_two_pieces_are_found_like_those_in_one(tmp_path: Path) -> None:
    apart = GERMAN.replace("ü", "u\u0308")
    hits = pack_with(tmp_path, gallery=apart).find("mueller", "en")
    assert [hit.text[hit.start : hit.end] for hit in hits] == ["Müller"]


FORMS = '  - {file: media/field.svg, title: {zh: 镇江后宫, en: 鎮江皇后}, caption: {zh: 蘇發, en: "〇 头发"}}\n'


@pytest.mark.parametrize(
    ("query", "language", "marked"),
    [
        ("鎮江", "zh", "镇江"),
        ("镇江", "zh", "镇江"),
        ("镇江", "en", "鎮江"),
        ("鎮江後", "zh", "镇江后"),
        ("苏发", "zh", "蘇發"),
        ("頭髮", "en", "头发"),
        ("鎭江", "zh", ""),
    ],
)
def test_traditional_and_simplified_characters_find_each_other(
    query: str, language: str, marked: str, tmp_path: Path
) -> None:
    hits = pack_with(tmp_path, gallery=FORMS).find(query, language)
    assert {hit.text[hit.start : hit.end] for hit in hits} == ({marked} if marked else set())


def test_an_index_holds_only_the_forms_of_characters_that_the_pack_has(tmp_path: Path) -> None:
    small = load_pack(Path(shutil.copytree(SMALL, tmp_path / "small")), product_catalog()).pack
    assert small is not None
    traditional, simplified = search_index(small)["forms"]
    assert len(traditional) == len(simplified) < 1_000
    assert set(simplified) <= set(json.dumps(search_index(small)["lines"], ensure_ascii=False))


def test_the_forms_are_pairs_of_different_characters() -> None:
    forms = own_forms()
    assert len(forms) > 2_500
    assert forms["鎮"] == "镇"
    assert [each for pair in forms.items() for each in pair if len(each) != 1] == []
    assert [one for one, other in forms.items() if other in forms] == []


@pytest.mark.parametrize(
    ("reading", "message"),
    [
        ("浚县: xun", '"浚县" has 1 syllable for 2 characters'),
        ("浚县: 训县", '"浚县" cannot be "训县"'),
        ("Xun: xun", '"Xun" is no name in Chinese characters'),
        ("浚县: [xun, xian]", '"浚县" must be one value, not a list or a map'),
    ],
)
def test_a_reading_that_fits_no_name_is_told(tmp_path: Path, reading: str, message: str) -> None:
    small = Path(shutil.copytree(SMALL, tmp_path / "small"))
    file = small / "pack.yaml"
    sound_front = file.read_text("utf-8")
    file.write_text(f"{sound_front}readings:\n  {reading}\n", "utf-8")
    assert [problem.message for problem in load_pack(small, product_catalog()).problems] == [message]
    file.write_text(f"{sound_front}readings:\n  浚县: xun xian\n", "utf-8")
    assert load_pack(small, product_catalog()).problems == ()
    file.write_text(f"{sound_front}readings: [xun]\n", "utf-8")
    assert [problem.message for problem in load_pack(small, product_catalog()).problems] == ['"readings" must be a map']


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [("重慶", "重庆"), ("長安", "长安"), ("單于", "单于"), ("龜茲", "龟兹"), ("樂清", "乐清"), ("金日磾", "金日磾")],
)
def test_a_name_sounds_the_same_in_traditional_characters(traditional: str, simplified: str) -> None:
    readings = Readings(own_readings())
    assert sound(traditional, readings) == sound(simplified, readings)
    assert sound("重慶", readings) == ["Chong", "Qing"]


def test_a_county_that_programs_read_wrong_is_known() -> None:
    assert sound("樂陵小棗", Readings(own_readings()))[:2] == ["Lao", "Ling"]
