"""A pack without what was withdrawn: gone everywhere, and nothing is left that leads to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.blocks.cards.cards_block import CardsBlock
from kiosk.blocks.gallery.gallery_block import GalleryBlock
from kiosk.blocks.rings.rings_block import RingsBlock
from kiosk.blocks.video.video_block import VideoBlock
from kiosk.content import model as m
from kiosk.content.loader import load_pack
from kiosk.content.model_walk import walk
from kiosk.content.redaction import Use, Withheld, files_in, hidden_files, missing_pictures, uses, withhold
from tests.broken.base import FILES, GALLERY, KNOWLEDGE, PACK, PANEL, write
from tests.examples import examples
from tests.property.packs import packs

FILM = """\
      - video:
          file: media/film.mp4
          captions: {zh: media/film.vtt, en: media/film.vtt}
          poster: {file: media/park.png}
          transcript: {zh: 无声, en: Silent}
"""
MORE = f"""\
  - id: second
    title: {{zh: 第二页, en: Second page}}
    picture: {{file: media/hall.svg}}
    blocks:
      - cards:
          - {{title: {{zh: 甲, en: A}}, picture: {{file: media/park.png, caption: {{zh: 园, en: Park}}}}}}
          - {{title: {{zh: 乙, en: B}}, picture: {{file: media/hall.svg}}}}
{FILM}
  - id: third
    title: {{zh: 第三页, en: Third page}}
    blocks:
      - hotspots: {{picture: {{file: media/park.png}}, points: [{{at: [0.5, 0.5], title: {{zh: 点, en: Spot}}}}]}}
      - link: {{panel: industry, page: second}}
"""
MP4 = b"\0\0\0\x18ftypisom" + b"\0" * 16
MEDIA = {"media/film.mp4": MP4, "media/film.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\nA word\n"}


@pytest.fixture
def pack(tmp_path: Path) -> m.Pack:
    files = FILES | MEDIA | {"panels/industry.yaml": (PANEL + MORE).encode()}
    loaded = load_pack(write(tmp_path, files), KNOWLEDGE)
    assert loaded.pack is not None, loaded.problems
    return loaded.pack


def pages(pack: m.Pack) -> dict[str, list[str]]:
    return {page.id: [block.kind for block in page.blocks] for panel in pack.panels for page in panel.pages}


def test_nothing_withheld_changes_nothing(pack: m.Pack) -> None:
    assert withhold(pack, Withheld()) is pack
    assert withhold(pack, Withheld(frozenset({"media/other.png"}), frozenset({"a/b"}), frozenset({"c/d"}))) is pack


def test_a_picture_goes_wherever_it_stands_with_its_caption_and_what_needs_it(pack: m.Pack) -> None:
    rest = withhold(pack, Withheld(files=frozenset({"media/park.png"})))
    assert "media/park.png" not in set(files_in(rest))
    assert [scene.kind for scene in rest.attract] == ["figure"]
    assert rest.panels[0].cover is None
    first, second, *others = rest.panels[0].pages
    assert (first.id, second.id) == ("first", "second")
    assert others[0].id == "third"
    assert [block.kind for block in others[0].blocks] == ["link"]
    cards, film = second.blocks
    assert isinstance(cards, CardsBlock)
    assert [card.picture is None for card in cards.cards] == [True, False]
    assert isinstance(film, VideoBlock)
    assert film.poster is None
    assert film.captions is not None


def test_a_page_goes_with_the_links_that_lead_to_it_and_what_they_leave_empty(pack: m.Pack) -> None:
    rest = withhold(pack, Withheld(pages=frozenset({"industry/second"})))
    assert list(pages(rest)) == ["first", "third"]
    assert pages(rest)["third"] == ["hotspots"]
    both = withhold(pack, Withheld(frozenset({"media/park.png"}), frozenset({"industry/second"})))
    assert list(pages(both)) == ["first"]


def test_a_level_of_rings_stays_without_its_link(tmp_path: Path) -> None:
    levels = "[{title: A, link: {panel: industry, page: second}}, {title: B, link: {panel: industry, page: third}}]"
    rings = f"  - {{id: fourth, title: {{zh: 四, en: D}}, blocks: [rings: {{levels: {levels}}}]}}\n"
    files = FILES | MEDIA | {"panels/industry.yaml": (PANEL + MORE + rings).encode()}
    whole = load_pack(write(tmp_path, files), KNOWLEDGE).pack
    assert whole is not None
    rest = withhold(whole, Withheld(pages=frozenset({"industry/second"})))
    block = rest.panels[0].pages[-1].blocks[0]
    assert isinstance(block, RingsBlock)
    assert [level.link and level.link.page for level in block.levels] == [None, "third"]


def test_a_panel_without_pages_goes_with_its_tile_its_scenes_and_what_opens_it(pack: m.Pack) -> None:
    pack = pack.model_copy(
        update={
            "home": pack.home.model_copy(update={"opens": "industry"}),
            "attract": (*pack.attract, m.PanelScene(panel="industry")),
        }
    )
    every = frozenset(f"industry/{page.id}" for page in pack.panels[0].pages)
    rest = withhold(pack, Withheld(pages=every))
    assert rest.panels == ()
    assert rest.home.tiles == ("places",)
    assert rest.home.opens is None
    assert [(scene.kind, scene.opens) for scene in rest.attract] == [("picture", None), ("figure", None)]


def test_a_gallery_without_pictures_goes_with_the_way_into_it(pack: m.Pack) -> None:
    rest = withhold(pack, Withheld(pictures=frozenset({"places/media/hall.svg"})))
    assert rest.galleries == ()
    assert rest.home.tiles == ("industry",)
    assert "gallery" not in pages(rest)["first"]
    assert missing_pictures(pack, rest) == {"places": (0,)}
    assert "media/hall.svg" in set(files_in(rest))


def test_a_film_loses_its_captions_and_goes_only_with_itself(pack: m.Pack) -> None:
    rest = withhold(pack, Withheld(files=frozenset({"media/film.vtt"})))
    film = rest.panels[0].pages[1].blocks[1]
    assert isinstance(film, VideoBlock)
    assert film.captions is None
    assert pages(withhold(pack, Withheld(files=frozenset({"media/film.mp4"}))))["second"] == ["cards"]


def test_a_pair_goes_with_its_picture_and_a_match_with_its_last_pair_but_one(tmp_path: Path) -> None:
    picture = "{picture: {file: media/FILE, alt: A}, answer: {zh: 甲, en: A}}"
    words = [f"{{sign: {{zh: 第{n}, en: S{n}}}, answer: {{zh: 答{n}, en: A{n}}}}}" for n in range(2)]

    def kinds(pairs: list[str]) -> list[str]:
        page = "  - id: matched\n    title: {zh: 配, en: M}\n    blocks:\n      - text: {zh: 文, en: T}\n"
        page += f"      - match: {{question: {{zh: 问, en: Q}}, pairs: [{', '.join(pairs)}]}}\n"
        folder = tmp_path / str(len(pairs))
        folder.mkdir()
        loaded = load_pack(write(folder, FILES | {"panels/industry.yaml": (PANEL + page).encode()}), KNOWLEDGE)
        assert loaded.pack is not None, loaded.problems
        rest = withhold(loaded.pack, Withheld(files=frozenset({"media/park.png"})))
        found = [block for page in rest.panels[0].pages if page.id == "matched" for block in page.blocks]
        return [block.kind for block in found] + [str(len(block.pairs)) for block in found if block.kind == "match"]

    gone = picture.replace("FILE", "park.png")
    assert kinds([gone, *words]) == ["text", "match", "2"]
    assert kinds([gone, words[0]]) == ["text"]


def test_a_path_is_the_same_with_a_dot_before_it(tmp_path: Path) -> None:
    gallery = GALLERY.replace("media/hall.svg", "./media/hall.svg").encode()
    loaded = load_pack(write(tmp_path, FILES | {"galleries/places.yaml": gallery}), KNOWLEDGE)
    assert loaded.pack is not None
    for withheld in (
        Withheld(files=frozenset({"media/hall.svg"})),
        Withheld(pictures=frozenset({"places/media/hall.svg"})),
    ):
        assert withhold(loaded.pack, withheld).galleries == ()


def test_a_pack_may_be_left_with_nothing_at_all(tmp_path: Path) -> None:
    front = PACK.replace("[industry, places]", "[places, industry]").encode()
    loaded = load_pack(write(tmp_path, FILES | {"pack.yaml": front}), KNOWLEDGE)
    assert loaded.pack is not None
    withheld = Withheld(frozenset({"media/park.png", "media/hall.svg"}), frozenset({"industry/first"}))
    rest = withhold(loaded.pack, withheld)
    assert (rest.panels, rest.galleries, rest.home.tiles, list(files_in(rest))) == ((), (), (), [])


def test_it_is_known_where_each_file_stands(pack: m.Pack) -> None:
    assert [use.where for use in uses(pack) if use.file == "media/park.png"] == [
        "attract",
        "industry",
        "industry/second",
        "industry/second",
        "industry/third",
    ]
    assert Use("media/hall.svg", "places/media/hall.svg") in set(uses(pack))


def test_a_file_that_was_removed_because_it_was_withdrawn_is_not_missed(tmp_path: Path) -> None:
    files = FILES | MEDIA | {"panels/industry.yaml": (PANEL + MORE).encode()}
    folder = write(tmp_path, files)
    gone = frozenset({"media/park.png", "media/film.vtt"})
    for name in gone:
        (folder / name).unlink()
    assert load_pack(folder, KNOWLEDGE).pack is None
    loaded = load_pack(folder, KNOWLEDGE, gone)
    assert loaded.pack is not None, loaded.problems
    assert loaded.captions == {}
    assert not {*files_in(withhold(loaded.pack, Withheld(files=gone)))} & gone


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(packs(), st.data())
def test_what_is_withheld_is_nowhere_and_nothing_leads_to_it(pack: m.Pack, data: st.DataObject) -> None:
    files = data.draw(st.frozensets(st.sampled_from(sorted({*files_in(pack), "media/none.png"}))))
    names = [f"{panel.id}/{page.id}" for panel in pack.panels for page in panel.pages]
    gone = data.draw(st.frozensets(st.sampled_from(names)))
    rest = withhold(pack, Withheld(files, gone))
    assert not {*files_in(rest)} & files
    left = {panel.id: {page.id for page in panel.pages} for panel in rest.panels}
    assert not {f"{panel}/{page}" for panel, pages in left.items() for page in pages} & gone
    places = {*left, *(gallery.id for gallery in rest.galleries)}
    assert {*rest.home.tiles} <= places
    assert rest.home.opens is None or rest.home.opens in left
    for _, part in walk((rest.home, rest.attract, rest.panels, rest.galleries)):
        assert not isinstance(part, GalleryBlock) or part.gallery in places
        assert not isinstance(part, m.Link) or part.page is None or part.page in left[part.panel]
        assert not isinstance(part, m.Link | m.PanelScene) or part.panel in left
        assert not isinstance(part, m.Page) or part.blocks
        assert getattr(part, "opens", None) is None or part.opens in places
    assert withhold(rest, Withheld(files, gone)) is rest


def test_a_picture_withdrawn_by_its_name_takes_every_file_of_its_bytes_with_it(pack: m.Pack) -> None:
    digests = {"media/hall.svg": "a", "media/copy.svg": "a", "media/park.png": "b", "media/film.mp4": "c"}
    named = hidden_files(pack, digests, frozenset(), frozenset({"places/media/hall.svg"}))
    assert named == {"media/hall.svg", "media/copy.svg"}
    assert hidden_files(pack, digests, frozenset({"c"}), frozenset({"places/media/none.svg"})) == {"media/film.mp4"}
    assert hidden_files(pack, {}, frozenset(), frozenset({"places/media/hall.svg"})) == {"media/hall.svg"}
