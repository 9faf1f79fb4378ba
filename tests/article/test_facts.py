"""What a visitor can read in the article's pack, held against the list of the article's facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from kiosk.blocks.chart.chart_block import ChartBlock, ChartEntry
from kiosk.blocks.flow.flow_block import FlowBlock
from kiosk.blocks.match.match_block import MatchBlock
from kiosk.blocks.poll.poll_block import PollBlock
from kiosk.blocks.quiz.quiz_block import QuizBlock
from kiosk.blocks.rings.rings_block import RingsBlock
from kiosk.blocks.sources.sources_block import SourcesBlock
from kiosk.blocks.text.text_block import TextBlock
from kiosk.blocks.voice.voice_block import VoiceBlock
from kiosk.content.emphasis import plain
from kiosk.content.loader import ParsedPack, ProductCatalog, load_pack
from kiosk.content.model import Figure, Pack, Page, Picture, Text

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "content" / "zhenjiang-new-area"
LIST: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
LANGUAGES = ("zh", "en")
ACCENTS = frozenset({"gold", "industry", "talent", "yi-culture", "governance"})
T = TypeVar("T")
FACTS = [(panel, fact, what) for panel, facts in LIST["facts"].items() for fact, what in facts.items()]
LEAST = {"zh": 80, "en": 40}
MOST = {"zh": 120, "en": 75}


@pytest.fixture(scope="module")
def loaded() -> ParsedPack:
    return load_pack(
        FOLDER, ProductCatalog(strings=frozenset(), accents=ACCENTS, themes=frozenset({"cast"}), icons=None)
    )


@pytest.fixture(scope="module")
def pack(loaded: ParsedPack) -> Pack:
    assert loaded.pack is not None, "\n".join(problem.text() for problem in loaded.problems)
    return loaded.pack


def say(text: Text | None, language: str) -> str:
    """The words of one language as they are read: without emphasis, on one line, empty where there are none."""
    words = plain(text.by_language(LANGUAGES)[language]) if text is not None else ""
    return words.replace("\n", "" if language == "zh" else " ").replace("\u00a0", " ")


def say_date(number: Figure | ChartBlock | FlowBlock, language: str) -> str:
    """When a number held or was reported, as it is read."""
    if number.reported:
        return f"据{number.reported}年报道" if language == "zh" else f"as reported in {number.reported}"
    return number.year or ""


def say_figure(figure: Figure, language: str) -> str:
    """A figure as it is read: "第22位 … 2019", "No. 22 in China … 2019"."""
    parts = [say(part, language) for part in (figure.before, figure.value, figure.unit)]
    head = "".join(parts) if language == "zh" else " ".join(part for part in parts if part).replace(" %", "%")
    return f"{head} {say(figure.label, language)} {say_date(figure, language)}"


def say_chart(chart: ChartBlock, language: str) -> list[str]:
    """The numbers of a chart as they are read, what stands under its ends, how to read it, and its year."""
    words: list[str] = []
    for entry in chart.series:
        parts = [say(entry.before, language), chart.digits_of(entry), say(entry.unit, language)]
        head = "".join(parts) if language == "zh" else " ".join(part for part in parts if part).replace(" %", "%")
        words.append(f"{head} {say(entry.label, language)} {say_date(chart, language)}")
    return words + [say(text, language) for text in (chart.start, chart.end, chart.note)]


def say_flow(flow: FlowBlock, language: str) -> list[str]:
    """The numbers of a flow as they are read, each with its title and its date; names, and what is said of the rest."""
    words: list[str] = []
    for station in flow.stations:
        parts = [say(part, language) for part in (station.before, station.value, station.unit, station.title)]
        head = "".join(parts) if language == "zh" else " ".join(part for part in parts if part)
        words.append(f"{head} {say_date(flow, language)}" if station.value else "")
        words += [say(name, language) for name in station.named]
    return [*words, say(flow.unnamed, language)]


def running(page: Page, language: str) -> list[str]:
    """The text that has to be read: texts, speech, what is asked, titles and texts of cards, moments and the like."""
    words: list[str] = []
    for block in page.blocks:
        if isinstance(block, TextBlock):
            words.append(say(block.text, language))
        elif isinstance(block, VoiceBlock):
            words.append(say(block.says, language))
        if isinstance(block, (QuizBlock, PollBlock)):
            words += [say(text, language) for text in (block.question, *block.answers, getattr(block, "because", None))]
        if isinstance(block, MatchBlock):
            words.append(say(block.question, language))
            for pair in block.pairs:
                words += [say(text, language) for text in (pair.words(), pair.answer, pair.because)]
        for entry in (
            *getattr(block, "cards", ()),
            *getattr(block, "moments", ()),
            *getattr(block, "steps", ()),
            *getattr(block, "points", ()),
            *getattr(block, "stations", ()),
            *getattr(block, "levels", ()),
        ):
            words += [say(entry.title, language), say(entry.text, language)]
    return words


def labels(page: Page, pack: Pack, language: str) -> list[str]:
    """The words beside the running text: figures, who speaks, dates, links, sources."""
    words: list[str] = []
    for block in page.blocks:
        words += [say_figure(figure, language) for figure in getattr(block, "figures", ())]
        words += [say(moment.when, language) for moment in getattr(block, "moments", ())]
        words += [say(getattr(block, name, None), language) for name in ("speaker", "role", "label")]
        words += say_chart(block, language) if isinstance(block, ChartBlock) else []
        words += say_flow(block, language) if isinstance(block, FlowBlock) else []
        cited = block.sources if isinstance(block, SourcesBlock) else ()
        for source in (source for source in pack.sources if source.id in cited):
            words += [say(source.title, language), source.year or ""]
            words += [say(author, language) for author in source.authors]
    return words


def readable(page: Page, pack: Pack, language: str) -> str:
    return "\n".join([say(page.title, language), *running(page, language), *labels(page, pack, language)])


def everything(page: Page, pack: Pack, language: str) -> list[str]:
    """Every word of a page, with what stands under its picture."""
    plate = [say(part, language) for part in (page.picture.caption, page.picture.credit)] if page.picture else []
    return [readable(page, pack, language), *plate]


def count(words: list[str], language: str) -> int:
    """汉字 in Chinese, words between spaces in English."""
    return len(re.findall(r"[\u4e00-\u9fff]" if language == "zh" else r"\S+", " ".join(words)))


def find(part: Any, kind: type[T]) -> Iterator[T]:
    """Everything of this kind in the pack, at any depth."""
    if isinstance(part, kind):
        yield part
    if isinstance(part, (tuple, list)):
        for inner in part:
            yield from find(inner, kind)
    elif hasattr(type(part), "model_fields"):
        for name in type(part).model_fields:
            yield from find(getattr(part, name), kind)


def test_staff_find_nothing_to_mend(loaded: ParsedPack) -> None:
    assert [problem.text() for problem in loaded.problems] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("panel", "fact", "what"), FACTS, ids=[f"{panel}/{fact}" for panel, fact, _ in FACTS])
def test_fact_stands_whole_on_one_page_of_its_theme(
    pack: Pack, panel: str, fact: str, what: dict[str, Any], language: str
) -> None:
    theme = pack.panel(panel)
    assert theme is not None
    wanted = [*what[language], *([what["year"]] if "year" in what else [])]
    if "reported" in what:
        wanted.append(f"据{what['reported']}年报道" if language == "zh" else f"as reported in {what['reported']}")
    missing = {
        page.id: [pattern for pattern in wanted if not re.search(pattern, readable(page, pack, language))]
        for page in theme.pages
    }
    nearest = min(missing, key=lambda page: len(missing[page]))
    assert missing[nearest] == [], f"{fact} is on no page of {panel}; nearest is {nearest}"


def label_of(number: Figure | ChartBlock | FlowBlock) -> Text:
    """What is counted, or what is counted first."""
    if isinstance(number, Figure):
        return number.label
    return number.series[0].label if isinstance(number, ChartBlock) else number.stations[0].title


def test_no_number_of_the_article_bears_a_year_that_the_article_does_not_give(pack: Pack) -> None:
    """The article is of 2019; most of its numbers are undated, and are given as reported in 2019."""
    found = [*find(pack, Figure), *find(pack, ChartBlock), *find(pack, FlowBlock)]
    assert len([*find(pack, Figure), *find(pack, ChartEntry)]) >= 25
    numbers = {
        say(label_of(number), "zh"): (number.year, number.reported) for number in found if number.source == "article"
    }
    dated = {label: year for label, (year, _) in numbers.items() if year}
    assert dated == LIST["dated"]
    assert {reported for _, reported in numbers.values()} == {None, "2019"}


def test_a_number_from_elsewhere_cites_a_source_with_an_address(pack: Pack) -> None:
    sources = {source.id: source for source in pack.sources}
    found = [
        number
        for number in (*find(pack, Figure), *find(pack, ChartBlock), *find(pack, FlowBlock))
        if number.source != "article"
    ]
    assert {(number.source, number.year) for number in found} == {("ranking", "2018")}
    shown = {name for block in find(pack, SourcesBlock) for name in block.sources}
    assert shown == set(sources)
    assert [name for name, source in sources.items() if name != "article" and not source.url] == []


FIRMS = (
    "孚能",
    "Farasis",
    "合佳",
    "Hejia",
    "海鹰",
    "Haiying",
    "勃肯特",
    "Bekannter",
    "金斯瑞",
    "GenScript",
    "瀚瑞",
    "Hanrui",
)


def clauses(words: str) -> list[str]:
    """What stands between signs of punctuation."""
    return [clause for clause in re.split(r"[^\w]+", words) if clause]


def test_a_voice_says_only_what_the_article_quotes_of_that_person(pack: Pack) -> None:
    found = list(find(pack, VoiceBlock))
    assert {say(voice.speaker, "zh") for voice in found} == set(LIST["quotations"])
    for voice in found:
        quoted = clauses(LIST["quotations"][say(voice.speaker, "zh")])
        assert [clause for clause in clauses(say(voice.says, "zh")) if clause not in quoted] == []


def test_a_flow_names_only_what_the_article_names_and_draws_the_others_blank(pack: Pack) -> None:
    (flow,) = find(pack, FlowBlock)
    article = {say(station.title, "zh"): [say(name, "zh") for name in station.named] for station in flow.stations}
    assert {title: names for title, names in article.items() if names} == LIST["named"]
    blanks = {say(station.title, "zh"): station.blanks for station in flow.stations if station.blanks}
    assert blanks == {"部门": 8, "大类": 2}
    assert say(flow.unnamed, "zh") == "报道未列"


def test_each_level_of_the_culture_leads_to_the_page_that_tells_it(pack: Pack) -> None:
    (rings,) = find(pack, RingsBlock)
    levels = {say(level.title, "zh"): level.link for level in rings.levels}
    assert list(levels) == ["干部", "企业和人才", "群众"]
    assert all(link is not None and link.page for link in levels.values())


def test_industries_are_matched_with_patterns_of_the_hall_and_no_firm_with_any(pack: Pack) -> None:
    (block,) = find(pack, MatchBlock)
    assert [say(pair.answer, "zh") for pair in block.pairs] == ["新材料", "新能源", "航空航天", "生命健康"]
    assert all(pair.picture and "/motif-" in pair.picture.file for pair in block.pairs)
    assert ("本展厅" in say(block.question, "zh"), "hall’s own" in say(block.question, "en")) == (True, True)
    reported = " ".join(say(text, language) for text in find(block, Text) for language in LANGUAGES)
    assert [firm for firm in FIRMS if firm in reported] == []


def test_no_firm_is_said_to_have_moved_where_a_family_did(pack: Pack) -> None:
    moved = [text for text in find(pack, Text) if re.search("迁[来往]", say(text, "zh"))]
    assert moved
    assert [text for text in moved if "举家" not in say(text, "zh") or "with his family" not in say(text, "en")] == []


@pytest.mark.parametrize("wording", ["hundred million", "Jinsirui", "Bokente", "Funeng", "calling card", "oldest"])
def test_english_is_none_that_an_editor_struck(pack: Pack, wording: str) -> None:
    assert [say(text, "en") for text in find(pack, Text) if wording in say(text, "en")] == []
    document = (ROOT / "docs" / "content-format.md").read_text(encoding="utf-8")
    assert wording == "oldest" or wording not in document


@pytest.mark.parametrize("language", LANGUAGES)
def test_copy_of_a_page_suits_standing_readers(pack: Pack, language: str) -> None:
    running_words = {
        f"{panel.id}/{page.id}": count(running(page, language), language)
        for panel in pack.panels
        for page in panel.pages
    }
    all_words = {
        f"{panel.id}/{page.id}": count([say(panel.title, language), *everything(page, pack, language)], language)
        for panel in pack.panels
        for page in panel.pages
        # A question leaves the rest to the visitor.
        if not any(isinstance(block, (QuizBlock, PollBlock, MatchBlock)) for block in page.blocks)
    }
    long = {name: words for name, words in running_words.items() if words > MOST[language]}
    short = {name: words for name, words in all_words.items() if words < LEAST[language]}
    assert (long, short) == ({}, {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_numeral_that_the_article_lacks(pack: Pack, language: str) -> None:
    allowed = {*LIST["numerals"], *LIST["converted"]}
    strange = {
        (number, say(text, language))
        for text in find(pack, Text)
        for number in re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", say(text, language)))
        if number not in allowed
    }
    assert strange == set()


def test_gallery_shows_the_ten_pictures_in_the_order_of_the_article(pack: Pack) -> None:
    gallery = pack.gallery("places")
    assert gallery is not None
    shown = [{"file": picture.file, "zh": say(picture.title, "zh")} for picture in gallery.pictures]
    assert shown == [{"file": picture["file"], "zh": picture["zh"]} for picture in LIST["pictures"]]
    misprints = [picture["printed"] for picture in LIST["pictures"] if "printed" in picture]
    reported = "".join(say(text, "zh") for text in find(pack.panel("overview"), Text))
    assert [printed for printed in misprints if printed.removeprefix("勃肯特") not in reported] == []


def test_every_picture_is_owned_up_to_as_an_illustration_and_described(pack: Pack) -> None:
    found = list(find(pack, Picture))
    assert len(found) >= 50
    for picture in found:
        assert picture.kind == "illustration", picture.file
        assert say(picture.credit, "zh") == "绘图：本项目", picture.file
        assert say(picture.alt, "zh"), picture.file
        assert say(picture.alt, "en"), picture.file


def test_each_language_is_written_in_its_own_hand(pack: Pack) -> None:
    for text in find(pack, Text):
        zh, en = say(text, "zh"), say(text, "en")
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]|[\"']", en), en
        assert not re.search(r"[\"'!?;:()]|[\u4e00-\u9fff][,.]", zh), zh


def test_chinese_titles_count_in_characters_and_not_in_digits(pack: Pack) -> None:
    heads = [text for panel in pack.panels for text in (panel.title, panel.teaser)]
    heads += [page.title for panel in pack.panels for page in panel.pages]
    counted = [re.sub("“[^”]*”", "", say(text, "zh")) for text in heads]
    assert len(counted) > 45
    assert [words for words in counted if re.search(r"\d", words)] == []


def test_upright_teasers_fit_their_tile(pack: Pack) -> None:
    for panel in pack.panels:
        assert re.fullmatch(r"[\u4e00-\u9fff]{1,9}", say(panel.teaser, "zh")), panel.id
