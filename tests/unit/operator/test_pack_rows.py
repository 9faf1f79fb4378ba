"""What the panel says of packs."""

from __future__ import annotations

import pytest

from kiosk.device.message_catalog import phrases
from kiosk.device.usb_sticks import Foreign
from kiosk.operator.pack_rows import Chosen, archive_row, chosen, difference_line, foreign_row, installed_rows
from kiosk.packs.store.index import Installed, StoreIndex
from kiosk.packs.store.left_out import LeftOut
from kiosk.packs.store.stored_warnings import Remarks

WORDS = {language: phrases("operator", language) for language in ("zh", "en")}
SAME = {"other": False, "order": 0, "new": {}, "changed": {}, "gone": {}}


def pack(version: str, signed: str = "", **titles: str) -> Installed:
    when = f"2026-05-0{version[0]}T08:00:00+00:00"
    return Installed(f"packs/hall/{version}", "hall", version, "展厅", ("zh", "en"), "seal", signed, when, titles)


INDEX = StoreIndex(
    "packs/hall/4", ("packs/hall/3", "packs/hall/2", ""), (pack("1"), pack("2", "key"), pack("3"), pack("4", en="Hall"))
)


def test_packs_stand_in_the_order_in_which_they_were_used() -> None:
    rows = installed_rows(INDEX, "en", WORDS["en"])
    assert [row["title"] for row in rows] == ["Hall  4", "展厅  3", "展厅  2", "展厅  1", "the built-in pack"]
    reported = [str(row["line"]).split(" · ")[0] for row in rows]
    assert reported[:4] == ["in use", "in use before this one", "in use 2 before this one", "installed, not in use"]
    assert [row["live"] for row in rows] == [True, False, False, False, False]
    assert "signed by key" in str(rows[2]["line"])


def test_with_nothing_installed_the_built_in_pack_is_in_use() -> None:
    (row,) = installed_rows(StoreIndex(), "zh", WORDS["zh"])
    assert (row["title"], row["line"], row["live"]) == ("自带的内容包", "正在使用", True)


@pytest.mark.parametrize(
    ("differs", "zh", "en"),
    [
        (SAME, "和屏幕上的一样", "the same as on the screen"),
        (SAME | {"other": True}, "是另一个内容包", "another pack"),
        (SAME | {"order": -1}, "版本比现在的旧", "an earlier version than now"),
        (
            SAME | {"order": 1, "new": {"panels": 1, "pictures": 3}, "gone": {"galleries": 2}},
            "新增 1 个主题、3 个媒体文件；去掉 2 个图集",
            "new: 1 panel, 3 media files; gone: 2 galleries",
        ),
        (
            SAME | {"changed": {"panels": 1}},
            "版本号没有改，内容却不同；改动 1 个主题",
            "other content under the same version; changed: 1 panel",
        ),
        (SAME | {"order": -1, "changed": {"others": 1}}, "版本比现在的旧；改动 1 个设置文件", None),
    ],
)
def test_how_a_pack_differs_in_one_line(differs: dict, zh: str, en: str | None) -> None:
    assert difference_line(differs, WORDS["zh"]) == zh
    if en is not None:
        assert difference_line(differs, WORDS["en"]) == en


def test_an_archive_tells_its_title_in_the_panels_language() -> None:
    reported = {"file": "/media/a/hall.kioskpack", "size": 4_100_000, "title": {"zh": "展厅", "en": "Hall"}}
    reported |= {"version": "2.0", "languages": ["zh", "ja", "fr"], "signed": "", "difference": SAME, "withdrawn": []}
    row = archive_row(reported, "en", WORDS["en"])
    assert row["title"] == "Hall  2.0"
    assert row["line"] == "Chinese, Japanese, fr · 4.1 MB · not signed\nthe same as on the screen"
    assert (
        archive_row(reported | {"title": {}, "difference": None}, "zh", WORDS["zh"])["title"] == "hall.kioskpack  2.0"
    )


def test_an_archive_tells_what_of_it_this_device_will_not_show() -> None:
    reported = {
        "file": "hall.kioskpack",
        "size": 4_100_000,
        "title": {"zh": "展厅"},
        "version": "2.0",
        "languages": ["zh"],
    }
    reported |= {"signed": "", "difference": SAME, "withdrawn": ["media/a.jpg", "media/b.jpg"]}
    assert str(archive_row(reported, "zh", WORDS["zh"])["line"]).splitlines()[-1] == (
        "本机已撤下、不会显示：media/a.jpg、media/b.jpg"
    )
    reported |= {"withdrawn": [f"media/{name}.jpg" for name in "abcdef"]}
    assert str(archive_row(reported, "en", WORDS["en"])["line"]).splitlines()[-1] == (
        "withdrawn on this device, not shown: media/a.jpg, media/b.jpg, media/c.jpg, media/d.jpg …"
    )


def test_one_that_is_not_taken_says_why_under_its_name() -> None:
    row = archive_row({"file": "E:\\junk.kioskpack", "fault": {"zh": "坏了"}}, "zh", WORDS["zh"])
    assert (row["title"], row["line"], row["grave"]) == ("junk.kioskpack", "坏了", True)


def test_an_earlier_version_is_pointed_out() -> None:
    reported = chosen(INDEX, Chosen("packs/hall/3", SAME | {"order": -1}), "zh", WORDS["zh"])
    facts = {fact["label"]: fact for fact in reported["facts"]}  # type: ignore[attr-defined]
    assert facts["和现在相比"]["grave"]
    assert not facts["签名"]["grave"]
    assert chosen(INDEX, Chosen("packs/hall/3", None), "zh", WORDS["zh"])["facts"][0]["value"] == "正在比较"  # type: ignore[index]
    assert chosen(INDEX, Chosen("packs/hall/3", {}), "zh", WORDS["zh"])["facts"][0]["value"] == "不详"  # type: ignore[index]
    assert chosen(INDEX, Chosen("", None), "zh", WORDS["zh"])["fixed"]


def test_a_stick_of_another_file_system_is_a_row_that_cannot_be_taken() -> None:
    row = foreign_row(Foreign("U盘", "NTFS"), WORDS["zh"])
    assert (row["title"], row["grave"]) == ("U盘", True)
    assert "NTFS" in str(row["line"])
    assert "exFAT" in str(row["line"])


def test_a_stick_that_cannot_be_opened_is_a_row_with_what_to_do() -> None:
    row = foreign_row(Foreign("展厅U盘", ""), WORDS["zh"])
    assert (row["title"], row["grave"]) == ("展厅U盘", True)
    assert "打不开" in str(row["line"])
    assert "YK-625" in str(row["line"])


@pytest.mark.parametrize(
    ("remarks", "line", "grave"),
    [
        (Remarks(), "没有警告", False),
        (Remarks(3), "3 条警告", False),
        (Remarks(12, {"en": 2, "de": 7}), "12 条警告；缺译文：en 2, de 7", True),
    ],
)
def test_a_pack_tells_its_warnings_and_missing_words(remarks: Remarks, line: str, grave: bool) -> None:
    reported = chosen(INDEX, Chosen("packs/hall/3", None, remarks), "zh", WORDS["zh"])
    fact = reported["facts"][-1]  # type: ignore[index]
    assert (fact["label"], fact["value"], fact["grave"]) == ("检查结果", line, grave)


def test_what_is_withdrawn_on_the_device_is_told_of_a_pack_that_has_it() -> None:
    names = ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "people/wang"]
    wanted = Chosen("packs/hall/3", None, None, LeftOut(names, ["media/wang.jpg"]))
    reported = chosen(INDEX, wanted, "en", WORDS["en"])
    facts = {fact["label"]: fact for fact in reported["facts"]}  # type: ignore[attr-defined]
    assert facts["Withdrawn, not shown"]["value"] == "a.jpg, b.jpg, c.jpg, d.jpg …"
    assert facts["Called as one withdrawn, shown"] == {
        "label": "Called as one withdrawn, shown",
        "value": "media/wang.jpg",
        "grave": True,
    }
