"""The store worker changes the store for the panel, and says how far it is or why not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kiosk.device.withdrawal_list import Withdrawal, Withdrawals, write_withdrawals
from kiosk.operator import store_worker
from kiosk.packs.store.comparison import compare
from kiosk.packs.store.installer import Installer
from tests.unit.conftest import SamplePack

Lines = list[dict[str, Any]]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Lines]:
    monkeypatch.setattr("kiosk.paths.trusted_keys", tuple)

    def asked(verb: str, *words: object) -> Lines:
        code = store_worker.main([str(tmp_path / "store"), "3", "", verb, *map(str, words)])
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert (code != 0) == any("refused" in line for line in lines)
        return lines

    return asked


def test_what_it_takes_lies_aside_until_it_is_used(
    ask: Callable[..., Lines], tmp_path: Path, sample: SamplePack
) -> None:
    store = Installer(tmp_path / "store")
    lines = ask("take", sample.plain)
    steps = [line["name"] for line in lines if "stage" in line]
    assert list(dict.fromkeys(steps)) == ["copying the files", "opening the media"]
    assert all(0 <= line["done"] <= line["total"] for line in lines if "stage" in line)
    assert lines[0]["stage"] == {"zh": "正在拷贝文件", "en": "copying the files"}
    place = lines[-1]["place"]
    assert (store.store_index().live, [pack.install_path for pack in store.store_index().packs]) == ("", [place])
    assert ask("use", "small", "2.1.0") == [{"place": place}]
    assert store.store_index().live == place
    assert ask("back") == [{"place": ""}]
    assert store.store_index().live == ""
    assert ask("remove", "small", "2.1.0") == [{"place": ""}]
    assert store.store_index().packs == ()


def test_why_it_refuses_is_told_in_both_languages(ask: Callable[..., Lines], tmp_path: Path) -> None:
    junk = tmp_path / "junk.kioskpack"
    junk.write_bytes(b"junk")
    (line,) = ask("take", junk)
    assert line["problems"][0]["zh"].startswith("junk.kioskpack YK-602: 不是内容包文件\n")
    (line,) = ask("take", tmp_path / "gone.kioskpack")
    assert "gone.kioskpack" in line["refused"]["en"]
    assert line["problems"] == []
    (line,) = ask("back")
    assert line["refused"]["en"] == "no pack was here before this one [YK-614]"


def test_two_packs_are_compared(tmp_path: Path, sample: SamplePack) -> None:
    other = Path(shutil.copytree(sample.pack, tmp_path / "other"))
    (other / "media" / "more.svg").write_text("<svg/>", "utf-8")
    differs = compare(other, sample.pack).difference
    assert differs is not None
    assert differs.new == {"pictures": 1}
    assert compare(sample.pack, tmp_path / "nothing").difference is None


def test_what_is_withdrawn_here_of_a_pack_is_told_with_what_is_called_so(
    tmp_path: Path, sample: SamplePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    field = sha256((sample.pack / "media" / "field.svg").read_bytes()).hexdigest()
    entries = (Withdrawal("file", "field.svg", (field,)), Withdrawal("file", "tower.svg", ("0" * 64,)))
    write_withdrawals(Withdrawals(entries))
    left_out = compare(sample.pack, sample.pack).left_out._asdict()
    assert left_out == {"gone": ["media/field.svg"], "namesakes": ["media/tower.svg"]}
