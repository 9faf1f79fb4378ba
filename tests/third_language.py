"""A third language of the staff: German, in a small catalogue."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.device import message_catalog
from setup.catalogues import FOLDER, compile_catalogue

GERMAN = r"""
msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "\"{words}\""
msgstr "„{words}“"

msgid "{name} ({code})"
msgstr "{name} ({code})"

msgid "error"
msgstr "Fehler"

msgid "{field} {fault}"
msgstr "{field} {fault}"

msgid "is empty"
msgstr "ist leer"

msgid "fix:"
msgstr "Abhilfe:"

msgid "{problems} in {files}"
msgstr "{problems} in {files}"

msgid "{count} error"
msgid_plural "{count} errors"
msgstr[0] "{count} Fehler"
msgstr[1] "{count} Fehler"

msgid "{count} file"
msgid_plural "{count} files"
msgstr[0] "{count} Datei"
msgstr[1] "{count} Dateien"

msgctxt "field"
msgid "title"
msgstr "Titel"

msgctxt "help"
msgid "Usage: "
msgstr "Aufruf: "

msgctxt "help"
msgid "Check and manage content packs."
msgstr "Inhaltspakete prüfen und verwalten."

msgctxt "help"
msgid "Error: {message}"
msgstr "Fehler: {message}"

msgctxt "help"
msgid "No such command {name}."
msgstr "Es gibt keinen Befehl {name}."

msgctxt "operator/language"
msgid "English"
msgstr "Deutsch"

msgctxt "operator/leave"
msgid "Leave"
msgstr "Verlassen"

msgctxt "operator/part-panels"
msgid "{count} panel"
msgid_plural "{count} panels"
msgstr[0] "{count} Thema"
msgstr[1] "{count} Themen"

msgctxt "report/report"
msgid "Visitor report"
msgstr "Besuchsbericht"

msgctxt "report/beyond"
msgid "The journal holds {number} more visit, of another day."
msgid_plural "The journal holds {number} more visits, of other days."
msgstr[0] "Das Protokoll enthält {number} weiteren Besuch an einem anderen Tag."
msgstr[1] "Das Protokoll enthält {number} weitere Besuche an anderen Tagen."

msgctxt "interface/home"
msgid "Home"
msgstr "Start"

msgctxt "interface/pictures-count"
msgid "{count} picture"
msgid_plural "{count} pictures"
msgstr[0] "{count} Bild"
msgstr[1] "{count} Bilder"

msgctxt "codes/YK-101/cause"
msgid "A line begins with a tab. YAML takes only spaces there."
msgstr "Eine Zeile beginnt mit einem Tabulator. YAML nimmt dort nur Leerzeichen."
"""


def write_german(folder: Path) -> None:
    """Write a folder of catalogues: the Chinese one of the program, and the German one, compiled."""
    folder.mkdir()
    for file in FOLDER.glob("zh.*"):
        shutil.copyfile(file, folder / file.name)
    (folder / "de.po").write_text(GERMAN.lstrip(), "utf-8")
    compile_catalogue(folder / "de.po")


def read_from(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Have the program read its catalogues from a folder, until `forget` is called."""
    patch.setattr(paths, "locale", lambda: folder)
    forget()


def forget() -> None:
    """Have the program read its catalogues again."""
    message_catalog.catalogue.cache_clear()
    message_catalog.phrases.cache_clear()
