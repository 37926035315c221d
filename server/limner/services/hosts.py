"""Which host would be sent something, and whether the person has agreed to that host.

Loopback hosts need no agreement. Every other host needs one, once: in the setting ``allowedHosts``
or by a yes that `agree` keeps in the state folder. Hosts are compared parsed and whole, never by
prefix or pattern.
"""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from limner import files
from limner.errors import InputError

OPENAI_BASE_URL = "https://api.openai.com/v1"
"""Where OpenAI's own services live: used when only a key is set up."""

AGREED = "agreed-hosts"
"""The file in the state folder that holds one agreed host per line."""


@dataclass(frozen=True)
class Endpoint:
    """A service's base URL, checked and taken apart.

    Attributes:
        scheme: ``https``, or ``http`` on loopback.
        host: lower-case ASCII name or address, IPv6 without brackets.
        port: the port, also where the URL left it out.
        path: the path without its last slash (``/v1``).
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The base URL in its plain form."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """Host, and the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _port(self.scheme) else f"{host}:{self.port}"

    @property
    def loopback(self) -> bool:
        """Whether this is the person's own machine."""
        return _is_loopback(self.host)

    @property
    def openai(self) -> bool:
        """Whether this is OpenAI itself, the one host that its own key and headers belong to."""
        return self.scheme == "https" and self.authority == "api.openai.com"


def endpoint(base_url: str, setting: str = "base URL") -> Endpoint:
    """Read *base_url*; *setting* names it in messages. Empty means OpenAI's own.

    Raises:
        InputError: no ``http(s)://``, a bad host or port, a user name, a query or a fragment, or
            plain ``http`` to a host that is not this machine.
    """
    text = base_url or OPENAI_BASE_URL
    parts, port = _split(text, setting)
    if parts.scheme not in ("http", "https"):
        raise InputError(f"{setting} must begin with https:// (or http:// on this machine).")
    if parts.username is not None or parts.password is not None:
        raise InputError(f"{setting} must not hold a user name or key: see “limner key set”.")
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise InputError(f"{setting} must end with its path: remove what follows “?” or “#”.")
    host = _host(parts.hostname or "", setting)
    if parts.scheme == "http" and not _is_loopback(host):
        raise InputError(
            f"{setting} would send text unencrypted to {host}: use https://, "
            "plain http:// works on this machine only."
        )
    return Endpoint(
        scheme=parts.scheme,
        host=host,
        port=_port(parts.scheme) if port is None else port,
        path=parts.path.rstrip("/"),
    )


def permitted(target: Endpoint, allowed: Iterable[str]) -> bool:
    """Say whether *target* may be sent to; an entry of *allowed* is a host or a host and port."""
    if target.loopback:
        return True
    host = f"[{target.host}]" if ":" in target.host else target.host
    names = {host, f"{host}:{target.port}"}
    return any(entry.strip().lower().rstrip(".") in names for entry in allowed)


def agreed(state: Path) -> tuple[str, ...]:
    """Return the hosts that were agreed to before; none when the file is missing or damaged."""
    try:
        lines = files.read_text(state / AGREED).split("\n")
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(line for line in lines if line)


def agree(target: Endpoint, state: Path) -> None:
    """Keep the person's yes to *target*.

    Raises:
        SaveError: the state folder cannot be written.
    """
    agree_to(target.authority, state)


def agree_to(name: str, state: Path) -> None:
    """Keep the person's yes to a host of that *name*.

    Raises:
        SaveError: the state folder cannot be written.
    """
    hosts = dict.fromkeys((*agreed(state), name))
    files.write_private(state / AGREED, "".join(f"{host}\n" for host in hosts).encode())


def _split(text: str, setting: str) -> tuple[SplitResult, int | None]:
    if re.search(r"[\s\\\x00-\x1f\x7f]", text):
        raise InputError(f"{setting} must not hold blanks, line ends or backslashes.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise InputError(f"{setting} has a port or address that does not exist.") from None
    if port == 0:
        raise InputError(f"{setting} has a port that does not exist.")
    return parts, port


def _host(text: str, setting: str) -> str:
    """Return *text* as one plain host name or address.

    ``127.1``, ``0x7f.1`` and ``2130706433`` are addresses in disguise: resolvers take them, so a
    last label that is a number must be part of a plain IPv4 address.
    """
    host = text.lower().rstrip(".")
    if not host:
        raise InputError(f"{setting} names no host.")
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    if not re.fullmatch(r"(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})*", host) or len(host) > 253:
        raise InputError(f"{setting} must name its host in plain letters, digits, dots and dashes.")
    if re.fullmatch(r"\d+|0x[0-9a-f]*", host.rsplit(".", 1)[-1]):
        raise InputError(f"{setting} has an address that is not written as 1.2.3.4.")
    return host


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address in ipaddress.ip_network("127.0.0.0/8") if address.version == 4 else host == "::1"


def _port(scheme: str) -> int:
    return 443 if scheme == "https" else 80
