"""Help topics: sections of the documents in the wheel, and codes of messages, in the staff's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk import paths
from kiosk.content.codes import CODES
from kiosk.content.issues import nearest
from kiosk.content.messages import Catalogue, Message, in_language
from kiosk.device.message_catalog import ENGLISH, catalogue, code_words

FORMAT = "content-format"
GUIDES = {
    "staff": "staff",
    "desk": "desk",
    "import": "import",
    "files": "files",
    "packs": "store",
    "operating": "operating",
    "blocks": "blocks",
    "report": "report",
    "licences": "licences",
}
"""Topic → the document that is printed whole."""
ALIASES = {"yaml": "yaml-in-one-minute"}
_HEADING = re.compile(r"^##+ (.+)\n", re.MULTILINE)
_ANCHORED = re.compile(r"(?P<title>.+?)(?P<name> [a-z.]+)? <a id=\"(?P<anchor>[^\"]+)\"></a>")
_PICTURE = re.compile(r"^!\[.*\n\n?", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_CODE = re.compile(r"(?:yk)?[- ]?(\d{3})", re.IGNORECASE)
_PLACE = re.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: the word to type, its title in the staff's language, and its text in Markdown."""

    name: str
    title: str
    text: str


def guides(language: str) -> list[Topic]:
    """Return the documents that are printed in full."""
    found = []
    for name, document in GUIDES.items():
        text = _read(document, language)
        found.append(Topic(name, text.partition("\n")[0].removeprefix("# "), _plain(text)))
    return found


def sections(language: str) -> dict[str, Topic]:
    """Return the sections of the content format by name; in English if the language has none."""
    english = {topic.name: topic for topic in _sections(_read(FORMAT, ENGLISH))}
    return english | {topic.name: topic for topic in _sections(_read(FORMAT, language)) if topic.name in english}


def code_topic(code: str, language: str) -> Topic:
    """Return the meaning of a code: cause, fix, and the messages that have it."""
    words, translations = code_words(language)[0][code], catalogue(language)
    labels = [in_language(label, translations) for label in ("cause:", "fix:")]
    rows = [f"- {label}{'' if label.endswith('：') else ' '}{text}" for label, text in zip(labels, words, strict=True)]
    messages = [f"- {_PLACE.sub('…', translations.gettext(template))}" for template in CODES[code] if " " in template]
    if messages:
        rows += ["", in_language("messages with this code:", translations), "", *messages]
    return Topic(code, words.cause, "\n".join([f"# {code}", "", *rows]) + "\n")


def find(asked: str, language: str) -> Topic | None:
    """Return the topic for a name, a title in the staff's language, or a code; None if there is none."""
    wanted = "-".join(asked.lower().split())
    if (found := _CODE.fullmatch(wanted)) and (code := f"YK-{found[1]}") in CODES:
        return code_topic(code, language)
    format_topics = sections(language)
    if topic := format_topics.get(ALIASES.get(wanted, wanted)):
        return topic
    everything = [*guides(language), *format_topics.values()]
    return next((topic for topic in everything if wanted in {topic.name, topic.title.lower()}), None)


def near(asked: str, language: str) -> Message:
    """Return suggestions for an unknown topic."""
    topics = sections(language)
    holding = [topic.name for topic in topics.values() if f"\n| `{asked.lower()}` |" in topic.text]
    if holding:
        names = ", ".join(f"`kiosk help {name}`" for name in holding)
        return Message("{topic} is a field: {names}", topic=asked, names=names)
    meant = nearest(asked, [*GUIDES, *topics, *CODES, *ALIASES], 0.5)
    if meant:
        return Message("there is no help on {topic}; did you mean `kiosk help {name}`?", topic=asked, name=meant)
    return Message("there is no help on {topic}; `kiosk help` lists all topics", topic=asked)


def overview(language: str) -> Iterator[str]:
    """Yield the lines that list all topics."""
    translations: Catalogue = catalogue(language)
    yield in_language("`kiosk help TOPIC` prints one of these:", translations)
    for head, topics in (
        ("guides", guides(language)),
        ("the files of a pack, and device.yaml", list(sections(language).values())),
    ):
        yield from ("", in_language(head, translations), "")
        width = max(len(topic.name) for topic in topics)
        for topic in topics:
            title = topic.title if topic.title.lower() != topic.name.replace("-", " ") else ""
            yield f"  {topic.name:<{width}}  {title}".rstrip()
    yield from ("", in_language(Message("the code of a message, such as {code}", code="YK-207"), translations))


def _read(document: str, language: str) -> str:
    """Return a document in a language, else in English, starting at its title."""
    own = paths.docs() / f"{document}.{language}.md"
    file = own if own.is_file() else paths.docs() / f"{document}.md"
    text = file.read_text(encoding="utf-8")
    return text[text.index("# ") :]


def split_sections(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the title and the text of each section of a document.

    In a translation a heading ends with its English name and an anchor, which is the section's name.
    """
    pieces = _HEADING.split(text)[1:]
    for heading, body in zip(pieces[::2], pieces[1::2], strict=True):
        found = _ANCHORED.fullmatch(heading)
        title = found["title"] if found else heading
        yield found["anchor"] if found else _slug(heading), title, body


def _sections(text: str) -> Iterator[Topic]:
    for name, title, body in split_sections(text):
        shown = title if name == _slug(title) else f"{title} · {name}"
        yield Topic(name, title, f"# {shown}\n{_plain(body).rstrip()}\n")


def _slug(title: str) -> str:
    return title.lower().replace(" ", "-")


def _plain(text: str) -> str:
    """Return Markdown without pictures, and with links to other documents replaced by topic names."""
    return _LINK.sub(_linked, _PICTURE.sub("", text))


def _linked(link: re.Match[str]) -> str:
    document = link[2].partition("#")[0].removesuffix(".md").partition(".")[0]
    topics: Mapping[str, str] = {document: topic for topic, document in GUIDES.items()}
    return f"`kiosk help {topics[document]}`" if document in topics and ".md" in link[1] else link[1]
