"""Compiler of the catalogues of messages: resources/locale/LANGUAGE.po → LANGUAGE.mo, which the program reads.

`make setup` and the build of the wheel run it. `make catalogue INTO=de` has it write the .po of a language first, with
every message, to be filled in; `INTO=visitors/it` with the words of visitors' screens alone. In one that is there, what
is translated stays, what is new is added, and what is no message any more goes.
"""

from __future__ import annotations

import hashlib
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "locale"
VISITORS = FOLDER / "visitors"
COMPLETE = FOLDER / "zh.po"
"""The catalogue that has every message; tests hold it to that."""
SOURCE = ("source", "sha256")  # the same as in kiosk/device/message_catalog.py
_OF_VISITORS = "interface/"  # how the context of their words begins
_PLACE = re.compile(r"\{[a-z_]*\}")


def read_catalogue(file: Path) -> Catalog:
    """Return a .po. Raises PoFileError for a line that belongs in none."""
    return read_po(io.BytesIO(file.read_bytes()), locale=file.stem, abort_invalid=True)


def faults(catalog: Catalog) -> Iterator[str]:
    """Yield what is wrong in translations: another number of plural forms, or of placeholders, than there must be."""
    for message in catalog:
        forms = _forms(message.string)
        if not message.id or not any(forms):
            continue
        english = _forms(message.id)
        if message.pluralizable and (not all(forms) or len(forms) != catalog.num_plurals):
            yield f"line {message.lineno}: {english[-1]!r} needs {catalog.num_plurals} plural forms"
        for form in filter(None, forms):
            # Where the English says "one" in place of the number, so may others, but not in their form for many.
            may = [set(_PLACE.findall(each)) for each in (english[-1:] if form == forms[-1] else english)]
            if set(_PLACE.findall(form)) not in may:
                yield f"line {message.lineno}: {form!r} must have the placeholders of {english[-1]!r}"


def compile_catalogue(file: Path) -> Path:
    """Write the .mo beside a .po, with the digest of its source. Raises ValueError for a catalogue with faults."""
    catalog = read_catalogue(file)
    if found := list(faults(catalog)):
        raise ValueError("\n".join(f"{file.name}: {fault}" for fault in found))
    context, name = SOURCE
    catalog.add(name, hashlib.sha256(file.read_bytes()).hexdigest(), context=context)
    # The time of compiling would make the same messages another file each time.
    catalog.creation_date = datetime.fromtimestamp(0, UTC)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    target = file.with_suffix(".mo")
    target.write_bytes(compiled.getvalue())
    return target


def update_catalogue(file: Path, complete: Path = COMPLETE) -> None:
    """Write a .po with every message, in the order of the complete one; what it has translated stays.

    One for visitors has their words alone.
    """
    template = Catalog()
    for each in read_catalogue(complete):
        if each.id and (file.parent.name != VISITORS.name or (each.context or "").startswith(_OF_VISITORS)):
            template[each.id] = Message(each.id, user_comments=each.user_comments, context=each.context)
    catalog = read_catalogue(file) if file.exists() else Catalog(locale=file.stem, project="Yi Kiosk", fuzzy=False)
    catalog.update(template, no_fuzzy_matching=True)
    with file.open("wb") as opened:
        write_po(opened, catalog, width=0, ignore_obsolete=True)


def _forms(text: object) -> list[str]:
    return [str(form or "") for form in text] if isinstance(text, (tuple, list)) else [str(text or "")]


if __name__ == "__main__":
    for language in sys.argv[1:]:
        update_catalogue(FOLDER / f"{language}.po")
    for source in sorted((*FOLDER.glob("*.po"), *VISITORS.glob("*.po"))):
        print(compile_catalogue(source).relative_to(FOLDER.parents[1]))
