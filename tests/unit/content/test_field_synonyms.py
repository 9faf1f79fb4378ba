"""Fields and blocks under the names that people of museums and of the web give them: what is meant is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.blocks.audio.audio_block import AudioBlock
from kiosk.blocks.cards.cards_block import Card
from kiosk.blocks.quiz.quiz_block import QuizBlock
from kiosk.blocks.timeline.timeline_block import Moment
from kiosk.blocks.video.video_block import VideoBlock
from kiosk.blocks.voice.voice_block import VoiceBlock
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.field_synonyms import _MEANT, meant_block, meant_field
from kiosk.content.loader import load_pack
from kiosk.content.model import Figure, Gallery, GalleryPicture, Home, PackSheet, Page, Panel, Part, Picture, Source
from kiosk.content.model.blocks import BLOCKS
from tests.broken.base import FILES, KNOWLEDGE, PACK, PANEL, write

FIELDS = [
    (Picture, "inscription", "caption"),
    (Picture, "legend", "caption"),
    (Picture, "description", "caption"),
    (Picture, "desc", "caption"),
    (Picture, "图注", "caption"),
    (Picture, "author", "credit"),
    (Picture, "photographer", "credit"),
    (Picture, "copyright", "credit"),
    (Picture, "摄影", "credit"),
    (Picture, "版权", "credit"),
    (Picture, "src", "file"),
    (Picture, "image", "file"),
    (Picture, "alt_text", "alt"),
    (Picture, "替代文字", "alt"),
    (Picture, "type", "kind"),
    (GalleryPicture, "keywords", "tags"),
    (GalleryPicture, "heading", "title"),
    (Card, "heading", "title"),
    (Card, "标题", "title"),
    (Card, "subtitle", "text"),
    (Card, "body", "text"),
    (Card, "正文", "text"),
    (Card, "image", "picture"),
    (Card, "img", "picture"),
    (Card, "照片", "picture"),
    (Panel, "heading", "title"),
    (Panel, "subtitle", "teaser"),
    (Panel, "image", "cover"),
    (Panel, "color", "accent"),
    (Panel, "exhibit", "object"),
    (Page, "header", "title"),
    (Page, "image", "picture"),
    (Page, "content", "blocks"),
    (Home, "title", "headline"),
    (Home, "subtitle", "lead"),
    (Home, "menu", "tiles"),
    (PackSheet, "language", "languages"),
    (PackSheet, "screensaver", "attract"),
    (PackSheet, "homepage", "home"),
    (PackSheet, "references", "sources"),
    (Gallery, "photos", "pictures"),
    (Gallery, "intro", "lead"),
    (Moment, "date", "when"),
    (Moment, "时间", "when"),
    (Figure, "number", "value"),
    (Figure, "description", "label"),
    (Figure, "来源", "source"),
    (Source, "author", "authors"),
    (Source, "link", "url"),
    (QuizBlock, "options", "answers"),
    (QuizBlock, "correct", "right"),
    (QuizBlock, "explanation", "because"),
    (VoiceBlock, "quote", "says"),
    (VoiceBlock, "person", "speaker"),
    (VoiceBlock, "job", "role"),
    (VideoBlock, "subtitles", "captions"),
    (VideoBlock, "thumbnail", "poster"),
    (AudioBlock, "image", "picture"),
    (Card, "titel", "title"),
    (Card, "Title", "title"),
    (Picture, "captoin", "caption"),
    (Picture, "frobnicate", ""),
]


@pytest.mark.parametrize(("part", "name", "meant"), FIELDS)
def test_a_field_is_known_by_its_meaning_and_by_its_spelling(part: type[Part], name: str, meant: str) -> None:
    assert meant_field(name, part.keys()) == meant


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("paragraph", "text"),
        ("quote", "voice"),
        ("graph", "chart"),
        ("film", "video"),
        ("投票", "poll"),
        ("textt", "text"),
        ("x", ""),
    ],
)
def test_a_block_is_known_by_its_meaning_and_by_its_spelling(name: str, meant: str) -> None:
    assert meant_block(name, {kind: block.synonyms for kind, block in BLOCKS.items()}) == meant


def test_all_that_may_be_meant_is_a_field_or_a_block() -> None:
    kinds, fields = [Part], set()
    for kind in kinds:
        kinds += kind.__subclasses__()
        fields |= set(kind.keys())
    assert {meant for each in _MEANT.values() for meant in each} - fields == set()
    assert [kind for kind, block in BLOCKS.items() if not block.synonyms] == []


def problems(tmp_path: Path, file: str, text: str) -> list[Diagnostic]:
    return list(load_pack(write(tmp_path, FILES | {file: text.encode()}), KNOWLEDGE).problems)


def test_a_field_that_is_there_already_is_not_meant_a_second_time(tmp_path: Path) -> None:
    text = PANEL.replace("accent: industry", "accent: industry\nheading: {zh: 产业, en: Industry}")
    (reported,) = problems(tmp_path, "panels/industry.yaml", text)
    assert "title" not in reported.fix
    text = PANEL.replace("title: {zh: 产业, en: Industry}", "heading: {zh: 产业, en: Industry}")
    found = problems(tmp_path, "panels/industry.yaml", text)
    assert any(each.fix.startswith('did you mean "title"?') for each in found)
    assert problems(tmp_path, "panels/industry.yaml", text.replace("heading:", "title:")) == []


def test_a_picture_that_is_only_its_file_is_told_as_it_is_to_be_written(tmp_path: Path) -> None:
    text = PANEL.replace("cover:\n  file: media/park.png\n  caption: {zh: 园区, en: The park}", "image: media/park.png")
    (reported,) = problems(tmp_path, "panels/industry.yaml", text)
    assert reported.fix.startswith('did you mean "cover"?')
    text = text.replace("image:", "cover:")
    (reported,) = problems(tmp_path, "panels/industry.yaml", text)
    assert reported.fix.startswith("write it as cover: {file: media/park.png}; see ")
    written = text.replace("cover: media/park.png", "cover: {file: media/park.png}")
    assert problems(tmp_path, "panels/industry.yaml", written) == []


def test_a_picture_among_the_blocks_is_sent_to_its_place(tmp_path: Path) -> None:
    text = PANEL.replace("- text: {zh: 说明, en: Words}", "- image: media/park.png")
    (reported,) = problems(tmp_path, "panels/industry.yaml", text)
    assert reported.fix.startswith("a page shows a picture by picture: … beside its title, and several by a gallery")


def test_a_pack_in_the_words_of_the_web_is_led_to_those_of_a_pack(tmp_path: Path) -> None:
    found = problems(tmp_path, "pack.yaml", PACK.replace("attract:", "screensaver:").replace("headline:", "heading:"))
    assert {each.fix.partition(" see")[0] for each in found} >= {'did you mean "attract"?', 'did you mean "headline"?'}
