"""Where the key of a service comes from, and nothing that could show it.

In this order: ``LIMNER_CHAT_KEY`` or ``LIMNER_IMAGE_KEY``, the user's ``keyCommand``, the system
keyring (with the extra ``keyring``), and ``OPENAI_API_KEY`` for api.openai.com alone. The secret
for uploads comes from ``LIMNER_UPLOAD_KEY`` or the keyring. A key is never a setting, never an
argument of a process, and never part of a message.
"""

import asyncio
import shlex
import shutil
import subprocess
import threading
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, TypeVar

from limner.errors import InputError
from limner.services.hosts import Endpoint

Purpose = Literal["chat", "image", "upload"]

COMMAND_SECONDS = 10.0
KEYRING_SECONDS = 5.0
"""A keyring may wait for a password window that nobody sees."""

KEYRING_SERVICE = "limner"

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Keys:
    """The keys that the environment held at start; their texts are never shown."""

    chat: str = field(default="", repr=False)
    image: str = field(default="", repr=False)
    openai: str = field(default="", repr=False)
    upload: str = field(default="", repr=False)

    def own(self, purpose: Purpose) -> str:
        """Return the key of the variable for *purpose*; ``""`` when there was none."""
        return {"chat": self.chat, "image": self.image, "upload": self.upload}[purpose]

    def __bool__(self) -> bool:
        """Say whether there was any."""
        return bool(self.chat or self.image or self.openai or self.upload)


def take_keys(environ: MutableMapping[str, str]) -> Keys:
    """Take the keys out of *environ*, so that no child process and no library inherits them."""
    return Keys(
        chat=environ.pop("LIMNER_CHAT_KEY", ""),
        image=environ.pop("LIMNER_IMAGE_KEY", ""),
        openai=environ.pop("OPENAI_API_KEY", ""),
        upload=environ.pop("LIMNER_UPLOAD_KEY", ""),
    )


async def find_key(
    purpose: Purpose, service: Endpoint, keys: Keys, key_command: str = ""
) -> str | None:
    """Return the key for *service*, or ``None`` when there is none.

    Raises:
        InputError: a key that cannot be one, or a key command that fails.
    """
    key = keys.own(purpose)
    if key:
        return checked(key, f"LIMNER_{purpose.upper()}_KEY")
    # That command prints the key of the models' service, which nobody else is sent.
    if key_command and purpose != "upload":
        return await asyncio.to_thread(_from_command, key_command)
    if not service.loopback or purpose == "upload":
        stored = await asyncio.to_thread(_from_keyring, service.authority)
        if stored:
            return checked(stored, "The key in the system keyring")
    if keys.openai and service.openai and purpose != "upload":
        return checked(keys.openai, "OPENAI_API_KEY")
    return None


def checked(key: str, where: str) -> str:
    """Return *key* if it can stand in an HTTP header.

    Raises:
        InputError: it is empty, or holds blanks, line ends or letters outside ASCII.
    """
    if not key or not all("!" <= letter <= "~" for letter in key):
        raise InputError(
            f"{where} is no usable key: it must be one word of plain letters, digits and signs, "
            "without blanks or a line end."
        )
    return key


def has_keyring() -> bool:
    """Say whether there is a system keyring that a key can be kept in."""
    return _keyring() is not None


def set_key(service: Endpoint, key: str) -> None:
    """Keep *key* for *service* in the system keyring.

    Raises:
        InputError: the key cannot be one, or there is no keyring to keep it in.
    """
    checked(key, "What was given")
    backend = _keyring()
    if backend is None:
        raise InputError(NO_KEYRING)
    _bounded(lambda: backend.set_password(KEYRING_SERVICE, service.authority, key))


def clear_key(service: Endpoint) -> bool:
    """Remove the key of *service* from the system keyring; say whether there was one.

    Raises:
        InputError: there is no keyring.
    """
    backend = _keyring()
    if backend is None:
        raise InputError(NO_KEYRING)
    if not _from_keyring(service.authority):
        return False
    _bounded(lambda: backend.delete_password(KEYRING_SERVICE, service.authority))
    return True


def key_status(purpose: Purpose, service: Endpoint, keys: Keys, key_command: str = "") -> str:
    """Say in one sentence where the key of *service* would come from; no key is shown."""
    if keys.own(purpose):
        return f"The key for {service.authority} comes from LIMNER_{purpose.upper()}_KEY."
    if key_command and purpose != "upload":
        return f"The key for {service.authority} comes from your keyCommand."
    if (not service.loopback or purpose == "upload") and _from_keyring(service.authority):
        return f"The key for {service.authority} comes from the system keyring."
    if keys.openai and service.openai and purpose != "upload":
        return f"The key for {service.authority} comes from OPENAI_API_KEY."
    if service.loopback and purpose != "upload":
        return "No key, as is usual on your own machine."
    return f"There is no key for {service.authority}."


NO_KEYRING = (
    "There is no system keyring to keep a key in: install limner[keyring] on a desktop, "
    "or set LIMNER_CHAT_KEY and LIMNER_IMAGE_KEY, or keyCommand in your config.toml."
)


def _from_command(command: str) -> str:
    """Run the user's key command: no shell, found on the user's path, outside any project."""
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    program = shutil.which(words[0]) if words else None
    if program is None or not Path(program).is_absolute():
        raise InputError("keyCommand in your config.toml names no program that can be found.")
    try:
        # The command is the user's own setting; no shell sees it and it runs in the home folder.
        done = subprocess.run(  # noqa: S603
            [program, *words[1:]],
            cwd=Path.home(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=COMMAND_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            f"keyCommand did not answer within {COMMAND_SECONDS:.0f} seconds."
        ) from None
    except OSError:
        raise InputError("keyCommand could not be started.") from None
    if done.returncode != 0:
        raise InputError(f"keyCommand failed with exit code {done.returncode}.")
    # A program's line end belongs to its printing, not to the key.
    text = done.stdout.decode("ascii", "replace").removesuffix("\n").removesuffix("\r")
    return checked(text, "What keyCommand printed")


def _from_keyring(account: str) -> str | None:
    backend = _keyring()
    if backend is None:
        return None
    try:
        found = _bounded(lambda: backend.get_password(KEYRING_SERVICE, account))
    except InputError:
        return None
    return found if isinstance(found, str) else None


def _keyring() -> Any | None:
    """Return the system's keyring; ``None`` without the extra, and for plain-text stores."""
    try:
        keyring = import_module("keyring")
    except ImportError:
        return None
    try:
        backend = _bounded(keyring.get_keyring)
    except InputError:
        return None
    for member in getattr(backend, "backends", [backend]):
        kind = type(member)
        if kind.__module__.startswith(WEAK_KEYRINGS) or "Plaintext" in kind.__name__:
            return None
    return backend


WEAK_KEYRINGS = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""Backends that keep nothing, or keep it for everyone to read."""


def _bounded(call: Callable[[], _Result]) -> _Result:
    """Run *call* for at most ``KEYRING_SECONDS``.

    The thread is a daemon: a keyring that waits for ever must not keep the process from ending.

    Raises:
        InputError: it failed or took longer. What it said is dropped: it may quote a key.
    """
    results: list[_Result] = []

    def run() -> None:
        with suppress(Exception):
            results.append(call())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(KEYRING_SECONDS)
    if not results:
        raise InputError("The system keyring did not answer: unlock it and try again.")
    return results[0]
