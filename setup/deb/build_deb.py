"""`make deb`: dist/yi-kiosk_VERSION_ARCH.deb, which holds the kiosk with every Python library that it needs.

python setup/deb/build_deb.py [--arch amd64|arm64] [--without-films] [--sign KEY]

The package is built from wheels with the hashes of requirements.txt, for this architecture or another, and needs dpkg
and a network. The same commit and pip give the same bytes. `--sign` writes dist/SHA256SUMS.asc with that GnuPG key.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from qt_files import slim_qt

TOP = Path(__file__).resolve().parents[2]
HERE, DIST = Path(__file__).parent, TOP / "dist"
sys.path[:0] = [str(TOP), str(TOP / "setup")]

from pyside_sources import FOLDER, unpack  # noqa: E402

from kiosk import __version__  # noqa: E402
from kiosk.system.setup.plan import PACKAGED, SOUND_PACKAGES, fill_unit, wrapper  # noqa: E402

PROGRAM = "/usr/lib/yi-kiosk"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
# What set-up's session needs, beside what the program itself links.
SESSION_PACKAGES = (
    *("xserver-xorg-core", "xserver-xorg-input-libinput", "x11-xserver-utils", "xauth", "xinput"),
    *("dbus", "systemd", "udev", "passwd"),
)
# From setup/debian-packages.txt, what only make, the tests and the other session need.
NOT_ON_A_DEVICE = ("python3", "python3-venv", "xvfb", "cage", "xwayland")
# Read by no program on a device.
USELESS = ("bin", "*/tests", "*/*.pyi", "*/*/*.pyi", "PySide6/*.json", "pyvips/vips.h", "_virtualenv*")


@dataclass(frozen=True, slots=True)
class Target:
    """A Debian release: its version, its Python, its glibc's minor version and its wheels' name of the machine.

    PySide6's wheels for ARM need glibc 2.39, and Debian 12 has 2.36.
    """

    debian: int
    python: str
    glibc: int
    machine: str

    @property
    def site(self) -> str:
        """The folder of the libraries, as an absolute path on the device."""
        return f"{PROGRAM}/lib/python{self.python}/site-packages"

    @property
    def next_python(self) -> str:
        """The first version of Python for which the libraries are not made."""
        major, minor = self.python.split(".")
        return f"{major}.{int(minor) + 1}"


TARGETS = {"amd64": Target(12, "3.11", 36, "x86_64"), "arm64": Target(13, "3.13", 41, "aarch64")}


def main() -> int:
    """Build, and print the package's path and size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--arch", choices=TARGETS, default="amd64")
    options.add_argument("--without-films", action="store_true", help="leave PyAV out, whose wheel holds GPL encoders")
    options.add_argument("--sign", metavar="KEY", default="", help="a key of GnuPG")
    chosen = options.parse_args()
    target = TARGETS[chosen.arch]
    os.environ["SOURCE_DATE_EPOCH"] = epoch = _epoch()
    work = TOP / "build" / "deb" / chosen.arch
    wheels = _wheels(work / "wheels", target, without=("av",) if chosen.without_films else ())
    tree = work / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    print("unpacking …", flush=True)
    _program(tree, wheels, target)
    _system(tree, target)
    _documents(tree)
    size = _control(tree, chosen.arch, target)
    _normalise(tree, int(epoch))
    package = DIST / f"yi-kiosk_{_version(target)}_{chosen.arch}.deb"
    DIST.mkdir(exist_ok=True)
    print("packing …", flush=True)
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)], check=True)
    _sums(package, chosen.sign)
    print(f"{package.relative_to(TOP)}: {package.stat().st_size / 1e6:.0f} MB, installed {size / 1e6:.0f} MB")
    return 0


def _epoch() -> str:
    """Seconds since 1970 that all files get: those of the last commit, so that a build can be repeated."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return os.environ["SOURCE_DATE_EPOCH"]
    output = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=TOP, capture_output=True, text=True, check=False)
    return output.stdout.strip() or "1767225600"


def _version(target: Target) -> str:
    return f"{__version__}+deb{target.debian}"


def _wheels(folder: Path, target: Target, without: tuple[str, ...]) -> list[Path]:
    """Return the wheels of the kiosk and its libraries; those that are not in `folder` yet are downloaded."""
    folder.mkdir(parents=True, exist_ok=True)
    locked = _locked()
    source_only = {name: lines for name, lines in locked.items() if name == "pyvips"}
    requirements = folder.parent / "requirements.txt"
    requirements.write_text("".join(lines for name, lines in locked.items() if name not in {*source_only, *without}))
    print("fetching wheels …", flush=True)
    fetch = [*PIP, "download", "--quiet", "--no-deps", "--require-hashes", *_choice_of_wheels(target)]
    subprocess.run([*fetch, "--dest", str(folder), "--requirement", str(requirements)], check=True)
    make = [*PIP, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    requirements.write_text("".join(source_only.values()))
    subprocess.run([*make, "--require-hashes", "--requirement", str(requirements)], check=True)
    subprocess.run([*make, str(TOP)], check=True)
    wanted = {
        _plain(name): re.findall(r"==([\w.]+)", lines)[0] for name, lines in locked.items() if name not in without
    }
    wanted["yi_kiosk"] = __version__
    names = {file: file.name.split("-")[:2] for file in sorted(folder.glob("*.whl"))}
    found = {(_plain(name), version): file for file, (name, version) in names.items()}
    return [found[each] for each in sorted(wanted.items())]


def _plain(name: str) -> str:
    """Return a package's name as in the name of its wheel."""
    return re.sub(r"[-_.]+", "_", name).lower()


def _locked() -> dict[str, str]:
    """Return the lines of requirements.txt for each package, with its hashes."""
    text = re.sub(r"^\s*#.*\n", "", (TOP / "requirements.txt").read_text("utf-8"), flags=re.MULTILINE)
    return {match[1]: match[0] for match in re.finditer(r"^([\w.-]+)==(?:.*\\\n)*.*\n", text, re.MULTILINE)}


def _choice_of_wheels(target: Target) -> list[str]:
    """Return pip's options to take the wheels that run there, whatever machine builds."""
    options = ["--only-binary", ":all:", "--python-version", target.python, "--implementation", "cp"]
    for abi in (f"cp{target.python.replace('.', '')}", "abi3", "none"):
        options += ["--abi", abi]
    newest_first = [f"manylinux_2_{minor}" for minor in range(target.glibc, 4, -1)]
    for platform in (*newest_first, "manylinux2014", "manylinux2010", "linux"):
        options += ["--platform", f"{platform}_{target.machine}"]
    return options


def _program(tree: Path, wheels: list[Path], target: Target) -> None:
    """A virtual environment with Debian's own Python, without pip."""
    site = tree / target.site.lstrip("/")
    site.mkdir(parents=True)
    install = [*PIP, "install", "--quiet", "--no-deps", "--no-index", "--no-compile", *_choice_of_wheels(target)]
    install += ["--target", str(site)]
    subprocess.run([*install, *map(str, wheels)], check=True)
    slim_qt(site / "PySide6")
    # Of the same version, whose hash is pinned; Python source alone, so that it fits any machine.
    shutil.copytree(unpack(), site / FOLDER, ignore=shutil.ignore_patterns("__pycache__"))
    for pattern in USELESS:
        for path in site.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for info in site.glob("*.dist-info"):
        # pip's notes of its own work: dpkg keeps the list of files.
        for name in ("RECORD", "direct_url.json", "REQUESTED"):
            (info / name).unlink(missing_ok=True)
        (info / "INSTALLER").write_text("dpkg\n")
    programs = tree / PROGRAM.lstrip("/") / "bin"
    programs.mkdir()
    (programs / "python3").symlink_to(f"/usr/bin/python{target.python}")
    (programs / "python").symlink_to("python3")
    home = f"home = /usr/bin\ninclude-system-site-packages = false\nversion = {target.python}\n"
    (tree / PROGRAM.lstrip("/") / "pyvenv.cfg").write_text(home)
    for name, module in (("kiosk", "kiosk.cli"), ("kiosk-launcher", "kiosk_launcher.__main__")):
        text = f"#!{PROGRAM}/bin/python3\nimport sys\n\nfrom {module} import main\n\nsys.exit(main())\n"
        _write(programs / name, text, 0o755)


def _system(tree: Path, target: Target) -> None:
    """Units, the user and its folder, and the command; nothing of it is active until `kiosk device set-up`."""
    resources = TOP / "resources" / "system"
    data = f"{target.site}/kiosk/_data/resources/system"
    for name, file in PACKAGED.items():
        source = next(path for path in resources.rglob(name) if path.parent.name != "cage")
        text = fill_unit(source.read_text("utf-8"), "none", f"{PROGRAM}/bin", data)
        _write(tree / file.lstrip("/"), text)
    _write(tree / "usr/bin/kiosk", wrapper(f"{PROGRAM}/bin"), 0o755)
    for name in ("sysusers", "tmpfiles"):
        _write(tree / f"usr/lib/{name}.d/yi-kiosk.conf", (HERE / f"{name}.conf").read_text("utf-8"))


def _documents(tree: Path) -> None:
    folder = tree / "usr/share/doc/yi-kiosk"
    folder.mkdir(parents=True)
    for name in ("README.md", "THIRD_PARTY.md"):
        shutil.copyfile(TOP / name, folder / name)
    shutil.copyfile(TOP / "docs" / "licences.md", folder / "licences.md")
    # As Debian wants it: a space before each line, a dot on an empty one.
    licence = "\n".join(f" {line or '.'}" for line in (TOP / "LICENSE").read_text("utf-8").splitlines())
    _write(folder / "copyright", (HERE / "copyright").read_text("utf-8").replace("@LICENCE@", licence))
    changes = (TOP / "CHANGELOG.md").read_bytes()
    (folder / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def _control(tree: Path, arch: str, target: Target) -> int:
    """Write what dpkg reads; return the size of all files in bytes, each in blocks of 4 kB."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(-(-file.stat().st_size // 4096) * 4096 for file in files)
    debian = tree / "DEBIAN"
    debian.mkdir()
    values = {
        "VERSION": _version(target),
        "ARCH": arch,
        "SIZE": str(size // 1024),
        "DEPENDS": ", ".join(depends(target)),
    }
    for name in ("control", "postinst", "prerm", "postrm"):
        text = (HERE / name).read_text("utf-8")
        for key, value in values.items():
            text = text.replace(f"@{key}@", value)
        _write(debian / name, text, 0o644 if name == "control" else 0o755)
    sums = [
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {file.relative_to(tree)}\n"
        for file in files
    ]
    _write(debian / "md5sums", "".join(sums))
    return size


def depends(target: Target) -> list[str]:
    """Return the Debian packages without which a device set up by `kiosk device set-up` shows nothing, or is silent."""
    text = re.sub("#.*", "", (TOP / "setup" / "debian-packages.txt").read_text("utf-8"))
    needed = {*text.split(), *SESSION_PACKAGES, *SOUND_PACKAGES} - {*NOT_ON_A_DEVICE}
    return [f"python3 (>= {target.python})", f"python3 (<< {target.next_python})", *sorted(needed)]


def _normalise(tree: Path, epoch: int) -> None:
    """The same times and rights, whoever builds."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def _sums(package: Path, key: str) -> None:
    """dist/SHA256SUMS of every package there, and its signature."""
    sums = DIST / "SHA256SUMS"
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(DIST.glob("*.deb"))]
    sums.write_text("".join(lines))
    signature = sums.with_name("SHA256SUMS.asc")
    signature.unlink(missing_ok=True)  # of earlier sums
    if key:
        command = [
            "gpg",
            "--batch",
            "--local-user",
            key,
            "--armor",
            "--output",
            str(signature),
            "--detach-sign",
            str(sums),
        ]
        subprocess.run(command, check=True)
        print(f"signed: {signature.relative_to(TOP)} ({package.name} among others)")


def _write(file: Path, text: str, mode: int = 0o644) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)


if __name__ == "__main__":
    sys.exit(main())
