"""``limner key``: keeps a service's key in the system keyring; it is never shown or an argument."""

import argparse
import getpass
import os
import sys

from limner.actions.effective_settings import effective_settings
from limner.cli.console import print_line, say
from limner.errors import InputError
from limner.services import hosts, keys
from limner.settings.declaration import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner key``."""
    parser.add_argument("action", choices=("set", "clear", "status"), help="what to do")
    parser.add_argument(
        "service",
        nargs="?",
        choices=("chat", "image", "upload"),
        help="which service; all that are set up without it",
    )


def run(options: argparse.Namespace) -> int:
    """Set, clear or describe the keys of the services that are set up."""
    found = effective_settings(None, {}, os.environ).settings
    services = {kind: _endpoint(kind, found) for kind in _kinds(options.service, found)}
    if options.action == "status":
        held = keys.take_keys(os.environ)
        for kind, endpoint in services.items():
            print_line(f"{kind}: {keys.key_status(kind, endpoint, held, found.key_command)}")
        return 0
    for endpoint in dict.fromkeys(services.values()):
        if options.action == "set":
            keys.set_key(endpoint, _typed(endpoint.authority))
            say(f"The key for {endpoint.authority} is kept in the system keyring.")
        elif keys.clear_key(endpoint):
            say(f"The key for {endpoint.authority} is removed from the system keyring.")
        else:
            say(f"There was no key for {endpoint.authority} in the system keyring.")
    return 0


def _kinds(service: keys.Purpose | None, found: Settings) -> tuple[keys.Purpose, ...]:
    if service:
        return (service,)
    return ("chat", "image", "upload") if found.upload_url else ("chat", "image")


def _endpoint(kind: keys.Purpose, found: Settings) -> hosts.Endpoint:
    if kind == "upload":
        if not found.upload_url:
            raise InputError("Nothing is uploaded yet: set upload.url first.")
        return hosts.endpoint(found.upload_url, "upload.url")
    base_url = found.chat_base_url if kind == "chat" else found.image_base_url
    return hosts.endpoint(base_url, f"{kind}.baseUrl")


def _typed(host: str) -> str:
    """Read a key without showing it; from a pipe, its first line."""
    if sys.stdin.isatty():
        return getpass.getpass(f"Key for {host}: ")
    return sys.stdin.readline().rstrip("\r\n")
