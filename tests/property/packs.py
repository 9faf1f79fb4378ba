"""Packs of every shape, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from kiosk.blocks.cards.cards_block import Card, CardsBlock
from kiosk.blocks.chart.chart_block import ChartBlock, ChartEntry
from kiosk.blocks.compare.compare_block import CompareBlock
from kiosk.blocks.figures.figures_block import FiguresBlock
from kiosk.blocks.flow.flow_block import FlowBlock, Station
from kiosk.blocks.gallery.gallery_block import GalleryBlock
from kiosk.blocks.hotspots.hotspots_block import HotspotsBlock, Point
from kiosk.blocks.link.link_block import LinkBlock
from kiosk.blocks.match.match_block import MatchBlock, MatchPair
from kiosk.blocks.poll.poll_block import PollBlock
from kiosk.blocks.qr.qr_block import QrBlock
from kiosk.blocks.quiz.quiz_block import QuizBlock
from kiosk.blocks.rings.rings_block import Level, RingsBlock
from kiosk.blocks.sources.sources_block import SourcesBlock
from kiosk.blocks.steps.steps_block import Step, StepsBlock
from kiosk.blocks.text.text_block import TextBlock
from kiosk.blocks.timeline.timeline_block import Moment, TimelineBlock
from kiosk.blocks.voice.voice_block import VoiceBlock
from kiosk.content import model as m
from kiosk.content.model.blocks import Block

LANGUAGES = ("zh", "en")
ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
words = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]), min_size=1, max_size=20
    )
    .map(str.strip)
    .filter(lambda text: bool(text) and "\ufeff" not in text)
)
lines = words | st.sampled_from(
    ["no", "1.10", "12:30", "null", "~", "- a", "a: b", "# a", "\\", '"', "'", "a\nb", "宜"]
)


@st.composite
def texts(draw: st.DrawFn) -> m.Text:
    if draw(st.booleans()):
        return m.Text.of(draw(lines))
    return m.Text.of({language: draw(lines) for language in LANGUAGES})


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


def some(strategy: st.SearchStrategy, least: int = 1, most: int = 2) -> st.SearchStrategy:
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


shares = st.integers(0, 1000).map(lambda number: number / 1000)
picture_fields = {
    "file": st.sampled_from(["media/park.png", "media/hall.svg"]),
    "alt": maybe(texts()),
    "caption": maybe(texts()),
    "credit": maybe(texts()),
    "kind": st.sampled_from(["photo", "illustration"]),
    "focus": st.tuples(shares, shares),
}
pictures = st.builds(m.Picture, **picture_fields)
gallery_pictures = st.builds(
    m.GalleryPicture, **picture_fields, title=texts(), tags=some(ids | st.sampled_from(["油画", "on paper, unique"]), 0)
)
years = st.sampled_from(["2019", "2017–2019"])
dates = st.dictionaries(st.sampled_from(["year", "reported"]), years, max_size=1)
icons = st.sampled_from(["mdi6.factory", "mdi6.school"])


def citations(sources: tuple[str, ...]) -> st.SearchStrategy:
    """Passages that are used, of some of the sources; each once."""
    passages = st.lists(st.integers(1, 9999), min_size=1, max_size=3, unique=True).map(tuple)
    return maybe(st.dictionaries(st.sampled_from(sources), passages, min_size=1)) if sources else st.none()


def figures(sources: tuple[str, ...]) -> st.SearchStrategy[m.Figure]:
    source = maybe(st.sampled_from(sources)) if sources else st.none()
    optional = maybe(texts())
    made = st.builds(m.Figure, value=texts(), before=optional, unit=optional, label=texts(), source=source)
    return st.builds(lambda figure, date: figure.model_copy(update=date), made, dates)


def blocks(panel: str, page: str, gallery: str, sources: tuple[str, ...]) -> st.SearchStrategy[Block]:
    cards = st.builds(Card, title=texts(), text=maybe(texts()), icon=maybe(icons), picture=maybe(pictures))
    moments = st.builds(Moment, when=texts(), title=texts(), text=maybe(texts()))
    steps = st.builds(Step, title=texts(), text=maybe(texts()))
    cited = [st.builds(SourcesBlock, sources=some(st.sampled_from(sources)))] if sources else []
    return st.one_of(
        st.builds(TextBlock, text=texts()),
        st.builds(FiguresBlock, figures=some(figures(sources))),
        st.builds(CardsBlock, cards=some(cards)),
        st.builds(VoiceBlock, speaker=texts(), role=maybe(texts()), says=texts()),
        some(moments).map(lambda entries: TimelineBlock(moments=entries)),
        st.builds(StepsBlock, steps=some(steps)),
        st.builds(GalleryBlock, gallery=st.just(gallery)),
        st.builds(LinkBlock, panel=st.just(panel), page=maybe(st.just(page)), label=maybe(texts())),
        asked(),
        seen(),
        charts(),
        diagrams(panel, page),
        *cited,
    )


def asked() -> st.SearchStrategy[Block]:
    answers = some(texts(), 2, 5)
    return st.one_of(
        st.builds(QuizBlock, question=texts(), answers=answers, right=st.integers(1, 2), because=maybe(texts())),
        matches(),
        st.builds(PollBlock, id=maybe(ids), question=texts(), answers=answers),
    )


@st.composite
def matches(draw: st.DrawFn) -> MatchBlock:
    """Two pairs or three, of words and of pictures, that nobody can take for one another."""
    pairs = []
    for number in range(draw(st.integers(2, 3))):
        sides = [m.Text.of({language: f"{draw(words)} {number}" for language in LANGUAGES}) for _ in range(2)]
        # One picture at most: the packs have no more than two files.
        drawn = number == 0 and draw(st.booleans())
        sign = {"picture": draw(pictures).model_copy(update={"alt": sides[0]})} if drawn else {"sign": sides[0]}
        pairs.append(MatchPair(**sign, answer=sides[1], because=draw(maybe(texts()))))
    return MatchBlock(question=draw(texts()), pairs=tuple(pairs))


def seen() -> st.SearchStrategy[Block]:
    points = st.builds(Point, at=st.tuples(shares, shares), title=texts(), text=maybe(texts()))
    return st.one_of(
        st.builds(HotspotsBlock, picture=pictures, points=some(points, 1, 1)),
        st.builds(CompareBlock, before=pictures, after=pictures),
        st.builds(QrBlock, url=st.sampled_from(["https://example.org/", "http://example.org:80/a?b=c"]), label=texts()),
    )


def diagrams(panel: str, page: str) -> st.SearchStrategy[Block]:
    optional = maybe(texts())
    stations = st.builds(
        Station,
        title=texts(),
        value=optional,
        before=optional,
        unit=optional,
        icon=maybe(icons),
        text=optional,
        named=some(texts(), 0),
        total=maybe(st.integers(2, 20)),
    )
    flows = st.builds(FlowBlock, stations=some(stations, 2, 6), unnamed=texts())
    links = st.builds(m.Link, panel=st.just(panel), page=maybe(st.just(page)), label=optional)
    levels = st.builds(Level, title=texts(), text=optional, link=maybe(links))
    return st.one_of(
        st.builds(lambda flow, date: flow.model_copy(update=date), flows, dates),
        st.builds(RingsBlock, levels=some(levels, 2, 5)),
    )


@st.composite
def charts(draw: st.DrawFn) -> ChartBlock:
    values = st.integers(0, 5000).map(lambda number: number / 100)
    entries = st.builds(ChartEntry, value=values, before=maybe(texts()), unit=maybe(texts()), label=texts())
    form = draw(st.sampled_from(["cut", "studs", "bar", "line", "share"]))
    optional = maybe(texts())
    series = draw(some(entries, 2, 2))
    if form == "share" and draw(st.booleans()):
        series = (series[0].model_copy(update={"value": None}), series[1])
    return ChartBlock(
        form=form,
        title=draw(optional),
        series=series,
        start=draw(optional),
        end=draw(optional),
        note=draw(optional),
        **draw(dates),
    )


def scenes(places: list[str], panel: str, sources: tuple[str, ...]) -> st.SearchStrategy[m.Scene]:
    common = {
        "seconds": st.integers(4, 60),
        "opens": maybe(st.sampled_from(places)),
        "hours": some(st.sampled_from(["09:00-12:00", "22:00-02:00", "00:00-24:00"]), 0),
        "dates": some(st.sampled_from(["2019-05-01..2019-05-07", "12-24..01-06", "02-29"]), 0),
        "weekdays": some(st.sampled_from(["mon-fri", "sat-mon", "sun"]), 0),
    }
    instants = st.sampled_from(["2019-05-01", "2019-05-01 09:30"])
    counted = st.one_of(st.builds(dict, since=instants), st.builds(dict, until=instants))
    counters = st.builds(
        lambda instant, **fields: m.Counter(**instant, **fields),
        counted,
        counts=st.sampled_from(["years", "months", "days", "hours", "minutes", "seconds"]),
        before=maybe(texts()),
        unit=maybe(texts()),
        one=maybe(texts()),
        label=texts(),
        source=maybe(st.sampled_from(sources)) if sources else st.none(),
    )
    return st.one_of(
        st.builds(m.CounterScene, counter=counters, **common),
        st.builds(m.PictureScene, picture=pictures, line=maybe(texts()), **common),
        st.builds(m.FigureScene, figure=figures(sources), **common),
        st.builds(m.PanelScene, panel=st.just(panel), **common),
    )


@st.composite
def packs(draw: st.DrawFn) -> m.Pack:
    """A sound pack: a panel or two and a gallery, in the order in which a loader has them."""
    names = draw(st.lists(ids, min_size=2, max_size=3, unique=True))
    gallery, *panels = names
    sources = tuple(draw(st.lists(ids, max_size=2, unique=True)))
    tiles = tuple(draw(st.permutations(names)))

    def panel(name: str) -> m.Panel:
        pages = draw(st.lists(ids, min_size=1, max_size=2, unique=True))
        block = blocks(name, pages[0], gallery, sources)
        made = st.builds(
            m.Page,
            id=st.sampled_from(pages),
            title=texts(),
            picture=maybe(pictures),
            layout=st.sampled_from(["half", "third"]),
            blocks=some(block, 1, 3),
            cites=citations(sources),
        )
        return m.Panel(
            id=name,
            title=draw(texts()),
            teaser=draw(maybe(texts())),
            icon=draw(maybe(icons)),
            accent=draw(st.sampled_from(["gold", "industry"])),
            cover=draw(maybe(pictures)),
            object=draw(maybe(pictures)),
            pages=tuple(draw(made).model_copy(update={"id": page}) for page in pages),
        )

    source = st.builds(
        m.Source,
        title=texts(),
        publisher=maybe(texts()),
        year=maybe(years),
        authors=some(texts(), 0),
        url=maybe(st.sampled_from(["https://example.org/a", "http://example.org"])),
        id=st.just("x"),
    )
    return m.Pack(
        format=1,
        id=draw(ids),
        version=draw(st.sampled_from(["1", "1.0.0", "2.10.1-rc.1"])),
        title=draw(texts()),
        languages=LANGUAGES,
        home=m.Home(
            headline=draw(texts()),
            lead=draw(maybe(texts())),
            emblem=draw(maybe(pictures)),
            opens=draw(maybe(st.sampled_from(panels))),
            tiles=tiles,
        ),
        attract=draw(some(scenes(names, panels[0], sources))),
        attract_order=draw(st.sampled_from(["order", "shuffle"])),
        strings=draw(st.dictionaries(st.sampled_from(["home", "back"]), texts())),
        sources=tuple(draw(source).model_copy(update={"id": name}) for name in sources),
        panels=tuple(panel(name) for name in tiles if name != gallery),
        galleries=(
            m.Gallery(
                id=gallery, title=draw(texts()), lead=draw(maybe(texts())), pictures=draw(some(gallery_pictures))
            ),
        ),
    )
