"""`kiosk tour`: a picture of every screen, with all its words, which contain every fact of the article."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from PySide6.QtGui import QImage

LIST: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "article" / "facts.yaml").read_text(encoding="utf-8")
)
SMALL = Path(__file__).resolve().parents[1] / "packs" / "small"
LANGUAGES = ("zh", "en")
FACTS = [(panel, fact) for panel, facts in LIST["facts"].items() for fact in facts]
CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
LATIN = re.compile("[A-Za-z]{2,}")
ADDRESS = re.compile(r"(?<!\S)[a-z0-9.-]+\.(com|cn|de)(/\S*)?(?!\S)")
NAMES_OF_LANGUAGES = {"改用中文", "Change to English"}
COLOURS = 40  # a blank screen has one or two; a plain one of words alone some hundred
HARMLESS = "QUnifiedTimer::stopAnimationDriver: driver is not running"  # findings/qml-timers-warn-of-a-driver.sh
Tour = tuple[Path, dict[str, Any]]


def take(pack: str, out: Path, environment: dict[str, str], *words: str) -> Tour:
    """The pictures of a tour and its index."""
    size = () if "--size" in words else ("--size", "640x360")
    command = [sys.executable, "-m", "kiosk", "tour", "--pack", pack, "--out", str(out), *size, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if "Qt:" in line and not line.endswith(HARMLESS)] == []
    return out, json.loads((out / "index.json").read_text("utf-8"))


def blank(folder: Path, index: dict[str, Any]) -> list[str]:
    """The pictures that are almost blank."""
    found = []
    for screen in index["screens"]:
        image = QImage(str(folder / screen["file"]))
        # One pixel of each six by six; pure Python loops took longer than the tour.
        few = image.scaled(image.size() / 6).convertToFormat(QImage.Format.Format_RGB32)
        colours = set(memoryview(few.constBits()).cast("I"))
        if [image.width(), image.height()] != index["size"] or len(colours) < COLOURS:
            found.append(screen["file"])
    return found


@pytest.fixture(scope="module")
def small(top: Path, plain_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Tour:
    out = tmp_path_factory.mktemp("small")
    return take(str(top / "tests/packs/small"), out, plain_environment, "--size", "1080x1920", "--language", "en")


def test_every_screen_is_walked_and_described(small: Tour) -> None:
    folder, index = small
    screens = index["screens"]
    assert {name: value for name, value in index.items() if name != "screens"} == {
        "pack": "small",
        "version": "2.1.0",
        "size": [1080, 1920],
    }
    pages = {(each["panel"], each["page"]) for each in screens if each["screen"] == "panel"}
    assert pages == {
        ("about", "only"),
        ("bronze", "ways"),
        ("bronze", "figures"),
        ("bronze", "last"),
        ("letters", "long"),
        ("water", "first"),
        ("water", "second"),
    }
    kinds = [each["screen"] for each in screens if each["screen"] != "panel"]
    assert kinds == [
        *["attract"] * 3,
        "accessibility",
        "home",
        "search",
        "search",
        "gallery",
        *["viewer"] * 12,
        "warning",
    ]
    assert {each["file"] for each in screens} == {path.name for path in folder.glob("*.png")}


def test_each_control_is_described_as_promised(small: Tour) -> None:
    screens = {each["screen"]: each for each in small[1]["screens"]}
    for screen in small[1]["screens"]:
        assert screen["texts"]
        for control in screen["controls"]:
            assert control["name"]
            assert control["role"] in {"button", "radio button", "check box"}
            x, y, width, height = control["rect"]
            assert width > 0
            assert height > 0
            assert x < 1080
            assert y < 1920
    assert screens["home"]["panel"] is None
    assert screens["home"]["language"] == "en"
    assert "Start" in [control["name"] for control in screens["home"]["controls"]]
    assert [control["id"] for control in screens["warning"]["controls"]] == ["warning:stay"]


def test_the_tour_can_read_as_a_visitor_with_other_needs_would(
    top: Path, plain_environment: dict[str, str], tmp_path: Path
) -> None:
    words = ["--text-size", "200", "--contrast", "high", "--language", "en"]
    folder, index = take(str(top / "tests/packs/small"), tmp_path, plain_environment, *words)
    home = next(each for each in index["screens"] if each["screen"] == "home")
    picture = QImage(str(folder / home["file"]))
    assert picture.pixelColor(4, 4).name() == "#000000"
    parts = [each for each in index["screens"] if each["page"] == "long"]
    assert len(parts) > 3


@pytest.mark.parametrize("words", [["--text-size", "150"], ["--contrast", "pink"]])
def test_a_need_that_no_visitor_can_choose_is_wrong_usage(
    top: Path, plain_environment: dict[str, str], tmp_path: Path, words: list[str]
) -> None:
    command = ["tour", "--pack", str(top / "tests/packs/small"), "--out", str(tmp_path), *words]
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *command], env=plain_environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert words[1] in done.stderr
    assert "Traceback" not in done.stderr


def with_tiles(pack: Path, *tiles: str, **changed: Any) -> None:
    """Copy the small pack, with only these tiles on Home."""
    shutil.copytree(SMALL, pack)
    front = yaml.safe_load((pack / "pack.yaml").read_text("utf-8"))
    front["home"] = {"headline": front["home"]["headline"], "tiles": tiles}
    (pack / "pack.yaml").write_text(json.dumps(front | changed, ensure_ascii=False), "utf-8")


def pages_of(index: dict[str, Any]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((each["panel"], each["page"]) for each in index["screens"] if each["page"]))


def test_what_home_has_no_tile_for_is_reached_by_links_and_by_the_search(
    small: Tour, plain_environment: dict[str, str], tmp_path: Path
) -> None:
    with_tiles(tmp_path / "pack", "bronze", "about")
    _, index = take(str(tmp_path / "pack"), tmp_path / "out", plain_environment, "--language", "en")
    assert sorted(pages_of(index)) == sorted(pages_of(small[1]))
    assert [each["picture"] for each in index["screens"] if each["screen"] == "viewer"] == list(range(12))
    assert index["screens"][-1]["screen"] == "warning"


def test_what_cannot_be_searched_for_is_reached_by_its_scene_or_named(
    plain_environment: dict[str, str], tmp_path: Path
) -> None:
    """The keypad has Latin letters: a title in Greek is found by nobody, except the four that the search suggests."""
    pack = tmp_path / "pack"
    with_tiles(pack, "pictures", "about", attract=[{"panel": "yonder", "seconds": 60}])
    for panel in ("yonder", "zenith"):
        page = {"id": "only", "title": "\u03b1", "blocks": [{"text": "\u03b2"}]}
        content = {"id": panel, "title": "\u03b1", "pages": [page]}
        (pack / "panels" / f"{panel}.yaml").write_text(json.dumps(content), "utf-8")
    command = [
        sys.executable,
        "-m",
        "kiosk",
        "tour",
        "--pack",
        str(pack),
        "--out",
        str(tmp_path / "out"),
        "--size",
        "640x360",
    ]
    done = subprocess.run(command, env=plain_environment, capture_output=True, text=True, check=False, timeout=300)
    index = json.loads((tmp_path / "out" / "index.json").read_text("utf-8"))
    assert {panel for panel, _ in pages_of(index)} == {"about", "bronze", "letters", "water", "yonder"}
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "zenith" in line][-1].startswith("Visitors cannot reach")
    assert index["screens"][-1]["screen"] == "warning"


def test_no_picture_is_blank(small: Tour) -> None:
    assert blank(*small) == []


def test_every_part_of_a_long_page_is_walked(small: Tour) -> None:
    texts = [words for each in small[1]["screens"] if each["page"] == "long" for words in each["texts"]]
    found = [words[5] for words in texts if words.startswith("Part ") and words[6:7] == "."]
    assert found == list("1234567")


@pytest.fixture(scope="module", params=LANGUAGES)
def article(
    request: pytest.FixtureRequest, plain_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Tour:
    out = tmp_path_factory.mktemp(f"article-{request.param}")
    return take("zhenjiang-new-area", out, plain_environment, "--language", request.param)


def language_of(tour: Tour) -> str:
    return str(next(each["language"] for each in tour[1]["screens"] if each["screen"] == "home"))


def words_of(tour: Tour, **wanted: str) -> str:
    """All words of the screens of one kind or panel, a text on one line wherever its own lines end."""
    between = "" if language_of(tour) == "zh" else " "
    screens = [each for each in tour[1]["screens"] if all(each[name] == value for name, value in wanted.items())]
    return "\n".join(words.replace("\n", between) for each in screens for words in each["texts"])


def test_a_visitor_can_read_every_fact_of_the_article(article: Tour) -> None:
    language, missing = language_of(article), {}
    for panel, fact in FACTS:
        what, words = LIST["facts"][panel][fact], words_of(article, panel=panel)
        wanted = [*what[language], *([what["year"]] if "year" in what else [])]
        if "reported" in what:
            wanted.append(f"据{what['reported']}年报道" if language == "zh" else f"as reported in {what['reported']}")
        lost = [pattern for pattern in wanted if not re.search(pattern, words)]
        if lost:
            missing[f"{panel}/{fact}"] = lost
    assert missing == {}


def test_a_visitor_can_see_the_ten_pictures(article: Tour) -> None:
    viewers = [each for each in article[1]["screens"] if each["screen"] == "viewer"]
    assert [each["picture"] for each in viewers] == list(range(10))
    for number, each in enumerate(viewers):
        assert f"{number + 1} / 10" in each["texts"]
        if language_of(article) == "zh":
            assert LIST["pictures"][number]["zh"] in each["texts"]


def test_no_screen_of_the_article_is_blank(article: Tour) -> None:
    assert blank(*article) == []


def test_no_word_is_left_in_the_other_language(article: Tour) -> None:
    """Attract and the warning speak both, a search is typed in Latin letters; languages have their own names.

    The address of a source is the same in each language.
    """
    other = LATIN if language_of(article) == "zh" else CHINESE
    found = {
        each["file"]: strange
        for each in article[1]["screens"]
        if each["screen"] not in {"attract", "search", "warning"}
        and (
            strange := [
                words
                for words in each["texts"]
                if other.search(ADDRESS.sub("", words)) and words not in NAMES_OF_LANGUAGES
            ]
        )
    }
    assert found == {}


def test_a_broken_pack_ends_the_tour_with_a_picture_of_what_visitors_would_see(
    tmp_path: Path, plain_environment: dict[str, str]
) -> None:
    (tmp_path / "pack").mkdir()
    out = tmp_path / "out"
    words = ["tour", "--pack", str(tmp_path / "pack"), "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *words], env=plain_environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "pack.yaml" in done.stderr
    index = json.loads((out / "index.json").read_text("utf-8"))
    assert [each["screen"] for each in index["screens"]] == ["out-of-service"]


def test_a_pack_is_found_in_the_store_by_its_id(
    top: Path, tmp_path: Path, plain_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = Path(shutil.copytree(top / "tests/packs/small", tmp_path / "hall"))
    front = pack / "pack.yaml"
    front.write_text(front.read_text("utf-8").replace("id: small", "id: hall"), "utf-8")
    environment = plain_environment | {"XDG_DATA_HOME": str(tmp_path / "data")}
    kiosk = [sys.executable, "-m", "kiosk"]
    subprocess.run([*kiosk, "pack", "install", str(pack)], env=environment, capture_output=True, check=True)
    shutil.rmtree(pack)
    monkeypatch.chdir(tmp_path)
    _, index = take("hall", tmp_path / "out", environment, "--size", "640x360", "--language", "en")
    assert (index["pack"], index["version"]) == ("hall", "2.1.0")
