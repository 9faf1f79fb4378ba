"""The model of a pack, format 1: frozen, and complete where it exists at all."""

from kiosk.content.model.base import Part
from kiosk.content.model.blocks import (
    Block,
    CardsBlock,
    FiguresBlock,
    GalleryBlock,
    LinkBlock,
    SourcesBlock,
    StepsBlock,
    TextBlock,
    TimelineBlock,
    VoiceBlock,
)
from kiosk.content.model.chart import ChartBlock, ChartEntry
from kiosk.content.model.counter import Counter
from kiosk.content.model.diagrams import FlowBlock, Level, RingsBlock, Station
from kiosk.content.model.image_blocks import CompareBlock, HotspotsBlock, Point, QrBlock
from kiosk.content.model.items import Card, Figure, Link, Moment, Step
from kiosk.content.model.media_blocks import AudioBlock, Captions, VideoBlock
from kiosk.content.model.pack_model import Home, Pack, PackSheet, Source
from kiosk.content.model.panel import Page, Panel
from kiosk.content.model.picture import Gallery, GalleryPicture, Picture
from kiosk.content.model.quiz_poll import MatchBlock, MatchPair, PollBlock, QuizBlock
from kiosk.content.model.scene import BaseScene, CounterScene, FigureScene, PanelScene, PictureScene, Scene, VideoScene
from kiosk.content.model.text import Text

__all__ = [
    "AudioBlock",
    "BaseScene",
    "Block",
    "Captions",
    "Card",
    "CardsBlock",
    "ChartBlock",
    "ChartEntry",
    "CompareBlock",
    "Counter",
    "CounterScene",
    "Figure",
    "FigureScene",
    "FiguresBlock",
    "FlowBlock",
    "Gallery",
    "GalleryBlock",
    "GalleryPicture",
    "Home",
    "HotspotsBlock",
    "Level",
    "Link",
    "LinkBlock",
    "MatchBlock",
    "MatchPair",
    "Moment",
    "Pack",
    "PackSheet",
    "Page",
    "Panel",
    "PanelScene",
    "Part",
    "Picture",
    "PictureScene",
    "Point",
    "PollBlock",
    "QrBlock",
    "QuizBlock",
    "RingsBlock",
    "Scene",
    "Source",
    "SourcesBlock",
    "Station",
    "Step",
    "StepsBlock",
    "Text",
    "TextBlock",
    "TimelineBlock",
    "VideoBlock",
    "VideoScene",
    "VoiceBlock",
]
