"""Rows of packs for the operator menu: installed packs, and archives on a stick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from kiosk.device.message_catalog import Phrases
from kiosk.device.usb_sticks import Foreign
from kiosk.packs.store.index import BUILT_IN, Installed, StoreIndex
from kiosk.packs.store.left_out import LeftOut
from kiosk.packs.store.stored_warnings import Remarks
from kiosk.packs.store.versions import version_of

Row = dict[str, object]
"""`key` by which it is chosen, `title`, `line`; `live`, `grave` where it cannot be taken."""

MOST_NAMES = 4
KINDS = ("new", "changed", "gone")


def installed_rows(store_index: StoreIndex, language: str, phrases: Phrases) -> list[Row]:
    """Return a row for each pack of the store, the live one first, and for the built-in one."""
    known = {pack.install_path: pack for pack in store_index.packs}
    ordered = [place for place in (store_index.live, *store_index.before) if place in known]
    rest = [pack for pack in reversed(store_index.packs) if pack.install_path not in ordered]
    packs = [*(known[place] for place in ordered), *rest]
    rows = [
        _row(
            pack.install_path,
            called(pack, language, store_index),
            _line(store_index, pack, phrases),
            live=pack.install_path == store_index.live,
        )
        for pack in packs
    ]
    state = phrases["pack-live" if store_index.live == BUILT_IN else "pack-ships"]
    return [*rows, _row(BUILT_IN, phrases["pack-built-in"], state, live=store_index.live == BUILT_IN)]


def archive_row(archive: Mapping[str, Any], language: str, phrases: Phrases) -> Row:
    """Return a row for an archive on a stick, from the USB scanner's line."""
    name = str(archive["file"]).replace("\\", "/").rpartition("/")[2]
    if "fault" in archive:
        return _row(str(archive["file"]), name, archive["fault"].get(language, ""), grave=True)
    title = archive["title"].get(language) or next(iter(archive["title"].values()), name)
    size = phrases.say("pack-size", size=f"{archive['size'] / 1e6:.1f}")
    facts = [languages_of(archive["languages"], phrases), size, signature_of(archive["signed"], phrases)]
    differs, withdrawn = archive["difference"], archive["withdrawn"]
    lines = [phrases["dot"].join(facts)]
    lines += [difference_line(differs, phrases)] if differs else []
    lines += [phrases.say("stick-withdrawn", files=_few(withdrawn, phrases))] if withdrawn else []
    return _row(str(archive["file"]), f"{title}  {archive['version']}", "\n".join(lines))


def foreign_row(stick: Foreign, phrases: Phrases) -> Row:
    """Return a row for a stick whose file system this device does not read, or cannot open."""
    if not stick.system:
        return _row("", stick.name, phrases["stick-damaged"], grave=True)
    return _row("", stick.name, phrases.say("stick-foreign", system=stick.system), grave=True)


class Chosen(NamedTuple):
    """The pack selected by the operator: its `place`, how it `differs` from the one on the screen, its `remarks`.

    `left_out`: parts of it that are not shown, since they are withdrawn on this device, or perhaps should be.
    """

    place: str
    differs: Mapping[str, Any] | None = None
    remarks: Remarks | None = None
    left_out: LeftOut = LeftOut()


def chosen(store_index: StoreIndex, wanted: Chosen, language: str, phrases: Phrases) -> dict[str, object]:
    """Return one pack's details: its `title` and `facts`, whether it is `live`, and `fixed` for the built-in one."""
    pack, live = store_index.at(wanted.place), store_index.live == wanted.place
    if pack is None:
        return {"title": phrases["pack-built-in"], "facts": [], "live": live, "fixed": True}
    when = _dated(store_index, pack, phrases)
    title = called(pack, language, store_index)
    return {"title": title, "facts": facts_of(pack, when, wanted, phrases), "live": live, "fixed": False}


def facts_of(pack: Installed, when: str, wanted: Chosen, phrases: Phrases) -> list[dict[str, object]]:
    """Return the facts of a pack that was installed at `when`, line by line.

    `wanted.differs`: from the one on the screen; None while unknown, empty where it cannot be determined.
    """
    differs, remarks = wanted.differs, wanted.remarks
    difference = (
        difference_line(differs, phrases) if differs else phrases["diff-wait" if differs is None else "unknown"]
    )
    lines = [
        ("fact-differs", difference),
        ("fact-id", f"{pack.id}  {pack.version}"),
        ("fact-languages", languages_of(pack.languages, phrases)),
        ("fact-signed", signature_of(pack.signed, phrases)),
        ("fact-installed", when),
    ]
    lines += [("fact-remarks", _remarks_line(remarks, phrases))] if remarks is not None else []
    hidden = {"fact-left-out": wanted.left_out.gone, "fact-namesakes": wanted.left_out.namesakes}
    lines += [(key, _few(names, phrases)) for key, names in hidden.items() if names]
    grave = {*hidden}
    grave |= {"fact-differs"} if differs and differs["order"] < 0 else set()
    grave |= {"fact-remarks"} if remarks is not None and remarks.missing else set()
    return [{"label": phrases[key], "value": value, "grave": key in grave} for key, value in lines]


def _few(names: Sequence[str], phrases: Phrases) -> str:
    return phrases["comma"].join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")


def _remarks_line(remarks: Remarks, phrases: Phrases) -> str:
    counts = [phrases.say("remarks-count", count=remarks.warnings)] if remarks.warnings else []
    counts += [phrases.say("remarks-missing", counts=remarks.languages)] if remarks.missing else []
    return phrases["semicolon"].join(counts) or phrases["remarks-none"]


def difference_line(differs: Mapping[str, Any], phrases: Phrases) -> str:
    """Return in one line how a pack differs from the one on the screen."""
    if differs["other"]:
        return phrases["diff-other"]
    changes = [
        phrases.say(f"diff-{kind}", things=phrases["comma"].join(_counts(differs[kind], phrases)))
        for kind in KINDS
        if differs[kind]
    ]
    older = [phrases["diff-older"]] if differs["order"] < 0 else []
    older += [phrases["diff-unraised"]] if changes and differs["order"] == 0 else []
    return phrases["semicolon"].join([*older, *changes]) or phrases["diff-same"]


def called(pack: Installed, language: str, store_index: StoreIndex) -> str:
    """Return the name of an installed pack, as the operator menu shows it."""
    return f"{pack.titles.get(language) or pack.title or pack.id}  {version_of(pack, store_index)}"


def languages_of(languages: Sequence[str], phrases: Phrases) -> str:
    """Return the languages by their own names."""
    return phrases["comma"].join(phrases.get(f"language-{language}", language) for language in languages)


def signature_of(signed: str, phrases: Phrases) -> str:
    """Return the signer of a pack."""
    return phrases.say("pack-signed", key=signed) if signed else phrases["pack-unsigned"]


def _counts(counts: Mapping[str, int], phrases: Phrases) -> list[str]:
    return [phrases.say(f"part-{part}", count=count) for part, count in counts.items()]


def _line(store_index: StoreIndex, pack: Installed, phrases: Phrases) -> str:
    if pack.install_path == store_index.live:
        state = phrases["pack-live"]
    elif pack.install_path in store_index.before:
        number = store_index.before.index(pack.install_path) + 1
        state = phrases["pack-last"] if number == 1 else phrases.say("pack-before", number=number)
    else:
        state = phrases["pack-aside"]
    facts = [
        state,
        languages_of(pack.languages, phrases),
        phrases.say("pack-when", when=_dated(store_index, pack, phrases)),
    ]
    return phrases["dot"].join([*facts, signature_of(pack.signed, phrases)])


def _row(key: str, title: str, line: str, *, live: bool = False, grave: bool = False) -> Row:
    return {"key": key, "title": title, "line": line, "live": live, "grave": grave}


def _dated(store_index: StoreIndex, pack: Installed, phrases: Phrases) -> str:
    when = f"{datetime.fromisoformat(pack.when).astimezone():%Y-%m-%d %H:%M}"
    return phrases.say("when-in-doubt", when=when) if pack.install_path in store_index.in_doubt else when
