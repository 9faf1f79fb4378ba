"""`make sbom`: what Yi Kiosk installs besides itself → build/yi-kiosk.cdx.json (CycloneDX) and THIRD_PARTY.md.

cyclonedx-py lists the Python packages of .venv; only those that the kiosk needs, with all extras, are kept. Each gets
the components that its wheel declares (PEP 770) and the libraries that it contains as files.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).resolve().parents[1]
BOM, TABLE = TOP / "build" / "yi-kiosk.cdx.json", TOP / "THIRD_PARTY.md"
_LIBRARY = re.compile(r"^(lib[\w.+-]*?)(?:-[0-9a-f]{8})?\.so\b")
_FONT = re.compile(r"^([\w-]+?)-?(?:\d+(?:\.\d+)*)?\.ttf$")
# These packages give their licence only in prose or by a classifier.
_LICENCES = {
    "defusedxml": "PSF-2.0",
    "jinja2": "BSD-3-Clause",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "segno": "BSD-3-Clause",
}
_HEAD = """\
# Third-party software

Written by `make sbom`; do not edit. What Yi Kiosk installs besides itself, with versions and licences (SPDX).
[docs/licences.md](docs/licences.md) says what follows from them. The same list with more detail, as CycloneDX:
`build/yi-kiosk.cdx.json` after `make sbom`.

| package | version | licence | in its wheel |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Package:
    """A Python package on a device: its licence as an SPDX expression, and the projects in its wheel."""

    name: str
    version: str
    licence: str
    bundled: tuple[tuple[str, str], ...]

    def row(self) -> str:
        """Return its row of the table."""
        bundled = ", ".join(f"{name} ({licence})" for name, licence in self.bundled)
        return f"| {self.name} | {self.version} | {self.licence} | {bundled} |\n"


def needed(requirements: Iterable[str]) -> dict[str, Distribution]:
    """Return each package that these requirements install here, by its canonical name."""
    found: dict[str, Distribution] = {}
    left = [Requirement(each) for each in requirements]
    while left:
        requirement = left.pop()
        name = canonicalize_name(requirement.name)
        if name in found:
            continue
        found[name] = distribution(requirement.name)
        for each in found[name].requires or []:
            further = Requirement(each)
            extras = requirement.extras or {""}
            if further.marker is None or any(further.marker.evaluate({"extra": extra}) for extra in extras):
                left.append(further)
    return dict(sorted(found.items()))


def asked(project: Path) -> list[str]:
    """Return the requirements of a pyproject.toml, with all extras."""
    output = tomllib.loads(project.read_text("utf-8"))["project"]
    return [*output["dependencies"], *(each for extra in output["optional-dependencies"].values() for each in extra)]


def declared(package: Distribution) -> Iterator[dict[str, Any]]:
    """Return the components of each SBOM in a wheel (PEP 770), except the package itself."""
    for file in package.files or ():
        if ".dist-info/sboms/" in file.as_posix():
            bom = json.loads(Path(str(file.locate())).read_text("utf-8"))
            yield from (part for part in bom.get("components", ()) if part["name"].lower() != package.name.lower())


def libraries(package: Distribution) -> dict[str, str]:
    """Return the projects, with their licences, whose libraries and fonts are files in a wheel.

    Raises KeyError for one that setup/bundled_libraries.yaml does not name.
    """
    table = _bundled()
    found: dict[str, str] = {}
    for file in package.files or ():
        match = _FONT.match(file.name)
        if file.parent.name.endswith(".libs") or file.parent.name == "lib":
            match = _LIBRARY.match(file.name)
        if match is not None:
            stem = "libQt6" if match[1].startswith("libQt6") else match[1]
            project, licence = table[canonicalize_name(package.name)][stem]
            found[project] = licence
    return found


@cache
def _bundled() -> dict[str, dict[str, tuple[str, str]]]:
    """Return the libraries of each wheel by the stems of their files: project and licence."""
    table: dict[str, dict[str, tuple[str, str]]] = yaml.safe_load(
        (TOP / "setup" / "bundled_libraries.yaml").read_text("utf-8")
    )
    return table


def list_environment() -> dict[str, Any]:
    """Return this environment as CycloneDX, from cyclonedx-py. Raises subprocess.CalledProcessError."""
    tool = TOP / "build" / "sbom" / "bin" / "cyclonedx-py"
    command = [str(tool), "environment", "--output-reproducible", "--pyproject", "pyproject.toml", sys.executable]
    done = subprocess.run(command, cwd=TOP, check=True, capture_output=True, text=True)
    bom: dict[str, Any] = json.loads(done.stdout)
    return bom


def _licence(part: dict[str, Any]) -> str:
    """Return the SPDX expression of a component, or its licence's name if that is all there is."""
    if output := _LICENCES.get(canonicalize_name(part["name"])):
        return output
    given = part.get("licenses", [])
    for each in given:
        if "expression" in each:
            return str(each["expression"])
    ids = [each["license"]["id"] for each in given if "id" in each["license"]]
    named = [each["license"]["name"] for each in given if not each["license"].get("name", "declared").startswith("dec")]
    return " AND ".join(dict.fromkeys(ids)) or ", ".join(named) or "not said"


def main() -> int:
    """Write both files; return the exit code."""
    bom = list_environment()
    packages = needed(asked(TOP / "pyproject.toml"))
    kept: list[dict[str, Any]] = []
    rows: list[Package] = []
    for part in bom["components"]:
        package = packages.get(canonicalize_name(part["name"]))
        if package is None:
            continue
        own = libraries(package)
        inside = list(declared(package)) + [
            {"type": "library", "name": name, "licenses": [{"expression": licence}]} for name, licence in own.items()
        ]
        for number, each in enumerate(inside):
            each["bom-ref"] = f"{part['bom-ref']}#{number}"
        kept.append(part | ({"components": inside} if inside else {}))
        rows.append(Package(part["name"], part["version"], _licence(part), tuple(sorted(own.items()))))
    references = {part["bom-ref"] for part in kept} | {"root-component"}
    links = [link for link in bom["dependencies"] if link["ref"] in references]
    for link in links:
        if link["ref"] == "root-component":
            link["dependsOn"] = sorted(references - {"root-component"})
    BOM.parent.mkdir(exist_ok=True)
    BOM.write_text(json.dumps(bom | {"components": kept, "dependencies": links}, indent=1) + "\n", "utf-8")
    rows.sort(key=lambda package: package.name.lower())
    TABLE.write_text(_HEAD + "".join(package.row() for package in rows), "utf-8")
    print(f"{BOM.relative_to(TOP)}, {TABLE.relative_to(TOP)}: {len(rows)} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
