"""The model of a pack, format 1: frozen, and complete where it exists at all. Its blocks are in kiosk/blocks."""

from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock
from kiosk.content.model.blocks import Block
from kiosk.content.model.captions import Captions
from kiosk.content.model.counter import Counter
from kiosk.content.model.items import Figure, Link
from kiosk.content.model.pack_model import Home, Pack, PackSheet, Source
from kiosk.content.model.panel import Page, Panel
from kiosk.content.model.picture import Gallery, GalleryPicture, Picture
from kiosk.content.model.scene import BaseScene, CounterScene, FigureScene, PanelScene, PictureScene, Scene, VideoScene
from kiosk.content.model.text import Text

__all__ = [
    "BaseBlock",
    "BaseScene",
    "Block",
    "Captions",
    "Counter",
    "CounterScene",
    "Figure",
    "FigureScene",
    "Gallery",
    "GalleryPicture",
    "Home",
    "Link",
    "Pack",
    "PackSheet",
    "Page",
    "Panel",
    "PanelScene",
    "Part",
    "Picture",
    "PictureScene",
    "Scene",
    "Source",
    "Text",
    "VideoScene",
]
