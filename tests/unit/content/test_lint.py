"""What a good editor would remark: each fault alone, in a pack that has no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.lint import remarks
from kiosk.content.lint.characters import full_width
from kiosk.content.lint.text_length import amount
from kiosk.content.loader import load_pack
from tests.broken.base import FILES, KNOWLEDGE, PNG, write
from tests.broken.cases import GALLERY, PACK, PANEL, Breaking, put
from tests.broken.neat import NEAT

HAN = "城市向东看发展看新区湖边的园区里有两座高楼楼前是圆形的广场远处有江有桥也有山一年四季都好看" * 4
LATIN = "The city looks to the east and the new area leads its growth along the river " * 4
TEXT = "text: {zh: 说明, en: Words}"
MEDIA = [file for file in FILES if file.startswith("media/")]


def remarked(folder: Path, breaking: Breaking | None = None, **asked: object) -> list[Diagnostic]:
    write(folder, NEAT)
    if breaking:
        breaking(folder)
    loaded = load_pack(folder, KNOWLEDGE)
    assert loaded.problems == ()
    return list(remarks(loaded, **{"files": list(NEAT), **asked}))  # type: ignore[arg-type]


def listing(*blocks: str) -> Breaking:
    return put(PANEL, "- gallery: places", "\n      ".join(("- gallery: places", *blocks)))


@pytest.mark.parametrize(("size", "reported"), [((6600, 2200), ["cropped"]), ((3000, 2000), [])])
def test_a_picture_of_which_more_than_half_is_cropped_is_told(
    size: tuple[int, int], reported: list[str], tmp_path: Path
) -> None:
    change = put(PANEL, "    blocks:", "    picture: {file: media/long.png, alt: x, credit: y}\n    blocks:")
    sizes = {"media/park.png": (1920, 1280), "media/long.png": size}
    (tmp_path / "media").mkdir()
    (tmp_path / "media/long.png").write_bytes(PNG)
    assert [problem.kind for problem in remarked(tmp_path, change, sizes=sizes)] == reported


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('欢迎"', "欢迎”"),
        ('“欢迎"', "“欢迎”"),
        ('"欢迎"', "“欢迎”"),
        ('说"欢迎"光临"展厅"，再见', "说“欢迎”光临“展厅”，再见"),
        ('见"图一', "见“图一"),
        ("他说：“看'塔'”", "他说：“看‘塔’”"),
        ('"欢迎”光临', "“欢迎”光临"),
    ],
)
def test_quotation_marks_in_chinese_open_and_close(typed: str, meant: str) -> None:
    assert full_width(typed) == meant


def test_a_neat_pack_has_no_remarks(tmp_path: Path) -> None:
    sizes = {"media/park.png": (1920, 1280)}
    assert remarked(tmp_path, sizes=sizes, drawable=lambda _: True) == []


@pytest.mark.parametrize(
    ("breaking", "reported"),
    [
        (put(PANEL, TEXT, "text: {zh: '好,很好', en: Words}"), "half-width punctuation in Chinese words: ,"),
        (put(PANEL, TEXT, "text: '好(很好)'"), "half-width punctuation in Chinese words: ( )"),
        (put(PANEL, TEXT, f"text: {{zh: 说明, en: {LATIN * 2}}}"), "the page has 129 words to read in en"),
        (
            put(PANEL, TEXT, f"text: {{zh: {'，'.join([HAN[:45]] * 3)}, en: Words}}"),
            "the page has 136 Chinese characters to read in zh",
        ),
        (put(PANEL, TEXT, f"text: {{zh: {HAN[:57]}, en: Words}}"), "57 characters without punctuation"),
        (
            put(PANEL, "title: {zh: 第一页, en: First page}", f"title: {{zh: {HAN[:21]}, en: First}}"),
            "21 characters are more than there is room for",
        ),
        (
            put(PANEL, "title: {zh: 产业, en: Industry}", f"title: {{zh: 产业, en: {LATIN[:30]}}}"),
            "30 characters are more than there is room for",
        ),
        (
            listing(
                "- match: {question: Q, pairs: [{sign: a, answer: b}, {sign: c, answer: d}, {sign: e, answer: f}, "
                f"{{sign: g, answer: h}}, {{sign: i, answer: {HAN[:9]}}}]}}"
            ),
            "9 characters are more than there is room for",
        ),
        (
            listing("- quiz: {question: '几,年', answers: ['9', '10'], right: 1}"),
            "half-width punctuation in Chinese words: ,",
        ),
        (
            listing("- poll: {question: 几年, answers: ['9,年', '10']}"),
            "half-width punctuation in Chinese words: ,",
        ),
        (
            listing("- chart: {kind: bar, series: [{value: 1, label: 一}], source: article}"),
            "this chart has no year",
        ),
        (listing("- chart: {kind: bar, series: [{value: 1, label: 一}], year: 2019}"), "this chart has no source"),
        (listing("- chart: {kind: bar, series: [{value: 1, label: 一}], reported: 2019}"), "this chart has no source"),
        (listing("- chart: {kind: bar, series: [{value: 1, label: 一}]}"), "this chart has no year and no source"),
        (listing("- flow: {stations: [{title: 甲, value: 1}, {title: 乙}]}"), "this flow has no year and no source"),
        (listing("- flow: {stations: [{title: 甲, value: 1}, {title: 乙}], year: 2019}"), "this flow has no source"),
        (
            listing("- flow: {stations: [{title: 甲, value: 1}, {title: 乙}], source: article}"),
            "this flow has no year",
        ),
        (put(PANEL, "  alt: {zh: 园区, en: The park}\n", ""), "this picture has no alt text"),
        (put(GALLERY, "    credit: {zh: 本馆, en: The hall}\n", ""), '"media/hall.svg" is credited nowhere'),
    ],
)  # fmt: skip
def test_a_fault_is_remarked_alone(breaking: Breaking, reported: str, tmp_path: Path) -> None:
    (problem,) = remarked(tmp_path, breaking)
    assert problem.message == reported
    assert problem.severity == "warning"
    assert problem.location.line > 0
    assert problem.expected
    assert problem.fix


def test_numbers_that_have_a_date_and_a_source_are_not_remarked(tmp_path: Path) -> None:
    dated = "reported: 2019, source: article, stations: [{title: 甲}, {title: 乙, value: 1}]"
    assert remarked(tmp_path, listing(f"- flow: {{{dated}}}")) == []


@pytest.mark.parametrize(
    ("size", "needed"),
    [((1919, 1080), 1920), ((1080, 1919), 1920), ((1920, 700), 0)],
)
def test_a_picture_needs_the_pixels_of_its_largest_place(size: tuple[int, int], needed: int, tmp_path: Path) -> None:
    reported = [problem.expected for problem in remarked(tmp_path, sizes={"media/park.png": size})]
    assert reported == ([f"at least {needed} px on the longer side"] if needed else [])


def test_a_picture_on_a_card_may_be_small_and_one_beside_words_less_so(tmp_path: Path) -> None:
    card = "- cards: [{title: 卡, picture: {file: media/card.png, alt: 卡, credit: 我}}]"
    page = "    picture: {file: media/page.png, alt: 页, credit: 我}\n    blocks:"

    def change(folder: Path) -> None:
        write(folder, {"media/card.png": PNG, "media/page.png": PNG})
        listing(card)(folder)
        put(PANEL, "    blocks:", page)(folder)

    sizes = {"media/card.png": (640, 480), "media/page.png": (1280, 720)}
    assert remarked(tmp_path, change, sizes=sizes) == []
    sizes = {"media/card.png": (639, 480), "media/page.png": (1279, 720)}
    assert [problem.kind for problem in remarked(tmp_path / "b", change, sizes=sizes)] == ["small", "small"]


def test_a_file_that_nothing_shows(tmp_path: Path) -> None:
    files = [*NEAT, "README.md", "media/old.jpg", "notes.yaml", "panels/deep/x.yaml"]
    found = remarked(tmp_path, files=files)
    assert [str(problem.location) for problem in found] == ["media/old.jpg", "notes.yaml"]
    assert {problem.message for problem in found} == {"nothing shows this file"}


def test_the_emblem_and_the_objects_on_tiles_need_no_alt(tmp_path: Path) -> None:
    home = "  emblem: {file: media/hall.svg}\n  tiles: ["
    assert remarked(tmp_path, put(PACK, "  tiles: [", home)) == []


def test_a_sign_that_no_typeface_has_is_told_with_its_number(tmp_path: Path) -> None:
    found = remarked(tmp_path, put(PANEL, TEXT, "text: {zh: 䲜鱼, en: Fish}"), drawable=lambda sign: sign != "䲜")
    assert [problem.message for problem in found] == ["no typeface of this device can draw 䲜 (U+4C9C)"]


@pytest.mark.parametrize("character", ["\uf0b7", "\ue000", "\U000f0000", "\ufffc", "\u3164"])
@pytest.mark.parametrize("is_installed", [True, False])
def test_a_character_without_a_look_of_its_own_is_reported_whatever_is_installed(
    character: str, is_installed: bool, tmp_path: Path
) -> None:
    panel = put(PANEL, TEXT, f"text: {{zh: 鱼{character}乐, en: Fish}}")
    (problem,) = remarked(tmp_path, panel, drawable=lambda each: is_installed or each != character)
    assert problem.message == (f"each typeface draws something else, or nothing, for U+{ord(character):04X}")


@pytest.mark.parametrize(
    ("words", "better"),
    [
        ("好,很好.", "好，很好。"),
        ('他说"好"。', "他说“好”。"),
        ("1.5 亿,9:30 到", "1.5 亿，9:30 到"),
        ("比例(1:2)是", "比例（1:2）是"),
        ("宜(Yi)是好", "宜（Yi）是好"),
        ("it's 5\" long", "it's 5\" long"),
        ("好'很'好", "好‘很’好"),
    ],
)
def test_half_width_becomes_full_width_beside_a_character(words: str, better: str) -> None:
    assert full_width(words) == better


@pytest.mark.parametrize(
    ("words", "language", "count"),
    [
        ("宜居，**宜业**。", "zh", 4),
        ("2019 年 GDP 增长 7.5%", "zh", 6),
        ("One, *two* three", "en", 3),
        ("Two words", "", 2),
    ],
)
def test_what_there_is_to_read(words: str, language: str, count: int) -> None:
    assert amount(words, language) == count


def test_remarks_come_even_where_another_file_has_errors(tmp_path: Path) -> None:
    write(tmp_path, NEAT)
    put(PANEL, TEXT, "text: {zh: '好,很好', en: Words}")(tmp_path)
    put(GALLERY, "kind: illustration", "kind: drawing")(tmp_path)
    loaded = load_pack(tmp_path, KNOWLEDGE)
    assert loaded.pack is None
    assert [problem.kind for problem in remarks(loaded, ["media/unused.png"])] == ["punctuation"]


def test_a_picture_whose_credit_no_screen_draws_is_credited_here_and_where_visitors_see_it(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media/card.png").write_bytes(PNG)
    card = "{title: {zh: 甲, en: A}, picture: {file: media/card.png, alt: {zh: 甲, en: A}}}"
    (problem,) = remarked(tmp_path, listing(f"- cards: [{card}]"), files=[*NEAT, "media/card.png"])
    assert problem.message == '"media/card.png" is credited nowhere'
    assert problem.fix == "add credit: … here, and the same words where visitors see them, such as in a text of a page"
