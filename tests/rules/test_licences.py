"""What is installed besides Yi Kiosk is listed with its licence, and the lists keep up with the requirements."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from packaging.utils import canonicalize_name

import kiosk
from setup.sbom import asked, libraries, needed

ROW = re.compile(r"^\| ([\w.-]+) \| ([\w.]+) \| ([^|]+) \| (.*) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def rows(top: Path) -> dict[str, tuple[str, str, str]]:
    found = ROW.findall((top / "THIRD_PARTY.md").read_text("utf-8"))
    return {canonicalize_name(name): (version, licence, inside) for name, version, licence, inside in found[1:]}


def test_every_package_that_a_device_gets_is_listed_with_its_version_and_licence(
    top: Path, rows: dict[str, tuple[str, str, str]]
) -> None:
    pins = re.findall(r"^([\w.-]+)==(\S+)", (top / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    listed = {name: version for name, (version, _, _) in rows.items()}
    assert listed == {canonicalize_name(name): version for name, version in pins}, "make sbom"
    assert [name for name, (_, licence, _) in rows.items() if not re.search(r"[A-Z]", licence) or "::" in licence] == []


def test_every_library_that_lies_in_a_wheel_is_named_with_it(top: Path, rows: dict[str, tuple[str, str, str]]) -> None:
    packages = needed(asked(top / "pyproject.toml"))
    for name, package in packages.items():
        inside = ", ".join(f"{project} ({licence})" for project, licence in sorted(libraries(package).items()))
        assert rows[name][2] == inside, "make sbom"


def test_the_public_description_names_this_version_and_licence(top: Path) -> None:
    output = yaml.safe_load((top / "publiccode.yml").read_text("utf-8"))
    assert output["softwareVersion"] == kiosk.__version__
    assert output["legal"]["license"] == "MIT"
    for language, words in output["description"].items():
        assert len(words["shortDescription"]) <= 150, language
        assert 150 <= len(words["longDescription"]) <= 10_000, language
