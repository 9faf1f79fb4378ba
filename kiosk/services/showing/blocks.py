"""Each kind of block as plain values for its QML file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.content.model import (
    Block,
    CardsBlock,
    ChartBlock,
    FiguresBlock,
    GalleryBlock,
    LinkBlock,
    Pack,
    SourcesBlock,
    StepsBlock,
    TextBlock,
    TimelineBlock,
    VoiceBlock,
)
from kiosk.services.showing import Value
from kiosk.services.showing.values import Maker, icon

STRIP = 4


def block_values(block: Block, pack: Pack, make: Maker) -> Value:
    """The values of one block; `kind` names the QML file that draws it."""
    return {"kind": block.kind, **_MAKERS[type(block)](block, pack, make)}


def _text(block: TextBlock, _pack: Pack, make: Maker) -> Value:
    return {"text": make.styled(block.text)}


def _figures(block: FiguresBlock, _pack: Pack, make: Maker) -> Value:
    return {"figures": [make.figure(figure) for figure in block.figures]}


def _cards(block: CardsBlock, _pack: Pack, make: Maker) -> Value:
    return {
        "cards": [
            {
                "title": make.text(card.title),
                "text": make.text(card.text),
                "icon": icon(card.icon),
                "picture": make.picture(card.picture),
            }
            for card in block.cards
        ]
    }


def _voice(block: VoiceBlock, _pack: Pack, make: Maker) -> Value:
    return {"speaker": make.text(block.speaker), "role": make.text(block.role), "says": make.styled(block.says)}


def _timeline(block: TimelineBlock, _pack: Pack, make: Maker) -> Value:
    return {
        "moments": [
            {"when": make.text(moment.when), "title": make.text(moment.title), "text": make.text(moment.text)}
            for moment in block.moments
        ]
    }


def _steps(block: StepsBlock, _pack: Pack, make: Maker) -> Value:
    return {"steps": [{"title": make.text(step.title), "text": make.text(step.text)} for step in block.steps]}


def _chart(block: ChartBlock, _pack: Pack, make: Maker) -> Value:
    return {
        "form": block.form,
        "series": [
            {
                "value": entry.value,
                "before": make.text(entry.before),
                "unit": make.text(entry.unit),
                "label": make.text(entry.label),
            }
            for entry in block.series
        ],
        "start": make.text(block.start),
        "end": make.text(block.end),
        "note": make.text(block.note),
        "year": block.year or "",
    }


def _gallery(block: GalleryBlock, pack: Pack, make: Maker) -> Value:
    gallery = pack.gallery(block.gallery)
    pictures = gallery.pictures if gallery else ()
    return {
        "gallery": block.gallery,
        "title": make.text(gallery.title) if gallery else None,
        "count": len(pictures),
        "pictures": [make.picture(picture) for picture in pictures[:STRIP]],
    }


def _link(block: LinkBlock, pack: Pack, make: Maker) -> Value:
    panel = pack.panel(block.panel)
    page = next((page for page in panel.pages if page.id == block.page), None) if panel else None
    label = block.label or (page.title if page else panel.title if panel else None)
    return {"panel": block.panel, "page": block.page or "", "label": make.text(label)}


def _sources(block: SourcesBlock, pack: Pack, make: Maker) -> Value:
    return {"sources": [make.source(source) for source in pack.sources if source.id in block.sources]}


_MAKERS: dict[type[Block], Callable[[Any, Pack, Maker], Value]] = {
    TextBlock: _text,
    FiguresBlock: _figures,
    CardsBlock: _cards,
    VoiceBlock: _voice,
    TimelineBlock: _timeline,
    StepsBlock: _steps,
    ChartBlock: _chart,
    GalleryBlock: _gallery,
    LinkBlock: _link,
    SourcesBlock: _sources,
}
