"""Keys and signatures (ed25519, by securesystemslib): the makers of archives, and those a device trusts."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.content.messages import Message
from kiosk.device.disk import write_new
from kiosk.device.errors import RefusedError, for_the_disk

if TYPE_CHECKING:
    from securesystemslib.signer import SSlibKey

PRIVATE, PUBLIC = ".key", ".pub"
LARGEST = 10_000  # bytes of a key file


@dataclass(frozen=True, slots=True)
class Trusted:
    """A public key and the name of its file."""

    name: str
    key: SSlibKey


@dataclass(frozen=True, slots=True)
class Verdict:
    """`signed`: the key's name or the beginning of its id; "" if unsigned. `fault`: why it is refused."""

    signed: str = ""
    fault: Message | None = None


def make_keys(name: str, folder: Path) -> tuple[Path, Path]:
    """Write NAME.key (mode 0600) and NAME.pub into `folder`, and return both; never overwrite. Raises RefusedError."""
    from securesystemslib.signer import CryptoSigner

    signer = CryptoSigner.generate_ed25519()
    private, public = folder / f"{name}{PRIVATE}", folder / f"{name}{PUBLIC}"
    words = json.dumps({"keyid": signer.public_key.keyid} | signer.public_key.to_dict(), indent=1) + "\n"
    for file in (private, public):
        if os.path.lexists(file):
            raise RefusedError(Message("{file} is there already; choose another name", file=file))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_new(private, signer.private_bytes, 0o600)
        try:
            write_new(public, words.encode())
        except OSError:  # one without the other is useless, and blocks both
            with suppress(OSError):
                private.unlink()
            raise
    except OSError as error:
        raise for_the_disk(Message("the keys were not made"), error) from error
    return private, public


def signing_with(file: Path) -> Callable[[bytes], bytes]:
    """Return a function that signs with a private key: bytes in, the text of manifest.sig out. Raises RefusedError."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from securesystemslib.signer import CryptoSigner

    try:
        key = load_pem_private_key(_bytes(file), None)
    except (ValueError, TypeError) as error:
        raise RefusedError(Message("{file} is no private key of `kiosk pack keygen`", file=file)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise RefusedError(Message("{file} is no private key of `kiosk pack keygen`", file=file))
    signer = CryptoSigner(key)

    def sign(data: bytes) -> bytes:
        return json.dumps(signer.sign(data).to_dict(), indent=1).encode() + b"\n"

    return sign


def is_open_to_others(file: Path) -> bool:
    """Return whether other users of this machine may read a private key."""
    return os.name == "posix" and bool(stat.S_IMODE(file.stat().st_mode) & 0o077)


def read_public(file: Path) -> Trusted:
    """Return a public key. Raises RefusedError."""
    from securesystemslib.signer import SSlibKey

    try:
        words: dict[str, Any] = dict(json.loads(_bytes(file)))
        key = SSlibKey.from_dict(str(words.pop("keyid")), words)
        sound = (key.keytype, key.scheme, len(bytes.fromhex(key.keyval["public"]))) == ("ed25519", "ed25519", 32)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RefusedError(Message("{file} is no public key of `kiosk pack keygen`", file=file)) from error
    if not sound:
        raise RefusedError(Message("{file} is no public key of `kiosk pack keygen`", file=file))
    return Trusted(file.stem, key)


def trusted_in(folders: Iterable[Path]) -> Mapping[str, Trusted] | None:
    """Return the keys (`*.pub`) of the existing folders, by their ids; None if no folder exists: all are trusted.

    A folder without keys trusts nobody; one that cannot be read raises RefusedError.
    """
    found: dict[str, Trusted] = {}
    there = False
    for folder in folders:
        if not os.path.lexists(folder):
            continue
        there = True
        try:
            files = sorted(file for file in folder.iterdir() if file.suffix == PUBLIC)
        except OSError as error:
            raise for_the_disk(Message("the trusted keys in {folder} cannot be read", folder=folder), error) from error
        for file in files:
            trusted = read_public(file)
            found[trusted.key.keyid] = trusted
    return found if there else None


def judge(data: bytes, signature: bytes | None, trusted: Mapping[str, Trusted] | None) -> Verdict:
    """Return who signed the bytes of a manifest, and why a device that trusts these keys would refuse them."""
    if signature is None:
        names = ", ".join(sorted(key.name for key in (trusted or {}).values())) or "–"
        refused = Message("is not signed, and this device takes only what is signed with: {names}", names=names)
        return Verdict(fault=None if trusted is None else refused)
    from securesystemslib.signer import Signature

    try:
        read = Signature.from_dict(dict(json.loads(signature)))
        short = str(read.keyid)[:16]
    except (ValueError, TypeError, KeyError, RecursionError):
        return Verdict(fault=Message("has a signature that cannot be read"))
    if trusted is None:
        return Verdict(short)
    known = trusted.get(read.keyid)
    if known is None:
        return Verdict(short, Message("is signed with a key that this device does not trust: {key}", key=short))
    return Verdict(known.name, None if _holds(known.key, read, data) else Message("was changed after it was signed"))


def _holds(key: SSlibKey, signature: Any, data: bytes) -> bool:
    from securesystemslib.exceptions import UnverifiedSignatureError, VerificationError

    try:
        key.verify_signature(signature, data)
    except (UnverifiedSignatureError, VerificationError):
        return False
    return True


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST)
    except OSError as error:
        raise for_the_disk(Message("{file} cannot be read", file=file), error) from error
