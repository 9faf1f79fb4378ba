"""Messages for staff: English words that keep their template, so that they can be translated.

A message is its own template: `Message("the id {id} is here twice", id=…)`. A catalogue (gettext) has the template of
another language for it, with the same placeholders; what has no entry there stays English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from gettext import NullTranslations
from typing import Any, Self
from unicodedata import bidirectional, category

Catalogue = NullTranslations
FIELD, LANGUAGE = "field", "language"
"""Contexts in a catalogue: the name of a field as it is typed, and the code of a language."""
_PLACE = re.compile(r"\{([a-z_]+)\}")


class Message(str):
    """The words of a template with its placeholders filled. A placeholder without a value stays as written.

    `many` is the template for other counts than one; "" for a message that counts nothing.
    """

    __slots__ = ("filling", "many", "template")
    template: str
    many: str
    filling: Mapping[str, Any]

    def __new__(cls, template: str, many: str = "", /, **filling: object) -> Self:
        """Return the English words."""
        text = many if many and filling["count"] != 1 else template
        message = super().__new__(cls, fill(text, {name: str(value) for name, value in filling.items()}))
        message.template, message.many, message.filling = template, many, filling
        return message

    @classmethod
    def plural(cls, one: str, many: str, /, *, count: int, **filling: object) -> Self:
        """Return a message that counts: `one` for 1, else `many`. Other languages have their own rules.

        `count` fills its placeholder too.
        """
        return cls(one, many, count=count, **filling)

    @classmethod
    def of(cls, text: str) -> Message:
        """Return words as a message; plain words are a template without placeholders."""
        return text if isinstance(text, Message) else cls(text)

    def __getnewargs_ex__(self) -> tuple[tuple[str, str], dict[str, Any]]:
        """Return the arguments for a copy."""
        return (self.template, self.many), dict(self.filling)

    def in_language(self, catalogue: Catalogue) -> str:
        """Return the message in the catalogue's language."""
        if not self.template:  # the entry of "" is the catalogue's own header
            return ""
        if self.many:
            text = catalogue.ngettext(self.template, self.many, self.filling["count"])
        else:
            text = catalogue.gettext(self.template)
        return fill(text, {name: translated(value, catalogue) for name, value in self.filling.items()})


def harmless(text: str) -> str:
    """Return words safe for a terminal: control characters and changes of text direction are escaped."""
    if text.isprintable():
        return text
    return "".join(_escaped(letter) if _is_obeyed(letter) else letter for letter in text)


def _is_obeyed(letter: str) -> bool:
    if letter in "\n\t":
        return False
    turns = bidirectional(letter) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return category(letter) in {"Cc", "Cs"} or turns


def _escaped(letter: str) -> str:
    code = ord(letter)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


def together(several: Sequence[Message], most: int) -> Message:
    """Return the first of several messages as one, with the number of all if there are more than `most`."""
    joined = several[0]
    for message in several[1:most]:
        joined = Message("{one}, {other}", one=joined, other=message)
    if len(several) > most:
        return Message("{names}, … ({count} in all)", names=joined, count=len(several))
    return joined


class UserText(str):
    """The writer's own words: never translated, only quoted with the marks of the language."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Return the words in straight quotation marks."""
        return super().__new__(cls, f'"{text}"')

    def __getnewargs__(self) -> tuple[str]:
        """Return the arguments for a copy."""
        return (self[1:-1],)


class FieldName(UserText):
    """The name of a field as typed, followed by its name in the language, if it has one there."""

    __slots__ = ()


def translated(text: object, catalogue: Catalogue) -> str:
    """Return the value of a placeholder: translated, quoted in the language's marks, or as it is."""
    if isinstance(text, Message):
        return text.in_language(catalogue)
    if isinstance(text, UserText):
        quoted = fill(catalogue.gettext('"{words}"'), {"words": text[1:-1]})
        called = catalogue.pgettext(FIELD, text[1:-1]) if isinstance(text, FieldName) else text[1:-1]
        if called == text[1:-1]:
            return quoted
        return fill(catalogue.gettext("{name} ({code})"), {"name": quoted, "code": called})
    return str(text)


def in_language(text: str, catalogue: Catalogue) -> str:
    """Return a whole message, which may be plain English words, in the catalogue's language."""
    return translated(text if isinstance(text, UserText) else Message.of(text), catalogue)


def placeholders(template: str) -> frozenset[str]:
    """Return the names of a template's placeholders."""
    return frozenset(_PLACE.findall(template))


def fill(template: str, filling: Mapping[str, str]) -> str:
    """Return a template with its placeholders filled. A placeholder without a value stays as written."""
    return _PLACE.sub(lambda place: filling.get(place[1], place[0]), template)
