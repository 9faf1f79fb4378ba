"""`kiosk pack install`, `list`, `use`, `rollback` and `remove`: the packs on this device."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.blocks_option import use_blocks_of
from kiosk.cli.console import Language, StaffConsole
from kiosk.content.messages import Message

if TYPE_CHECKING:
    from kiosk.packs.store.index import Installed, StoreIndex
    from kiosk.packs.store.installer import Installer

Folder = Annotated[Path | None, typer.Option("--store", metavar="DIR", help="Another store than this device's.")]
Name = Annotated[str, typer.Argument(metavar="ID", help="The pack's id.")]
Version = Annotated[
    str,
    typer.Argument(metavar="[VERSION]", help="Its version, as `kiosk pack list` has it; else the one installed last."),
]
NEXT = Message("a running kiosk takes it when nobody is in front of it")


def install(
    source: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="An archive (.kioskpack), or a pack's folder.")],
    store: Folder = None,
    keep: Annotated[int | None, typer.Option(metavar="N", min=1, max=50, help="How many packs before it stay.")] = None,
    aside: Annotated[
        bool, typer.Option("--aside", help="Leave the live pack live; `kiosk pack use` takes this one.")
    ] = False,
    language: Language = "",
) -> None:
    """Check a pack, copy it onto this device and make it live. A wrong pack changes nothing."""
    with refusing(language, source) as console:
        from kiosk import paths
        from kiosk.packs.compiled_cache import CompiledCache
        from kiosk.packs.product_assets import load_assets
        from kiosk.packs.store.left_out import left_out_of
        from kiosk.packs.store.signing_keys import trusted_in
        from kiosk.packs.store.stored_warnings import read_remarks
        from kiosk.packs.store.versions import called, remarks_on

        source = console.pack_folder(source) if source.is_dir() else source
        here = open_installer(console, store, keep)
        before = here.store_index()
        assets = load_assets(paths.resources(), CompiledCache(paths.cache() / "compiled"))
        with console.stages() as report:
            pack = here.install(source, assets, trusted_in(paths.trusted_keys()), report, aside=aside)
        for remark in remarks_on(pack, before, live=not aside):
            console.warn(remark)
        if (kept := read_remarks(here.folder / pack.install_path)) is not None:
            for message in kept.messages():
                console.warn(message)
        for message in (
            *_left_behind(source, here.folder / pack.install_path),
            *left_out_of(here.pack_folder(pack)).messages(),
        ):
            console.warn(message)
        name = called(pack, here.store_index())
        if aside:
            console.say(Message("{pack} is installed; `kiosk pack use` makes it live", pack=name), "bold green")
            return
        console.say(Message("{pack} is installed and live", pack=name), "bold green")
        console.say(NEXT)


def _left_behind(source: Path, place: Path) -> Iterator[Message]:
    """Yield the message about the files of a pack's folder that were not installed; an archive has none."""
    from kiosk.packs.store.pack_files import left_behind, survey
    from kiosk.packs.store.removed_files import installed_manifest

    manifest = installed_manifest(place)
    with suppress(OSError):  # the folder may lie on a stick that was pulled out meanwhile
        if source.is_dir() and manifest is not None:
            yield from left_behind(set(survey(source)[0]) - manifest.files.keys())


def listing(store: Folder = None, language: Language = "") -> None:
    """List the packs of this device: which is live, and which stood before it."""
    with refusing(language) as console:
        from kiosk.packs.store.index import newer
        from kiosk.packs.store.probation import read_incidents

        here = open_installer(console, store)
        store_index = here.store_index()
        for pack in reversed(store_index.packs):
            console.say(_line(store_index, pack), "bold" if pack.install_path == store_index.live else "")
        if not store_index.live:
            console.say(Message("the built-in pack is live"), "bold")
        if store_index.is_newer:
            console.warn(newer(here.folder))
        for incident in read_incidents(here.folder)[-3:]:
            console.warn(Message("{when}: {what}", when=_local(incident.when), what=incident.message()))
        for message in _lost(here.folder):
            console.alarm(message)


def _lost(store: Path) -> list[Message]:
    """Messages for staff about lost folders of this device, and a lost list of withdrawals."""
    from kiosk import paths
    from kiosk.system.data_folders import lost_folders

    return [*lost_folders((paths.withdrawn().parent, store)), *_list_troubles()]


def _list_troubles() -> list[Message]:
    """Messages for staff about the list of withdrawals; if it cannot be read, nothing is shown."""
    from kiosk.device.withdrawal_list import UnreadableListError, list_trouble, read_withdrawals

    try:
        read_withdrawals()
    except UnreadableListError as error:
        return [error.message]
    incident = list_trouble()
    return [] if incident is None else [incident]


def use(name: Name, version: Version = "", store: Folder = None, language: Language = "") -> None:
    """Make an installed pack live."""
    with refusing(language) as console:
        from kiosk.packs.store.versions import called, older

        here = open_installer(console, store)
        before = here.store_index()
        pack = here.use(name, version)
        for remark in older(pack, before):
            console.warn(remark)
        console.say(Message("{pack} is live", pack=called(pack, before)), "bold green")
        _tell_next(console)


def rollback(store: Folder = None, language: Language = "") -> None:
    """Go back to the pack that was live before."""
    with refusing(language) as console:
        from kiosk.packs.store.versions import called

        here = open_installer(console, store)
        pack = here.rollback()
        live = (
            Message("{pack} is live", pack=called(pack, here.store_index()))
            if pack
            else Message("the built-in pack is live")
        )
        console.say(live, "bold green")
        _tell_next(console)


def _tell_next(console: StaffConsole) -> None:
    """Print when a live pack appears, or that nothing does until the list of withdrawals is fixed."""
    incidents = _list_troubles()
    for message in incidents:
        console.alarm(message)
    if not incidents:
        console.say(NEXT)


def remove(name: Name, version: Version = "", store: Folder = None, language: Language = "") -> None:
    """Remove a version of a pack, or all of them, from this device; never what is on the screen."""
    with refusing(language) as console:
        from kiosk.packs.store.versions import called

        here = open_installer(console, store)
        before = here.store_index()
        for pack in here.remove(name, version):
            console.say(Message("{pack} is removed", pack=called(pack, before)))


def open_installer(console: StaffConsole, folder: Path | None, keep: int | None = None) -> Installer:
    """Return the installer for this device's store, or another one; report problems of device.yaml."""
    from kiosk import paths
    from kiosk.device.settings import find_settings
    from kiosk.packs.store.installer import Installer

    settings = find_settings(None, paths.config_candidates(), paths.kept_settings())
    if settings.file is not None:
        console.problems(settings.problems, settings.file.parent)
    use_blocks_of(console, settings.blocks)
    return Installer(folder or settings.store or paths.store(), keep or settings.keep)


@contextmanager
def refusing(language: str, folder: Path = Path()) -> Iterator[StaffConsole]:
    """Yield the console for staff; a refusal is printed and ends the command with exit code 1."""
    from kiosk.device.errors import RefusedError

    console = StaffConsole(language)
    try:
        yield console
    except RefusedError as refused:
        console.refuse(refused, folder)
        raise typer.Exit(1) from None


def _line(store_index: StoreIndex, pack: Installed) -> Message:
    from kiosk.analytics.journal.clock_doubt import dated
    from kiosk.packs.store.versions import called

    if pack.install_path == store_index.live:
        state = Message("live")
    elif pack.install_path in store_index.before:
        state = Message("{number} before", number=store_index.before.index(pack.install_path) + 1)
    else:
        state = Message("installed")
    return Message(
        "{pack}  {title}  {languages}  {when}  {signed}  {state}",
        pack=called(pack, store_index),
        title=pack.title,
        languages=", ".join(pack.languages),
        when=dated(_local(pack.when), doubtful=pack.install_path in store_index.in_doubt),
        signed=Message("signed with the key {key}", key=pack.signed) if pack.signed else Message("not signed"),
        state=state,
    )


def _local(when: str) -> str:
    return f"{datetime.fromisoformat(when).astimezone():%Y-%m-%d %H:%M}"
