"""The operator menu where there is a third language: a touch leads from one to the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.screens.operator.conftest import Opened, Operator
from tests.third_language import forget, read_from, write_german


@pytest.fixture
def operator(open_operator: Opened, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    folder = tmp_path_factory.mktemp("third")
    write_german(folder / "locale")
    with pytest.MonkeyPatch.context() as patch:
        read_from(folder / "locale", patch)
        with open_operator(cache=folder / "cache") as opened:
            yield opened
    forget()


def label(operator: Operator, control: str) -> str:
    return next(each.name for each in operator.sight().controls if each.id == control)


def test_a_touch_leads_from_one_language_to_the_next(operator: Operator) -> None:
    operator.come_in()
    seen = []
    for _ in range(4):
        seen.append((operator.kiosk.operator.language, label(operator, "operator:leave")))
        operator.touch("operator:language")
    assert seen == [("zh", "离开"), ("en", "Leave"), ("de", "Verlassen"), ("zh", "离开")]


def test_the_ring_has_the_own_name_of_the_language_that_comes(operator: Operator) -> None:
    operator.come_in()
    assert label(operator, "operator:language") == "English"
    operator.touch("operator:language")
    assert label(operator, "operator:language") == "Deutsch"
    operator.touch("operator:language")
    assert label(operator, "operator:language") == "中文"


def test_what_is_not_translated_is_in_english(operator: Operator) -> None:
    operator.come_in()
    operator.touch("operator:language")
    operator.touch("operator:language")
    assert label(operator, "operator:packs") == "Packs"
