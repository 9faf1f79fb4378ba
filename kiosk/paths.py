"""Paths of the product's own files, in a checkout and in a wheel, and of the folders that it may write to."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "yi-kiosk"
DEFAULT_PACK = "zhenjiang-new-area"  # of those that ship, the one that is shown where none is installed
_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_data"


def _data() -> Path:
    """The folder that holds resources/ and content/: inside the wheel, else the top of the checkout."""
    return _PACKED if _PACKED.is_dir() else _PACKAGE.parent


def resources() -> Path:
    """The folder of themes, strings and pictures of the product itself."""
    return _data() / "resources"


def content() -> Path:
    """The folder of the packs that ship; each of its folders is one pack."""
    return _data() / "content"


def docs() -> Path:
    """The folder of the documents that `kiosk help` prints."""
    return _data() / "docs"


def qml() -> Path:
    """The QML import path: the folder that holds Kiosk/."""
    return _PACKAGE / "qml"


def cache() -> Path:
    """Where prepared pictures are kept; may be emptied at any time. Not created here."""
    from platformdirs import user_cache_path

    return user_cache_path(NAME, appauthor=False)


def journal() -> Path:
    """The file of votes (SQLite). Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "journal.sqlite"


def store() -> Path:
    """Where installed packs are kept, unless device.yaml or an option says otherwise. Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "store"


def withdrawn() -> Path:
    """The list of what was withdrawn on this device, which every pack obeys. Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "withdrawn.json"


def reserves() -> Path:
    """The folder for what outlives the loss of the data folder. Not created here."""
    from platformdirs import user_state_path

    return user_state_path(NAME, appauthor=False) / "reserve"


def protocols() -> Path:
    """The folder in which the protocols of withdrawals are kept. Not created here."""
    return withdrawn().with_name("withdrawals")


def instance_lock() -> Path:
    """What a running kiosk locks, so that it is the only one that writes this device's data. Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "kiosk.lock"


def trusted_keys() -> tuple[Path, ...]:
    """The folders of the keys that this device trusts, beside where device.yaml may lie. Not created here."""
    return tuple(file.with_name("trusted-keys") for file in config_candidates())


def pin() -> Path:
    """The file of the operator's PIN, beside the user's device.yaml. Not created here."""
    return config_candidates()[0].with_name("pin.json")


def attempts() -> Path:
    """Where wrong attempts at the PIN are counted. Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "pin-attempts.json"


def control() -> Path:
    """The socket over which a running kiosk is asked. Not created here."""
    from platformdirs import user_state_path

    return user_state_path(NAME, appauthor=False) / "control"


def control_address(file: Path) -> str:
    """Return the name of the control socket at `file`: the file itself, on Windows a pipe of this user."""
    if os.name == "posix":
        return str(file)
    return f"yi-kiosk-{os.environ.get('USERNAME', '')}"


def kept_settings() -> Path:
    """What device.yaml said when it was read last, for a reading that fails. Not created here."""
    from platformdirs import user_state_path

    return user_state_path(NAME, appauthor=False) / "device.json"


def restarts() -> Path:
    """Where the launcher writes down why it started the kiosk again: a line of JSON each. Not created here."""
    from platformdirs import user_state_path

    return user_state_path(NAME, appauthor=False) / "restarts.jsonl"


def panel() -> Path:
    """What was set on the operator's panel. Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "panel.json"


def log_dir() -> Path:
    """Where the log is written. Not created here."""
    from platformdirs import user_log_path

    return user_log_path(NAME, appauthor=False)


def config_candidates() -> tuple[Path, ...]:
    """Where device.yaml is looked for, first come first served: the user's folder, then the whole machine's."""
    from platformdirs import site_config_path, user_config_path

    machine = site_config_path(NAME, appauthor=False) if os.name == "nt" else Path("/etc") / NAME
    return tuple(folder / "device.yaml" for folder in (user_config_path(NAME, appauthor=False), machine))
