"""Each kind of block as plain values for its QML file."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from kiosk.content.model import (
    AudioBlock,
    Block,
    CardsBlock,
    ChartBlock,
    CompareBlock,
    FiguresBlock,
    FlowBlock,
    GalleryBlock,
    HotspotsBlock,
    Link,
    LinkBlock,
    MatchBlock,
    Pack,
    PollBlock,
    QrBlock,
    QuizBlock,
    RingsBlock,
    SourcesBlock,
    StepsBlock,
    TextBlock,
    TimelineBlock,
    VideoBlock,
    VoiceBlock,
)
from kiosk.packs.view_data import Value
from kiosk.packs.view_data.qr_code import code
from kiosk.packs.view_data.values import Serializer, icon

STRIP = 4


def block_values(block: Block, pack: Pack, make: Serializer) -> Value:
    """The values of one block; `kind` names the QML file that draws it, `traits` how that stands on a page."""
    return {"kind": block.kind, "traits": block.layout_traits().values(), **_MAKERS[type(block)](block, pack, make)}


def _text(block: TextBlock, _pack: Pack, make: Serializer) -> Value:
    return {"text": make.styled(block.text)}


def _figures(block: FiguresBlock, _pack: Pack, make: Serializer) -> Value:
    return {"figures": [make.figure(figure) for figure in block.figures]}


def _cards(block: CardsBlock, _pack: Pack, make: Serializer) -> Value:
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


def _voice(block: VoiceBlock, _pack: Pack, make: Serializer) -> Value:
    return {"speaker": make.text(block.speaker), "role": make.text(block.role), "says": make.styled(block.says)}


def _timeline(block: TimelineBlock, _pack: Pack, make: Serializer) -> Value:
    return {
        "moments": [
            {"when": make.text(moment.when), "title": make.text(moment.title), "text": make.text(moment.text)}
            for moment in block.moments
        ]
    }


def _steps(block: StepsBlock, _pack: Pack, make: Serializer) -> Value:
    return {"steps": [{"title": make.text(step.title), "text": make.text(step.text)} for step in block.steps]}


def _chart(block: ChartBlock, _pack: Pack, make: Serializer) -> Value:
    return {
        "form": block.form,
        "title": make.text(block.title),
        "series": [
            {
                "value": block.value_of(entry),
                "rest": entry.value is None,
                "before": make.text(entry.before),
                "unit": make.text(entry.unit or (block.series[0].unit if entry.value is None else None)),
                "label": make.text(entry.label),
            }
            for entry in block.series
        ],
        "start": make.text(block.start),
        "end": make.text(block.end),
        "note": make.text(block.note),
        "year": block.year or "",
        "reported": block.reported or "",
    }


def _compare(block: CompareBlock, _pack: Pack, make: Serializer) -> Value:
    return {"before": make.picture(block.before), "after": make.picture(block.after)}


def _hotspots(block: HotspotsBlock, _pack: Pack, make: Serializer) -> Value:
    return {
        "picture": make.picture(block.picture),
        "points": [
            {"x": point.at[0], "y": point.at[1], "title": make.text(point.title), "text": make.text(point.text)}
            for point in block.points
        ],
    }


def _flow(block: FlowBlock, _pack: Pack, make: Serializer) -> Value:
    return {
        "stations": [
            {
                "title": make.text(station.title),
                "value": make.text(station.value),
                "before": make.text(station.before),
                "unit": make.text(station.unit),
                "icon": icon(station.icon),
                "text": make.text(station.text),
                "named": [make.text(name) for name in station.named],
                "blanks": station.blanks,
            }
            for station in block.stations
        ],
        "unnamed": make.text(block.unnamed),
        "year": block.year or "",
        "reported": block.reported or "",
    }


def _rings(block: RingsBlock, pack: Pack, make: Serializer) -> Value:
    return {
        "levels": [
            {
                "title": make.text(level.title),
                "text": make.text(level.text),
                "link": _link(level.link, pack, make) if level.link else None,
            }
            for level in block.levels
        ]
    }


def _quiz(block: QuizBlock, _pack: Pack, make: Serializer) -> Value:
    return {
        "key": sha256(repr(block).encode()).hexdigest()[:12],
        "question": make.text(block.question),
        "answers": [make.text(answer) for answer in block.answers],
        "right": block.right - 1,
        "because": make.text(block.because),
    }


def _match(block: MatchBlock, _pack: Pack, make: Serializer) -> Value:
    """Signs and answers bear the number of their pair; answers come in the order in which they stand."""
    return {
        "key": sha256(repr(block).encode()).hexdigest()[:12],
        "question": make.text(block.question),
        "signs": [
            {"pair": number, "picture": make.picture(pair.picture), "words": make.text(pair.words())}
            for number, pair in enumerate(block.pairs)
        ],
        "answers": [{"pair": number, "words": make.text(block.pairs[number].answer)} for number in block.order()],
        "reasons": [make.text(pair.because) for pair in block.pairs],
    }


def _poll(block: PollBlock, pack: Pack, make: Serializer) -> Value:
    return {
        "poll": poll_name(block, pack.languages[0]),
        "question": make.text(block.question),
        "answers": [make.text(answer) for answer in block.answers],
    }


def poll_name(block: PollBlock, language: str) -> str:
    """Under which name votes are kept: the poll's id, or a short digest of its question in the pack's language."""
    if block.id is not None:
        return block.id
    return sha256(block.question.by_language([language])[language].encode()).hexdigest()[:12]


def _qr(block: QrBlock, _pack: Pack, make: Serializer) -> Value:
    return {"url": block.url, "label": make.text(block.label), **code(block.url)}


def _video(block: VideoBlock, _pack: Pack, make: Serializer) -> Value:
    film = make.film(block.file)
    return {
        "film": film,
        "poster": make.picture(block.poster) or (film["still"] if film else None),
        "title": make.text(block.title),
        "captions": make.captions(block.captions),
        "transcript": make.styled(block.transcript) if block.transcript else None,
    }


def _audio(block: AudioBlock, _pack: Pack, make: Serializer) -> Value:
    return {
        "film": make.film(block.file),
        "picture": make.picture(block.picture),
        "title": make.text(block.title),
        "transcript": make.styled(block.transcript) if block.transcript else None,
    }


def _gallery(block: GalleryBlock, pack: Pack, make: Serializer) -> Value:
    gallery = pack.gallery(block.gallery)
    pictures = gallery.pictures if gallery else ()
    return {
        "gallery": block.gallery,
        "title": make.text(gallery.title) if gallery else None,
        "count": len(pictures),
        "pictures": [make.picture(picture) for picture in pictures[:STRIP]],
    }


def _link(link: Link, pack: Pack, make: Serializer) -> Value:
    panel = pack.panel(link.panel)
    page = next((page for page in panel.pages if page.id == link.page), None) if panel else None
    label = link.label or (page.title if page else panel.title if panel else None)
    return {"panel": link.panel, "page": link.page or "", "label": make.text(label)}


def _sources(block: SourcesBlock, pack: Pack, make: Serializer) -> Value:
    return {"sources": [make.source(source) for source in pack.sources if source.id in block.sources]}


_MAKERS: dict[type[Block], Callable[[Any, Pack, Serializer], Value]] = {
    TextBlock: _text,
    FiguresBlock: _figures,
    CardsBlock: _cards,
    VoiceBlock: _voice,
    TimelineBlock: _timeline,
    StepsBlock: _steps,
    ChartBlock: _chart,
    CompareBlock: _compare,
    HotspotsBlock: _hotspots,
    FlowBlock: _flow,
    RingsBlock: _rings,
    QuizBlock: _quiz,
    MatchBlock: _match,
    PollBlock: _poll,
    QrBlock: _qr,
    VideoBlock: _video,
    AudioBlock: _audio,
    GalleryBlock: _gallery,
    LinkBlock: _link,
    SourcesBlock: _sources,
}
