"""The model of a pack, format 1: frozen, and complete where it exists at all."""

from kiosk.content.model.asking import MatchBlock, Pair, PollBlock, QuizBlock
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
from kiosk.content.model.chart import ChartBlock, Entry
from kiosk.content.model.counter import Counter
from kiosk.content.model.diagrams import FlowBlock, Level, RingsBlock, Station
from kiosk.content.model.items import Card, Figure, Link, Moment, Step
from kiosk.content.model.pack import Home, Pack, PackSheet, Source
from kiosk.content.model.panel import Page, Panel
from kiosk.content.model.part import Part
from kiosk.content.model.picture import Gallery, GalleryPicture, Picture
from kiosk.content.model.playing import AudioBlock, Captions, VideoBlock
from kiosk.content.model.scene import BaseScene, CounterScene, FigureScene, PanelScene, PictureScene, Scene, VideoScene
from kiosk.content.model.seeing import CompareBlock, HotspotsBlock, Point, QrBlock
from kiosk.content.model.text import Text

__all__ = [
    "AudioBlock",
    "BaseScene",
    "Block",
    "Captions",
    "Card",
    "CardsBlock",
    "ChartBlock",
    "CompareBlock",
    "Counter",
    "CounterScene",
    "Entry",
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
    "Moment",
    "Pack",
    "PackSheet",
    "Page",
    "Pair",
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
