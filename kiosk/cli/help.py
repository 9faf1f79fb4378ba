"""`--help`, and messages about a wrong command line, in the staff's language."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import typer

from kiosk.cli.help_words import paragraphs, say, translate
from kiosk.content.messages import Catalogue, fill
from kiosk.device.message_catalog import catalogue


def commands_of(command: Any) -> Iterator[Any]:
    """Yield a typer command and all commands below it."""
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from commands_of(below)


def hide_types(command: Any) -> None:
    """Hide Python types in the help: an argument's name says what to write, and flags take no value."""
    for each in commands_of(command):
        own = each.get_help_option(typer.Context(each))
        for parameter in [*each.params, *([own] if own is not None else [])]:
            if getattr(parameter, "is_flag", parameter.param_type_name == "argument"):
                parameter.display_type_rich = lambda ctx: None  # noqa: ARG005  the name is typer's


def run_in(language: str, command: Any, argv: list[str]) -> int:
    """Run a typer command line in a language other than English, and return its exit code."""
    translations = catalogue(language)
    _localize(command, translations)
    try:
        code = command.main(argv, prog_name="kiosk", standalone_mode=False)
    except typer.Abort:
        print(say("Aborted.", translations), file=sys.stderr)
        return 1
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return _tell(error, translations)
    return code if isinstance(code, int) else 0


def _tell(error: Any, translations: Catalogue) -> int:
    context = error.ctx
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message())
        return int(error.exit_code)
    if context is not None:
        print(context.get_usage(), file=sys.stderr)
        command = f"`{context.command_path} --help`"
        print(fill(say("Try {command} for help.", translations), {"command": command}), file=sys.stderr)
    message = translate(error.format_message(), translations)
    print(fill(say("Error: {message}", translations), {"message": message}), file=sys.stderr)
    return int(error.exit_code)


def _localize(command: Any, translations: Catalogue) -> None:
    """Replace the English words by a language's, in all commands and in typer's headings."""
    from typer import rich_utils

    rich_utils.OPTIONS_PANEL_TITLE = say("Options", translations)
    rich_utils.ARGUMENTS_PANEL_TITLE = say("Arguments", translations)
    rich_utils.COMMANDS_PANEL_TITLE = say("Commands", translations)
    rich_utils.REQUIRED_LONG_STRING = say("[required]", translations)
    rich_utils.DEFAULT_STRING = say("[default: {}]", translations)
    for each in commands_of(command):
        each.help = _text(each.help, translations)
        each.epilog = _text(each.epilog, translations)
        own = each.get_help_option(typer.Context(each))
        for parameter in [*each.params, *([own] if own is not None else [])]:
            if getattr(parameter, "help", None):
                parameter.help = _text(parameter.help, translations)
        each.get_usage = _usage(each.get_usage, translations)


def _text(text: str | None, translations: Catalogue) -> str | None:
    return "\n\n".join(translate(part, translations) for part in paragraphs(text)) if text else text


def _usage(usual: Any, translations: Catalogue) -> Any:
    def usage(context: Any) -> str:
        shown = str(usual(context)).replace("Usage: ", say("Usage: ", translations), 1)
        for part in ("[OPTIONS]", "COMMAND [ARGS]..."):
            shown = shown.replace(part, say(part, translations))
        return shown

    return usage
