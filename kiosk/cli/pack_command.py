"""`kiosk pack`: staff commands for packs."""

from __future__ import annotations

import json as jsons
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import (
    build_command,
    convert_command,
    import_command,
    new_command,
    preview_command,
    store_commands,
    texts_command,
    withdraw_command,
)
from kiosk.cli.blocks_option import Blocks, use_blocks_of
from kiosk.content.messages import Message

if TYPE_CHECKING:
    from kiosk.content.messages import Catalogue
    from kiosk.content.screen_sizes import ScreenSize
    from kiosk.packs.pack_check import Examined

app = typer.Typer(name="pack", no_args_is_help=True, help="Check and manage content packs.")


@app.callback()
def pack() -> None:
    """Check and manage content packs."""


app.command("new", epilog='Example: kiosk pack new content/my-pack --title "Our hall"')(new_command.new)
app.command("import", epilog="Example: kiosk pack import pictures.xlsx --into content/my-pack --gallery places")(
    import_command.import_gallery
)
app.add_typer(texts_command.app, name="texts", epilog=texts_command.EXAMPLE)
app.command("convert", epilog=convert_command.EXAMPLE)(convert_command.convert_file)
app.command("schema", epilog="Example: kiosk pack schema --out content/my-pack/.schemas")(new_command.schema)
app.command("preview", epilog=preview_command.EXAMPLE)(preview_command.preview)
app.command("build", epilog="Example: kiosk pack build content/my-pack --out packs --sign hall.key")(
    build_command.build
)
app.command("keygen", epilog="Example: kiosk pack keygen hall")(build_command.keygen)
app.command("verify", epilog="Example: kiosk pack verify my-pack-1.0.0.kioskpack --key hall.pub")(build_command.verify)
app.command("install", epilog="Example: kiosk pack install my-pack-1.0.0.kioskpack")(store_commands.install)
app.command("list", epilog="Example: kiosk pack list")(store_commands.listing)
app.command("use", epilog="Example: kiosk pack use my-pack 1.0.0")(store_commands.use)
app.command("rollback", epilog="Example: kiosk pack rollback")(store_commands.rollback)
app.command("remove", epilog="Example: kiosk pack remove my-pack 0.9.0")(store_commands.remove)
app.command("withdraw", epilog=withdraw_command.EXAMPLE)(withdraw_command.withdraw)


@app.command("check", epilog="Example: kiosk pack check content/zhenjiang-new-area --strict")
def check_pack(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The pack's folder, the one with pack.yaml in it.")],
    json: Annotated[bool, typer.Option("--json", help="Print the problems as data.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Before publication: count warnings as errors.")] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Read the words only: open no media, and lay out no page.")
    ] = False,
    device: Annotated[
        list[str] | None,
        typer.Option(metavar="SCREEN", help="Lay the pages out for this screen, as 24in or 86in-4k; may be repeated."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="List each warning, also of a kind with many.")] = False,
    parts: Annotated[bool, typer.Option("--parts", help="Print into how many parts each page breaks.")] = False,
    blocks: Blocks = None,
    language: Annotated[str, typer.Option(metavar="L", help="Tell it in this language: zh or en.")] = "",
) -> None:
    """Print every problem of a pack. Exit code: 0 without errors, 1 with errors, 2 for wrong usage."""
    options = {"json": json, "strict": strict, "quick": quick, "parts": parts, "everything": everything}
    raise typer.Exit(check(directory, **options, language=language, devices=device or (), blocks=blocks))


def check(
    directory: Path,
    json: bool = False,
    strict: bool = False,
    quick: bool = False,
    language: str = "",
    devices: Sequence[str] = (),
    parts: bool = False,
    everything: bool = False,
    blocks: Path | None = None,
) -> int:
    """Check the pack in a folder, print its problems, and return the exit code: 0, 1 or 2.

    Unless `quick`, its media are opened as the kiosk would open them, and its pages laid out for the screens of these
    `devices`, or else for 55 inches in both orientations; the results are cached for the kiosk. The language is that
    of the environment if none is given. The hall's own blocks are those in the folder `blocks`, else of device.yaml.
    """
    from kiosk.cli.console import StaffConsole

    console = StaffConsole(language)
    if not directory.is_dir():
        console.warn(no_folder(directory))
        return 2
    directory = console.pack_folder(directory)
    use_blocks_of(console, blocks)
    translations = console.translations
    screens = _screens(devices)
    found = _examine(directory, quick, screens)
    if json:
        problems = [problem.translated(translations).as_dict() for problem in found.problems]
        languages = [part.as_dict() for part in found.coverage]
        data = {"pack": found.name, "version": found.version, "problems": problems, "languages": languages}
        if parts:
            data["pages"] = [page.as_dict() for page in found.pages]
        typer.echo(jsons.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print_report(directory, found, translations, parts=parts, everything=everything, quick=quick)
    bad = ("error", "warning") if strict else ("error",)
    return int(any(problem.severity in bad for problem in found.problems))


def no_folder(given: Path) -> Message:
    """Return the message for a path that is not a pack's folder."""
    from kiosk.content.archive.archive_format import SUFFIX

    if given.name.lower().endswith((SUFFIX, ".zip")) and given.is_file():
        return Message("{file} is a file: `kiosk pack verify` and `kiosk pack install` take archives", file=given)
    if given.exists():
        return Message("{folder} is not a folder; give the one that has pack.yaml in it", folder=given)
    return Message("{folder} does not exist; give the folder that has pack.yaml in it", folder=given)


def _screens(devices: Sequence[str]) -> list[ScreenSize]:
    from kiosk.content.screen_sizes import EXAMPLES, read_screen_size
    from kiosk.packs.page_break_cache import SCREENS

    screens: list[ScreenSize] = []
    for device in devices:
        screen = read_screen_size(device)
        if screen is None:
            message = f'"{device}" is not a screen; write inches and its orientation: {", ".join(EXAMPLES)}'
            raise typer.BadParameter(message, param_hint="--device")
        screens.append(screen)
    return list(dict.fromkeys(screens or SCREENS))


def _examine(directory: Path, quick: bool, screens: Sequence[ScreenSize]) -> Examined:
    from rich.console import Console
    from rich.progress import Progress

    from kiosk import paths
    from kiosk.packs.pack_check import Screens, examine

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("opening the media", total=None)

        def laid_out(done: float, total: int) -> None:
            progress.update(task, description="laying out the pages", completed=done, total=total)

        return examine(
            directory,
            paths.cache(),
            quick=quick,
            report=lambda done, total: progress.update(task, completed=done, total=total),
            screens=Screens(screens, laid_out),
        )


def _print_report(
    directory: Path, found: Examined, translations: Catalogue, *, parts: bool, everything: bool, quick: bool
) -> None:
    from kiosk.cli.diagnostics_printer import DiagnosticsPrinter
    from kiosk.content.diagnostics import summary

    teller = DiagnosticsPrinter(directory, translations)
    counted = teller.report(found.problems, everything=everything)
    if any(part.missing(language) for part in found.coverage for language in part.written):
        teller.table(found.coverage)
    if parts:
        teller.parts(found.pages)
    if found.problems:
        grave = any(problem.severity == "error" for problem in found.problems)
        if grave and not quick:
            teller.line(Message("how the pages break into parts is reported once there are no errors"))
        total = summary(found.problems)
        total = Message("{problems}; --all lists each", problems=total) if counted else total
        teller.line(total, "bold red" if grave else "bold yellow")
    else:
        teller.line(Message("{pack}: no problems", pack=f"{found.name} {found.version}"), "bold green")
