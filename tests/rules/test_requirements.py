from __future__ import annotations

import itertools
import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)", re.MULTILINE)
LISTS = ("requirements.txt", "requirements-build.txt", "requirements-dev.txt", "requirements-desk.txt")


def _pins(text: str) -> dict[str, str]:
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in PIN.findall(text)}


def _entries(text: str) -> list[str]:
    """One string for each requirement, its continued lines joined, comments left out."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


@pytest.mark.parametrize("name", LISTS)
def test_every_requirement_is_pinned_and_proved_by_hashes(top: Path, name: str) -> None:
    entries = _entries((top / name).read_text("utf-8"))
    assert entries
    assert [entry for entry in entries if not PIN.match(entry) or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", LISTS)
def test_no_requirement_says_where_it_comes_from(top: Path, name: str) -> None:
    text = (top / name).read_text("utf-8")
    assert (
        re.findall(r"--(?:index|extra-index|find-links|trusted)\S*|https?:\S*|file:/\S*|^-\w.*", text, re.MULTILINE)
        == []
    )


def test_the_wheel_asks_for_the_versions_that_were_tested(top: Path) -> None:
    project = tomllib.loads((top / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    asked = _pins("\n".join([*project["project"]["dependencies"], *itertools.chain.from_iterable(extras)]))
    listed = _pins((top / "requirements.in").read_text("utf-8"))
    installed = _pins((top / "requirements-dev.txt").read_text("utf-8"))
    assert asked == listed
    assert {name: installed.get(name) for name in asked} == asked
    assert _pins("\n".join(project["build-system"]["requires"])).items() <= installed.items()


def test_no_library_asks_for_the_extras_of_another(top: Path) -> None:
    """pip 23, which Python 3.11 brings, would take the newest release for these, past the pin, and then refuse it."""
    pins = _pins((top / "requirements-dev.txt").read_text("utf-8"))
    asked = [(name, Requirement(each)) for name in sorted(pins) for each in requires(name) or []]
    assert asked
    needed = [(name, each) for name, each in asked if each.marker is None or each.marker.evaluate({"extra": ""})]
    assert [f"{name}: {each}" for name, each in needed if each.extras] == []
