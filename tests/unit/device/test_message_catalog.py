"""The catalogue of messages: a language is a file, and one that is wrong is not silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.analytics.report.report_phrases import ReportPhrases
from kiosk.cli import main
from kiosk.cli.crash_message import tell_fault
from kiosk.cli.help_topics import code_topic
from kiosk.content.messages import FieldName, Message, in_language
from kiosk.device.message_catalog import catalogue, language_of, phrases, staff_languages, visitor_languages
from kiosk.operator.bilingual import both
from kiosk.packs.interface_words import counted, load_words, words_for
from setup.catalogues import compile_catalogue, update_catalogue
from tests.third_language import GERMAN, forget, read_from, write_german

EMPTY_TITLE = Message("{field} {fault}", field=FieldName("title"), fault=Message("is empty"))


@pytest.fixture
def locale(tmp_path: Path) -> Iterator[Path]:
    write_german(tmp_path / "locale")
    with pytest.MonkeyPatch.context() as patch:
        read_from(tmp_path / "locale", patch)
        yield tmp_path / "locale"
    forget()


def test_a_third_language_is_a_file(locale: Path) -> None:
    assert staff_languages() == ("en", "de", "zh")
    assert language_of({"LANG": "de_DE.UTF-8"}) == "de"
    german = catalogue("de")
    assert in_language(EMPTY_TITLE, german) == "„title“ (Titel) ist leer"
    assert in_language(Message("the file is missing"), german) == "the file is missing"
    assert both(EMPTY_TITLE).keys() == {"en", "de", "zh"}


def test_the_command_line_speaks_it(
    locale: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setattr(paths, "cache", lambda: tmp_path / "cache")
    (tmp_path / "pack").mkdir()
    assert main(["pack", "check", str(tmp_path / "pack")]) == 1
    output = capsys.readouterr().out
    assert "pack.yaml: Fehler YK-201: the file is missing" in output
    assert "Abhilfe:  give the folder that has pack.yaml in it" in output
    assert "1 Fehler in 1 Datei" in output
    main(["pack", "--help"])
    output = capsys.readouterr().out
    assert "Aufruf: kiosk pack" in output
    assert "Inhaltspakete prüfen und verwalten." in output
    assert "Print every problem of a pack." in output
    assert main(["pack", "chek-it-all"]) == 2
    assert "Fehler: Es gibt keinen Befehl 'chek-it-all'." in capsys.readouterr().err
    assert "Eine Zeile beginnt mit einem Tabulator." in code_topic("YK-101", "de").text


def test_the_menu_and_the_report_speak_it(locale: Path) -> None:
    menu, report = phrases("operator", "de"), ReportPhrases("de", {})
    assert (menu["leave"], menu["title"]) == ("Verlassen", "Operator menu")
    assert [menu.say("part-panels", count) for count in (1, 2)] == ["1 Thema", "2 Themen"]
    assert [menu.say("part-galleries", count) for count in (1, 2)] == ["1 gallery", "2 galleries"]
    assert (report.text("report"), report.text("visits")) == ("Besuchsbericht", "visits")
    assert [report.counted("beyond", number)[:30] for number in (1, 2000)] == [
        "Das Protokoll enthält 1 weiter",
        "Das Protokoll enthält 2,000 we",
    ]


def test_the_screens_of_a_pack_in_it_speak_it(locale: Path) -> None:
    words = words_for(load_words(), ("de", "zh", "fi"), {})
    assert words["home"] == {"de": "Start", "zh": "首页", "fi": "Home"}
    assert words["language-name"] == {"de": "Deutsch", "zh": "中文", "fi": "suomi"}
    assert counted(words, "pictures-count", 1) == {"de": "{count} Bild", "zh": "{count}幅", "fi": "{count} picture"}
    assert counted(words, "pictures-count", 3) == {"de": "{count} Bilder", "zh": "{count}幅", "fi": "{count} pictures"}


def test_plural_forms_are_by_the_rule_of_the_language(locale: Path) -> None:
    rule = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    head = ("Language: ru", "Content-Type: text/plain; charset=utf-8", f"Plural-Forms: {rule}")
    header = "".join(f'"{line}\\n"\n' for line in head)
    forms = "".join(f'msgstr[{at}] "{{count}} {word}"\n' for at, word in enumerate(("файл", "файла", "файлов")))
    source = locale / "ru.po"
    source.write_text(
        f'msgid ""\nmsgstr ""\n{header}\nmsgid "{{count}} file"\nmsgid_plural "{{count}} files"\n{forms}', "utf-8"
    )
    compile_catalogue(source)
    reported = [Message.plural("{count} file", "{count} files", count=count) for count in (1, 2, 5, 21)]
    output = [in_language(words, catalogue("ru")) for words in reported]
    assert output == ["1 файл", "2 файла", "5 файлов", "21 файл"]


def test_a_catalogue_that_was_changed_since_is_not_read(
    locale: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = locale / "de.po"
    source.write_text(source.read_text("utf-8").replace("Verlassen", "Gehen"), "utf-8")
    with pytest.raises(ValueError, match=r"de\.mo is not made of the de\.po beside it: `make setup` compiles it again"):
        catalogue("de")
    # Even that is reported, and in English.
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setattr(paths, "log_dir", lambda: tmp_path)
    tell_fault(ValueError("why"), ["pack", "check"])
    assert capsys.readouterr().err.startswith("this is a fault of the program, and not of yours: ValueError: why")
    compile_catalogue(source)
    assert phrases("operator", "de")["leave"] == "Gehen"


def test_an_installed_program_starts_whatever_lies_beside_its_catalogues(
    locale: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (locale / "de.po").write_text("", "utf-8")
    (locale / "fr.po").write_text("", "utf-8")
    assert staff_languages() == ("en", "de", "fr", "zh")
    monkeypatch.setattr(paths, "is_installed", lambda: True)
    assert staff_languages() == ("en", "de", "zh")
    assert phrases("operator", "de")["leave"] == "Verlassen"


@pytest.mark.parametrize("end", [0, 10, 60, 500])
def test_a_catalogue_that_is_damaged_is_told(locale: Path, end: int) -> None:
    whole = (locale / "de.mo").read_bytes()
    (locale / "de.mo").write_bytes(whole[:end])
    with pytest.raises(ValueError, match=r"de\.mo cannot be read"):
        catalogue("de")


@pytest.mark.parametrize(
    ("english", "translated", "fault"),
    [
        ('msgid "{count} errors"', 'msgstr "{number} Fehler"', "must have the placeholders of"),
        ('msgid "{count} error"\nmsgid_plural "{count} errors"', 'msgstr[0] "{count} Fehler"', "needs 2 plural forms"),
    ],
)
def test_a_translation_with_a_fault_is_refused(tmp_path: Path, english: str, translated: str, fault: str) -> None:
    head = GERMAN.lstrip().partition("\n\n")[0]
    (tmp_path / "de.po").write_text(f"{head}\n\n{english}\n{translated}\n", "utf-8")
    with pytest.raises(ValueError, match=fault):
        compile_catalogue(tmp_path / "de.po")
    assert not (tmp_path / "de.mo").exists()


def test_a_new_language_is_begun_with_every_message_and_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "fr.po"
    update_catalogue(file)
    begun = file.read_text("utf-8")
    assert begun.count('\nmsgid "') > 2500
    assert 'msgctxt "operator/leave"\nmsgid "Leave"\nmsgstr ""\n' in begun
    file.write_text(
        begun.replace('msgid "Leave"\nmsgstr ""\n', 'msgid "Leave"\nmsgstr "Quitter"\n').replace(
            'msgctxt "operator/yes"\nmsgid "Yes"\n', 'msgctxt "operator/gone"\nmsgid "Gone"\n'
        ),
        "utf-8",
    )
    update_catalogue(file)
    again = file.read_text("utf-8")
    assert 'msgid "Leave"\nmsgstr "Quitter"\n' in again
    assert 'msgctxt "operator/yes"\nmsgid "Yes"\n' in again
    assert "operator/gone" not in again
    compile_catalogue(file)


def test_words_of_visitors_alone_are_no_language_of_the_staff(locale: Path) -> None:
    (locale / "visitors").mkdir()
    file = locale / "visitors" / "it.po"
    update_catalogue(file)
    source = file.read_text("utf-8").replace('msgid "Home"\nmsgstr ""', 'msgid "Home"\nmsgstr "Inizio"')
    file.write_text(source, "utf-8")
    assert "interface/home" in source
    assert "operator/" not in source
    compile_catalogue(file)
    assert staff_languages() == ("en", "de", "zh")
    assert visitor_languages() == ("en", "de", "it", "zh")
    words = words_for(load_words(), ("it", "de"), {})
    assert words["home"] == {"it": "Inizio", "de": "Start"}
    assert words["back"] == {"it": "Back", "de": "Back"}
