"""`kiosk pack build`, `keygen` and `verify`: archives for devices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.blocks_option import Blocks, use_blocks_of
from kiosk.cli.console import Language, StaffConsole
from kiosk.content.messages import Message

if TYPE_CHECKING:
    from kiosk.content.archive.manifest import Manifest
    from kiosk.content.model import Pack
    from kiosk.packs.store.signing_keys import Verdict

HERE = Path()


def build(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The pack's folder, the one with pack.yaml in it.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the archive goes.")] = HERE,
    sign: Annotated[Path | None, typer.Option(metavar="KEY", help="Sign it with this private key.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Build nothing while there are warnings.")] = False,
    blocks: Blocks = None,
    language: Language = "",
) -> None:
    """Make one file of a pack, NAME-VERSION.kioskpack, to carry to devices. A pack with errors is not built."""
    from kiosk.device.errors import RefusedError

    console = StaffConsole(language)
    use_blocks_of(console, blocks)
    try:
        _build(console, directory, out, sign, strict=strict)
    except RefusedError as refused:
        console.refuse(refused, directory)
        raise typer.Exit(1) from None


def _build(console: StaffConsole, directory: Path, out: Path, sign: Path | None, *, strict: bool) -> None:
    from kiosk import paths
    from kiosk.content.loader import load_pack
    from kiosk.device.errors import RefusedError
    from kiosk.packs.hall_blocks import catalog_for
    from kiosk.packs.pack_check import examine
    from kiosk.packs.store.archive_builder import SUFFIX, draft
    from kiosk.packs.store.signing_keys import is_open_to_others, signing_with
    from kiosk.packs.store.stored_warnings import Remarks

    signer = signing_with(sign) if sign else None
    if sign and is_open_to_others(sign):
        console.warn(Message("{file} can be read by others on this machine: chmod 600 it", file=sign))
    if not directory.is_dir():
        raise RefusedError(Message("{folder} is not a folder; give the one that has pack.yaml in it", folder=directory))
    if out.suffix == SUFFIX and not out.is_dir():
        folder = out.parent
        message = Message(
            "--out takes the folder of the archive, which is named by the pack: --out {folder}", folder=folder
        )
        raise RefusedError(message)
    directory = console.pack_folder(directory)
    with console.progress(Message("opening the media")) as report:
        found = examine(directory, paths.cache(), report=report)
    errors = [problem for problem in found.problems if problem.severity == "error"]
    pack = load_pack(directory, catalog_for(directory)).pack
    if errors or pack is None:
        raise RefusedError(Message("the pack was not built"), errors)
    for message in Remarks.of(found.problems, found.coverage).messages():
        console.warn(message)
    if strict and found.problems:
        raise RefusedError(Message("the pack was not built: --strict takes no warnings"))
    _tell_of_files(console, directory, pack)
    archive = draft(directory, pack)
    remarks = list(_beside(archive.manifest, out))
    for remark in remarks:
        console.warn(remark)
    if strict and remarks:
        raise RefusedError(Message("the pack was not built: --strict takes no warnings"))
    with console.progress(Message("writing the archive")) as report:
        made = archive.write(out, signer, report)
    console.say(Message("{file}: {size} MB", file=made, size=f"{made.stat().st_size / 1e6:.1f}"), "bold green")


def _beside(manifest: Manifest, out: Path) -> Iterator[Message]:
    """Yield remarks on the same pack's other archives in the output folder."""
    from kiosk.device.errors import RefusedError
    from kiosk.packs.store.archive_builder import SUFFIX
    from kiosk.packs.store.verification import opened
    from kiosk.packs.store.versions import remarks_on_archive

    for file in sorted(out.glob(f"{manifest.id}-*{SUFFIX}")):
        with suppress(RefusedError), opened(file, None) as (archive, _):
            yield from remarks_on_archive(manifest, archive.manifest, file.name)


def _tell_of_files(console: StaffConsole, directory: Path, pack: Pack) -> None:
    """Report the files left out, and those in the archive although they are withdrawn on this machine."""
    from kiosk.device.withdrawal_list import UnreadableListError, read_withdrawals
    from kiosk.packs.store.left_out import left_out
    from kiosk.packs.store.pack_files import left_behind, survey, unnamed

    for message in left_behind(unnamed(pack, survey(directory)[0])):
        console.warn(message)
    try:
        withdrawals = read_withdrawals()
    except UnreadableListError as error:
        console.warn(error.message)
        return
    for each in left_out(directory, pack, withdrawals):
        console.warn(
            Message(
                "{file} is withdrawn on this machine, and goes into the archive all the same: where it is not "
                "withdrawn it is shown",
                file=each,
            )
        )


def keygen(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose key it is, such as the hall's name.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the two files go.")] = HERE,
    language: Language = "",
) -> None:
    """Make a key: NAME.key signs archives and stays secret, NAME.pub goes to the devices."""
    from kiosk import paths
    from kiosk.device.errors import RefusedError
    from kiosk.packs.store.signing_keys import make_keys

    console = StaffConsole(language)
    if not name or Path(name).name != name or name.startswith("."):
        raise typer.BadParameter(f'"{name}" is not a name for a file', param_hint="NAME")
    try:
        private, public = make_keys(name, out)
    except RefusedError as refused:
        console.refuse(refused)
        raise typer.Exit(1) from None
    console.say(Message("{file}: signs archives; keep it where nobody else can read it", file=private))
    folder = paths.trusted_keys()[-1]
    console.say(Message("{file}: copy it onto each device, into {folder}", file=public, folder=folder))


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An archive, NAME-VERSION.kioskpack.")],
    key: Annotated[
        list[Path] | None, typer.Option(metavar="PUB", help="Take it only if this public key signed it.")
    ] = None,
    language: Language = "",
) -> None:
    """Tell what is in an archive and who signed it, or what is wrong with it. Every byte is read."""
    from kiosk import paths
    from kiosk.device.errors import RefusedError
    from kiosk.packs.store.signing_keys import read_public, trusted_in
    from kiosk.packs.store.verification import verify as verify_archive

    console = StaffConsole(language)
    try:
        keys = [read_public(public) for public in key or ()]
        trusted = {one.key.keyid: one for one in keys} if key else trusted_in(paths.trusted_keys())
        with console.progress(Message("reading the archive")) as report:
            manifest, verdict = verify_archive(file, trusted, report)
    except RefusedError as refused:
        console.refuse(refused)
        raise typer.Exit(1) from None
    _tell(console, manifest, verdict)


def _tell(console: StaffConsole, manifest: Manifest, verdict: Verdict) -> None:
    title = manifest.title.get(manifest.languages[0], "")
    console.say(Message("{id} {version}: {title}", id=manifest.id, version=manifest.version, title=title), "bold green")
    console.say(Message("languages: {languages}", languages=", ".join(manifest.languages)))
    size = f"{manifest.size / 1e6:.1f}"
    console.say(
        Message.plural(
            "{count} file, {size} MB, as it was when the archive was built",
            "{count} files, {size} MB, each as it was when the archive was built",
            count=len(manifest.files),
            size=size,
        )
    )
    signed = Message("signed with the key {key}", key=verdict.signed) if verdict.signed else Message("not signed")
    console.say(signed)
