"""Registry of the hall's own blocks: their code is run here, and their kinds join those of the program.

A process has one set of kinds, since the model of a page is one class. What a source holds was read and checked before
(kiosk/device/block_folder.py); a block that is wrong is refused with its place, and changes nothing.
"""

from __future__ import annotations

import json
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import ModuleType
from typing import Any

from kiosk.content.block_source import BlockSource, class_name
from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.issues import quoted
from kiosk.content.messages import Message
from kiosk.content.model.base import HALL
from kiosk.content.model.block_base import BaseBlock, LayoutTraits
from kiosk.content.model.blocks import BLOCKS
from kiosk.content.model.pack_model import Pack
from kiosk.content.model.panel import Page, Panel
from kiosk.content.yaml.full_width_keys import forget_keys

FAULTY = "faulty"
MOST_WORDS = 160
_registered: dict[str, BlockSource] = {}


class BlockError(Exception):
    """A block of the hall did something that no block may do; the message is for its developer."""

    def __init__(self, kind: str, message: Message) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


def register(sources: Iterable[BlockSource]) -> dict[str, Diagnostic]:
    """Add the kinds of these sources; return why some are refused, by kind."""
    refused = {}
    for source in sources:
        try:
            _add(source)
        except BlockError as error:
            refused[source.kind] = _class_problem(source, error.message)
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever somebody else's code raises
            refused[source.kind] = _blame(source, error, Message("this block cannot be read: {why}", why=_words(error)))
    return refused


def forget() -> None:
    """Remove all kinds of the hall, as before the first `register`."""
    for kind in _registered:
        del BLOCKS[kind]
        sys.modules.pop(f"{HALL}.{kind}", None)
    if _registered:
        _registered.clear()
        _rebuild()


def fault_of(error: BaseException) -> Diagnostic | None:
    """Return the problem where code of the hall's block raised an exception; None if the program's own did."""
    if isinstance(error, BlockError):
        return _class_problem(_registered[error.kind], error.message)
    files = {str(source.folder / source.module): source for source in _registered.values()}
    source = next((files[file] for file, _ in _frames(error) if file in files), None)
    return _blame(source, error, Message("this block fails: {why}", why=_words(error))) if source else None


def require_plain(kind: str, traits: Any, view: Any) -> None:
    """Raise BlockError if what a block gives its QML file is not plain data, which a compiled pack can keep."""
    if not isinstance(traits, LayoutTraits):
        raise BlockError(
            kind, Message("layout_traits must return LayoutTraits, not {what}", what=type(traits).__name__)
        )
    if not isinstance(view, dict):
        raise BlockError(kind, Message("view_data must return a map, not {what}", what=type(view).__name__))
    try:
        json.dumps(view)
    except (TypeError, ValueError, RecursionError) as error:
        message = Message("view_data must return maps, lists, words and numbers: {why}", why=error)
        raise BlockError(kind, message) from error


def _add(source: BlockSource) -> None:
    kind, module = source.kind, _run(source)
    try:
        BLOCKS[kind] = _sound(source, module)
        _rebuild()
    except BaseException:
        del sys.modules[module.__name__]
        if BLOCKS.pop(kind, None) is not None:
            _rebuild()
        raise
    _registered[kind] = source


def _run(source: BlockSource) -> ModuleType:
    """Run a block's file; nothing is looked for beside it, and no bytecode is written."""
    module = ModuleType(f"{HALL}.{source.kind}")
    module.__package__ = ""
    module.__file__ = str(source.folder / source.module)
    sys.modules[module.__name__] = module  # annotations are resolved there
    try:
        code = compile(source.files[source.module], module.__file__, "exec", dont_inherit=True)
        exec(code, module.__dict__)  # noqa: S102  only the administrator can have put it there
    except BaseException:
        del sys.modules[module.__name__]
        raise
    return module


def _sound(source: BlockSource, module: ModuleType) -> type[BaseBlock]:
    """Return the block's class. Raises BlockError if it is not a whole block."""
    kind, name = source.kind, class_name(source.kind)
    block = getattr(module, name, None)
    if not (isinstance(block, type) and issubclass(block, BaseBlock)) or block is BaseBlock:
        raise BlockError(kind, Message("it has no class {name}, made from BaseBlock", name=name))
    if block.kind != kind:
        raise BlockError(kind, Message("`kind` of {name} must be {kind}", name=name, kind=quoted(kind)))
    if block.wrapper != kind and (block.wrapper or kind not in block.keys()):  # noqa: SIM118  a method
        raise BlockError(kind, Message("`wrapper` of {name} must be {kind}", name=name, kind=quoted(kind)))
    if block.noun != f"{kind} block":
        noun = quoted(f"{kind} block")
        raise BlockError(kind, Message("`noun` of {name} must be {noun}", name=name, noun=noun))
    if block.view_data is BaseBlock.view_data:
        raise BlockError(kind, Message("{name} has no view_data", name=name))
    if not isinstance(block.traits, LayoutTraits):
        raise BlockError(kind, Message("`traits` of {name} must be LayoutTraits", name=name))
    if block.traits.in_pieces and source.qml("Pieces") not in source.files:
        raise BlockError(kind, Message("its traits say in_pieces, and {file} is missing", file=source.qml("Pieces")))
    if kind in Page.keys() or any(other.tag() == block.tag() for other in BLOCKS.values()):  # noqa: SIM118
        raise BlockError(kind, Message("{kind} is a word of the format already", kind=quoted(kind)))
    return block


def _rebuild() -> None:
    for model in (Page, Panel, Pack):
        model.model_rebuild(force=True)
    forget_keys()


def _class_problem(source: BlockSource, message: Message) -> Diagnostic:
    return _problem(source, _line_of(source, f"class {class_name(source.kind)}"), message)


def _blame(source: BlockSource, error: BaseException, message: Message) -> Diagnostic:
    """Return a problem at the line of the block's file where an exception came from."""
    file = str(source.folder / source.module)
    lines = [line for name, line in _frames(error) if name == file]
    if isinstance(error, SyntaxError) and error.filename == file:
        lines.append(error.lineno or 0)
    if not lines:  # pydantic reads annotations later, and knows the unknown name alone
        name = getattr(error, "name", None)
        lines = [_line_of(source, str(name)) if name else 0, _line_of(source, f"class {class_name(source.kind)}")]
        lines = [next(filter(None, lines), 0)]
    return _problem(source, lines[-1], message)


def _problem(source: BlockSource, line: int, message: Message) -> Diagnostic:
    lines = _lines(source)
    column = len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1 if 0 < line <= len(lines) else 0
    location = SourceLocation(str(source.folder / source.module), line if column else 0, column)
    return Diagnostic(location, message, "a block as `kiosk help blocks` describes", _fix(), kind=FAULTY)


def _line_of(source: BlockSource, words: str) -> int:
    """Return the first line of the block's file that has these words; 0 if none has."""
    wanted = re.compile(rf"\b{re.escape(words)}\b")
    return next((number for number, line in enumerate(_lines(source), 1) if wanted.search(line)), 0)


def _lines(source: BlockSource) -> list[str]:
    return source.files[source.module].decode("utf-8", "replace").splitlines()


def _fix() -> Message:
    return Message("fix the file, and start the program again; or move the block's folder away")


def _frames(error: BaseException) -> Iterator[tuple[str, int]]:
    """Yield the file and the line of each call that led to an exception, and to its causes."""
    cause: BaseException | None = error
    while cause is not None:
        for frame, line in traceback.walk_tb(cause.__traceback__):
            yield frame.f_code.co_filename, line
        cause = cause.__cause__ or cause.__context__


def _words(error: BaseException) -> str:
    """Return the name of an exception and the beginning of its message."""
    text = ""
    with suppress(Exception):
        text = str(error.msg if isinstance(error, SyntaxError) else error).strip().partition("\n")[0][:MOST_WORDS]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
