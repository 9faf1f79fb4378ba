"""The wheel, built without a network and installed into an environment that cannot see the checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import __version__


@dataclass(frozen=True)
class Installed:
    wheel: Path
    folder: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment, outside the checkout."""
        command = [str(self.folder / "bin" / words[0]), *words[1:]]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def installed(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a fresh environment; only the libraries are borrowed from the one that runs the tests."""
    out, folder = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(top)]
    subprocess.run(build, check=True, capture_output=True, timeout=120)
    (wheel,) = out.glob("*.whl")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True, timeout=120)
    site = folder / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    (site / "borrowed.pth").write_text(sysconfig.get_path("platlib") + "\n", encoding="utf-8")
    return Installed(wheel, folder)


def test_the_wheel_holds_all_that_a_visitor_meets_and_nothing_else(top: Path, installed: Installed) -> None:
    packed = set(zipfile.ZipFile(installed.wheel).namelist())
    wanted = {
        f"kiosk/_data/{file.relative_to(top).as_posix()}"
        for folder in ("resources", "content")
        for file in (top / folder).rglob("*")
        if file.is_file()
    }
    wanted |= {f"kiosk/_data/docs/{file.name}" for file in (top / "docs").glob("*.md")}
    qml = {file.relative_to(top).as_posix() for file in (top / "kiosk").rglob("*.qml")}
    assert wanted
    assert qml
    assert wanted | qml <= packed
    assert "kiosk/_data/resources/locale/zh.mo" in packed
    assert {name.split("/")[0] for name in packed} == {"kiosk", "kiosk_launcher", f"yi_kiosk-{__version__}.dist-info"}


def test_the_installed_command_tells_its_version(installed: Installed) -> None:
    answer = installed.run("kiosk", "--version")
    assert (answer.returncode, answer.stdout) == (0, f"kiosk {__version__}\n")


def test_everything_is_read_from_inside_the_wheel(installed: Installed) -> None:
    asked = "from kiosk import paths; print(paths.resources(), paths.content(), paths.qml(), sep='\\n')"
    answer = installed.run("python", "-c", asked)
    found = [Path(line) for line in answer.stdout.splitlines()]
    assert len(found) == 3
    assert [folder for folder in found if not (folder.is_relative_to(installed.folder) and folder.is_dir())] == []


def test_help_is_read_from_inside_the_wheel(installed: Installed) -> None:
    answer = installed.run("kiosk", "help", "picture", "--language", "zh")
    assert (answer.returncode, answer.stdout.splitlines()[0]) == (0, "# 图片 · picture"), answer.stderr


def test_the_packed_content_has_no_error(top: Path, installed: Installed) -> None:
    answer = installed.run("python", "-c", "from kiosk import paths; print(*paths.content().iterdir(), sep='\\n')")
    packs = answer.stdout.splitlines()
    assert packs
    # A small pack with its media and pages, which the installed programs look at; `make check` does so with these.
    small = top / "tests" / "packs" / "small"
    for words in ([str(small)], *([pack, "--quick"] for pack in packs)):
        checked = installed.run("kiosk", "pack", "check", *words)
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_installed_kiosk_runs(top: Path, installed: Installed) -> None:
    pack, out = top / "tests" / "packs" / "small", installed.folder / "screens"
    answer = installed.run("kiosk", "tour", "--pack", str(pack), "--out", str(out), "--size", "640x360")
    assert answer.returncode == 0, answer.stderr
    assert len(list(out.glob("*.png"))) > 20
