"""A finding is listed, can be run, works in a folder of its own and tells in words what is surprising and who is hurt."""

from __future__ import annotations

import os
import re
from pathlib import Path


def test_each_finding_is_listed_and_can_be_run(top: Path) -> None:
    files = sorted((top / "findings").glob("*.sh"))
    listed = re.findall(r"\]\(([a-z0-9-]+\.sh)\)", (top / "findings/README.md").read_text("utf-8"))
    assert sorted(listed) == [file.name for file in files]
    assert [file.name for file in files if not os.access(file, os.X_OK)] == []


def test_each_finding_stands_alone_and_says_who_is_hurt(top: Path) -> None:
    for file in sorted((top / "findings").glob("*.sh")):
        text = file.read_text("utf-8")
        header = "\n".join(line for line in text.splitlines() if line.startswith("#"))
        assert re.search(r"who is hurt", header, re.IGNORECASE), file.name
        assert "mktemp" in text, file.name
        assert re.search(r"==[0-9]|dpkg-query", text), f"{file.name} names no version"
        assert not re.search(r"\bkiosk(_launcher)?\b.*(import|-m)|import kiosk", text), f"{file.name} runs the product"
