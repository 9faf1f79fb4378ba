"""Paths of the product's own files, in a checkout and in a wheel, and of the folders that it may write to."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "yi-kiosk"
DEFAULT_PACK = "zhenjiang-new-area"  # the built-in pack that is shown where none is installed
_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_data"


def _data() -> Path:
    """Return the folder that holds resources/ and content/: inside the wheel, else the top of the checkout."""
    return _PACKED if is_installed() else _PACKAGE.parent


def is_installed() -> bool:
    """Return whether the program is installed from a wheel; else it runs in a checkout."""
    return _PACKED.is_dir()


def resources() -> Path:
    """Return the folder of the product's own themes, strings and pictures."""
    return _data() / "resources"


def locale() -> Path:
    """Return the folder of the catalogues of messages, one for each language."""
    return resources() / "locale"


def content() -> Path:
    """Return the folder of the packs that ship; each of its folders is one pack."""
    return _data() / "content"


def docs() -> Path:
    """Return the folder of the documents that `kiosk help` prints."""
    return _data() / "docs"


def qml() -> Path:
    """Return the QML import path: the folder that holds Kiosk/."""
    return _PACKAGE / "qml"


def blocks() -> Path:
    """Return the folder of the program's own kinds of block; each of its folders is one."""
    return _PACKAGE / "blocks"


def cache() -> Path:
    """Return the folder of prepared pictures; may be emptied at any time. Not created here."""
    from platformdirs import user_cache_path

    return user_cache_path(NAME, appauthor=False)


def journal() -> Path:
    """Return the file of votes (SQLite). Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "journal.sqlite"


def store() -> Path:
    """Return the folder of installed packs, unless device.yaml or an option names another. Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "store"


def desk() -> Path:
    """Return the folder of the histories of packs that are edited in the browser. Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "desk"


def withdrawn() -> Path:
    """Return the withdrawal list of this device, which every pack obeys. Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "withdrawn.json"


def reserves() -> Path:
    """Return the folder for files that survive the loss of the data folder. Not created here."""
    from platformdirs import user_state_path

    return user_state_path(NAME, appauthor=False) / "reserve"


def protocols() -> Path:
    """Return the folder of the protocols of withdrawals. Not created here."""
    return withdrawn().with_name("withdrawals")


def instance_lock() -> Path:
    """Return the file that a running kiosk locks, as the only writer of this device's data. Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "kiosk.lock"


def trusted_keys() -> tuple[Path, ...]:
    """Return the folders of the keys that this device trusts, beside the places of device.yaml. Not created here."""
    return tuple(file.with_name("trusted-keys") for file in config_candidates())


def pin() -> Path:
    """Return the file of the operator's PIN, beside the user's device.yaml. Not created here."""
    return config_candidates()[0].with_name("pin.json")


def attempts() -> Path:
    """Return the file that counts wrong attempts at the PIN. Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "pin-attempts.json"


def control() -> Path:
    """Return the control socket of a running kiosk. Not created here."""
    from platformdirs import user_state_path

    return user_state_path(NAME, appauthor=False) / "control"


def control_address(file: Path) -> str:
    """Return the name of the control socket at `file`: the file itself, on Windows a pipe of this user."""
    if os.name == "posix":
        return str(file)
    return f"yi-kiosk-{os.environ.get('USERNAME', '')}"


def kept_settings() -> Path:
    """Return the file of the last settings read from device.yaml, for a reading that fails. Not created here."""
    from platformdirs import user_state_path

    return user_state_path(NAME, appauthor=False) / "device.json"


def restarts() -> Path:
    """Return the file where restarts and their reasons are recorded, as JSON Lines. Not created here."""
    from platformdirs import user_state_path

    return user_state_path(NAME, appauthor=False) / "restarts.jsonl"


def panel() -> Path:
    """Return the file of the settings made in the operator menu. Not created here."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "panel.json"


def log_dir() -> Path:
    """Return the folder of the log. Not created here."""
    from platformdirs import user_log_path

    return user_log_path(NAME, appauthor=False)


def config_candidates() -> tuple[Path, ...]:
    """Return the places of device.yaml, in order of precedence: the user's folder, then the system's."""
    from platformdirs import site_config_path, user_config_path

    machine = site_config_path(NAME, appauthor=False) if os.name == "nt" else Path("/etc") / NAME
    return tuple(folder / "device.yaml" for folder in (user_config_path(NAME, appauthor=False), machine))
