"""`kiosk pack check` lays the pages out as the kiosk does, without a screen, and tells what breaks into parts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml

from kiosk import paths
from kiosk.cli import main
from kiosk.cli.pack_command import check
from kiosk.content.page_breaks import Setting
from kiosk.content.screen_sizes import ScreenSize
from kiosk.packs import page_break_cache
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.page_break_cache import CacheLocation, PaginationError, paginate, settings_for
from kiosk.packs.product_assets import ProductAssets, load_assets

SMALL = Path(__file__).parents[2] / "packs" / "small"
HAN = "城市向东看发展看新区湖边的园区里有两座高楼楼前是圆形的广场远处有江有桥也有山一年四季都好看"
LYING = ScreenSize(55.0, 1920, 1080)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all tests here: the pictures of the small pack are prepared once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def pack(tmp_path: Path, prepared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "cache", lambda: prepared)
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def give(pack: Path, *blocks: object) -> tuple[Path, int]:
    """Write a panel with one page of these blocks, first on Home; return its file and the line of the page."""
    file = give_pages(pack, [blocks])
    return file, 1 + file.read_text("utf-8").splitlines().index('   "id": "page-0",')


def give_pages(pack: Path, pages: Sequence[Sequence[object]]) -> Path:
    """Write a panel with a page for each of these lists of blocks, first on Home; return its file."""
    front = yaml.safe_load((pack / "pack.yaml").read_text("utf-8"))
    front["home"]["tiles"] = ["laid-out", *front["home"]["tiles"]][:5]
    (pack / "pack.yaml").write_text(json.dumps(front, ensure_ascii=False, indent=1), "utf-8")
    title = {"zh": "一页", "en": "A page"}
    made = [{"id": f"page-{number}", "title": title, "blocks": blocks} for number, blocks in enumerate(pages)]
    panel = {"id": "laid-out", "title": {"zh": "一类", "en": "A panel"}, "pages": made}
    file = pack / "panels" / "laid-out.yaml"
    file.write_text(json.dumps(panel, ensure_ascii=False, indent=1), "utf-8")
    return file


def values(pages: list[object], languages: tuple[str, ...] = ("zh", "en")) -> dict[str, object]:
    """What the screens show of a pack of one panel."""
    words = {language: language for language in languages}
    panel = {"id": "one", "title": words, "accent": "gold", "index": 0, "object": None, "pages": pages}
    assets = load()
    return {"words": assets.words, "languages": list(languages), "title": words, "panels": {"one": panel}}


def text(words: str) -> dict[str, object]:
    """The values of a page with one text."""
    reported = {"zh": words, "en": words}
    return {
        "id": words[:8],
        "title": reported,
        "picture": None,
        "layout": "half",
        "blocks": [{"kind": "text", "text": reported}],
    }


@cache
def load() -> ProductAssets:
    with TemporaryDirectory() as folder:
        return load_assets(paths.resources(), CompiledCache(Path(folder)))


def test_a_page_that_breaks_at_100_per_cent_is_told(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cards = [{"title": {"zh": f"卡{n}", "en": f"Card {n}"}, "text": {"zh": HAN * 2, "en": HAN * 2}} for n in range(12)]
    _, line = give(pack, {"cards": cards})
    assert check(pack, devices=["55in"]) == 0
    reported = capsys.readouterr().out
    assert f"panels/laid-out.yaml:{line - 1}:3: warning YK-237: this page breaks into " in reported
    assert " parts at 100 %: 55in (zh), 55in (en)\n" in reported
    assert check(pack, devices=["55in"], language="zh") == 0
    assert " 段：55in（zh），55in（en）\n" in capsys.readouterr().out


def test_a_text_that_no_screen_holds_is_told_at_its_own_line(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = {"zh": HAN * 30, "en": "Words"}
    short = [{"title": "One", "text": "Words"}, {"title": "Two", "text": "Words"}]
    pairs = [{"sign": sign, "answer": sign} for sign in ("one", "two")]
    series = [{"label": "One", "value": 3}, {"label": "Two", "value": 2}]
    dated = [{"when": 2017, "title": "One", "text": "Words"}, {"when": 2018, "title": "Two", "text": long}]
    blocks = [
        {"quiz": {"question": "Which?", "answers": ["One", "Two"], "right": 1, "because": long}},
        {"quiz": {"question": long, "answers": ["One", "Two"], "right": 1, "because": "So"}},
        {"quiz": {"question": "Which?", "answers": ["One", long], "right": 1, "because": "So"}},
        {"poll": {"question": "Which?", "answers": ["One", long]}},
        {"match": {"question": "Which?", "pairs": [*pairs, {"sign": "three", "answer": "three", "because": long}]}},
        {"cards": [*short, {"title": "Three", "text": long}]},
        {"cards": [*short, {"title": long, "text": "Words"}]},
        {"steps": [*short, {"title": "Three", "text": long}]},
        {"timeline": dated},
        {"figures": [{"value": 3, "label": long, "year": 2019}]},
        {"chart": {"kind": "bar", "title": "One", "note": long, "year": 2019, "series": series}},
        {"qr": {"url": "https://example.org", "label": long}},
        {"rings": {"levels": [*short, {"title": "Three", "text": long}]}},
        {"flow": {"stations": [*short, {"title": "Three", "text": long}]}},
    ]
    # Links one below another are drawn as one list.
    links = [{"link": {"panel": "laid-out", "label": label}} for label in ("One", long, "Three")]
    file = give_pages(pack, [*([block] for block in blocks), [{"text": "Words"}, *links]])
    assert check(pack, devices=["55in-portrait"], json=True) == 0
    found = [each for each in json.loads(capsys.readouterr().out)["problems"] if each["code"] == "YK-238"]
    lines = file.read_text("utf-8").splitlines()
    long_lines = [number for number, words in enumerate(lines, 1) if HAN in words]
    assert len(long_lines) == len(blocks) + 1
    assert [each["location"]["line"] for each in found] == long_lines


@pytest.mark.parametrize(("block", "key"), [("rings", "levels"), ("flow", "stations")])
def test_an_entry_that_is_a_little_too_high_is_set_smaller(
    pack: Path, capsys: pytest.CaptureFixture[str], block: str, key: str
) -> None:
    assert check_long(pack, capsys, {block: key}, 4)[1] == []


def check_long(
    pack: Path, capsys: pytest.CaptureFixture[str], block: dict[str, str], often: int
) -> tuple[Path, list[str]]:
    """Check a pack with a block whose second entry is long; return its file, and what is reported of heights."""
    entries = [{"title": f"{number}", "text": "短"} for number in range(3)]
    entries[1] |= {"text": {"zh": HAN * often, "en": "Words"}}
    file, _ = give(pack, {kind: {key: entries} for kind, key in block.items()})
    assert check(pack, devices=["55in-portrait"]) == 0
    reported = [words for words in capsys.readouterr().out.splitlines() if "this is higher than the screen" in words]
    return file, reported


MUCH = "The committee resolved that every enterprise within the boundaries of the district may apply"


def test_a_drawing_that_breaks_into_a_list_is_told_as_parts(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    much = {"title": MUCH, "text": MUCH}
    pairs = [{"sign": f"{MUCH} {n}. {MUCH}", "answer": f"{MUCH} {n}. {MUCH}"} for n in range(3)]
    stations = [much | {"title": f"{MUCH} {n}", "value": n, "text": f"{MUCH} {MUCH} {MUCH}"} for n in range(6)]
    blocks = [
        {"rings": {"levels": [much | {"title": f"{MUCH} {n}", "text": f"{MUCH} {MUCH} {MUCH}"} for n in range(5)]}},
        {"flow": {"stations": stations}},
        {"match": {"question": MUCH, "pairs": pairs}},
    ]
    give_pages(pack, [[block] for block in blocks])
    assert check(pack, devices=["55in"], json=True) == 0
    codes = [each["code"] for each in json.loads(capsys.readouterr().out)["problems"]]
    assert codes.count("YK-237") == len(blocks)
    assert "YK-238" not in codes


def test_what_reaches_into_the_margin_alone_is_not_told(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is cut off by a few pixels of the empty margin below a page, and a drawing remains one."""
    names = (
        "Neighbourhood wardens and volunteers",
        "The sub-district service centre",
        "The district hall of administrative services",
        "The municipal platform for shared data",
        "The provincial office of supervision and appraisal",
    )
    link = {"panel": "laid-out"}
    levels = [{"title": name, "text": "They call at every door.", "link": link} for name in names]
    give(pack, {"rings": {"levels": levels}})
    assert check(pack, devices=["55in-portrait"], json=True, parts=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert "YK-238" not in [each["code"] for each in found["problems"]]
    parts = next(each["parts"] for each in found["pages"] if each["panel"] == "laid-out")
    assert {each["parts"] for each in parts if each["text-size"] == 100} == {1}


def test_a_part_that_an_answer_reveals_is_counted(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reason = "A matter used to need five counters with a queue at each. " * 16
    quiz = {"question": "Why?", "answers": ["One", "Two", "Three", "Four", "Five"], "right": 2, "because": reason}
    give(pack, {"quiz": quiz})
    assert check(pack, devices=["55in"], json=True, parts=True) == 0
    found = json.loads(capsys.readouterr().out)
    parts = next(each["parts"] for each in found["pages"] if each["panel"] == "laid-out")
    assert {each["parts"] for each in parts if each["text-size"] == 100} == {2}


def test_parts_are_printed_a_line_for_each_page(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check", str(pack), "--parts", "--device", "24in-portrait", "--device", "55in"]) == 0
    lines = capsys.readouterr().out.splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith("parts of a page"))
    assert lines[head].split()[4:] == ["page", "24in-portrait", "zh", "24in-portrait", "en", "55in", "zh", "55in", "en"]
    assert lines[head + 1].split() == ["100", "135", "200", "%"] * 4
    pages = [
        f"panels/{panel.name}:"
        for panel in sorted((pack / "panels").iterdir())
        for _ in yaml.safe_load(panel.read_text("utf-8"))["pages"]
    ]
    assert [line.partition(":")[0] + ":" for line in lines[head + 2 : head + 2 + len(pages)]] == pages
    assert all(len(line.split()) == 14 for line in lines[head + 2 : head + 2 + len(pages)])


def test_parts_as_data(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(pack, json=True, parts=True, devices=["55in"]) == 0
    pages = json.loads(capsys.readouterr().out)["pages"]
    assert all(len(page["parts"]) == 6 and all(each["parts"] >= 1 for each in page["parts"]) for page in pages)


def test_no_page_is_laid_out_where_words_alone_are_read(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(page_break_cache, "PROGRAM", "kiosk.nowhere")
    assert check(pack, quick=True, parts=True) == 0
    assert "laid out" not in capsys.readouterr().out


def test_where_nothing_can_be_laid_out_the_rest_is_told(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "cache", lambda: tmp_path / "cache")
    monkeypatch.setattr(page_break_cache, "PROGRAM", "kiosk.nowhere")
    assert check(pack) == 0
    assert "pack.yaml: warning YK-239: the pages could not be laid out: " in capsys.readouterr().out


def test_a_screen_that_is_none_is_wrong_usage(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check", str(pack), "--device", "large"]) == 2
    assert "large" in capsys.readouterr().err


def test_a_page_is_laid_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme, settings = load().theme, settings_for([LYING], ["zh"], [100, 200])
    first = paginate(values([text(HAN), text(HAN * 20)]), theme, settings, CacheLocation(tmp_path, "pack"))
    short, long = first["one", 0], first["one", 1]
    assert short[Setting(LYING, "zh", 100)].parts == 1
    assert long[Setting(LYING, "zh", 200)].parts > long[Setting(LYING, "zh", 100)].parts > 1
    asked = []
    request = page_break_cache._request

    def note(*given: object) -> object:
        asked.append(given[-1])
        return request(*given)

    monkeypatch.setattr(page_break_cache, "_request", note)
    assert paginate(values([text(HAN), text(HAN * 20)]), theme, settings, CacheLocation(tmp_path, "pack")) == first
    assert asked == []
    changed = paginate(values([text(HAN), text(HAN * 5)]), theme, settings, CacheLocation(tmp_path, "pack"))
    assert changed["one", 0] == short
    assert [layout.place for layouts in asked for layout in layouts] == [("one", 1), ("one", 1)]


def test_a_page_that_came_to_no_rest_is_laid_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme, settings = load().theme, settings_for([LYING], ["zh"], [100])
    read = page_break_cache._read
    monkeypatch.setattr(page_break_cache, "_read", lambda line: (read(line)[0], [0, []]))
    first = paginate(values([text(HAN)]), theme, settings, CacheLocation(tmp_path, "pack"))
    assert first["one", 0][settings[0]].parts == 0
    monkeypatch.undo()
    again = paginate(values([text(HAN)]), theme, settings, CacheLocation(tmp_path, "pack"))
    assert again["one", 0][settings[0]].parts == 1


def test_how_far_it_is_is_told(tmp_path: Path) -> None:
    reported = []
    settings = settings_for([LYING], ["zh", "en"], [100])
    paginate(
        values([text(HAN)]), load().theme, settings, CacheLocation(tmp_path, "pack"), lambda *far: reported.append(far)
    )
    assert reported == [(1, 2), (2, 2)]


def test_a_process_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_break_cache, "PROGRAM", "kiosk.nowhere")
    with pytest.raises(PaginationError, match=r"No module named kiosk\.nowhere"):
        paginate(
            values([text(HAN)]), load().theme, settings_for([LYING], ["zh"], [100]), CacheLocation(tmp_path, "pack")
        )
