"""What `kiosk ctl` says where the kiosk refuses, or is asked for what there is not."""

from __future__ import annotations

import json

import pytest

from kiosk.cli import control_client, main
from kiosk.runtime.control_commands import UNREADABLE
from kiosk.runtime.control_socket import NOT_IN_TIME, TOO_MUCH


@pytest.mark.parametrize(
    ("error", "reported"),
    [
        (NOT_IN_TIME, "一分钟内没有做完；进展见 `kiosk ctl status` 和日志 [YK-741]"),
        (TOO_MUCH, "同时问得太多了；请稍候再问 [YK-741]"),
        (UNREADABLE, "读不到屏幕上的画面 [YK-741]"),
    ],
)
def test_why_the_kiosk_refuses_is_told_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: str, reported: str
) -> None:
    answer = json.dumps({"error": error})
    monkeypatch.setattr(control_client, "ask", lambda *_: json.loads(answer))
    assert main(["ctl", "reload", "--language", "zh"]) == 1
    assert capsys.readouterr().err.strip() == reported


def test_neither_on_nor_off_is_refused_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(control_client, "ask", lambda *_: pytest.fail("the kiosk was asked"))
    assert main(["ctl", "out-of-service", "maybe"]) == 2
    assert '"maybe" is not one of on, off' in " ".join(capsys.readouterr().err.split())
