"""``limner setup``: finds servers, takes keys, tries a model, writes the person's settings."""

import argparse
import asyncio
import os
from collections.abc import Mapping
from typing import Any

from limner.actions.effective_settings import effective_settings
from limner.actions.setting_up import service_setup
from limner.cli.console import interactive, print_json, print_line, say, tell
from limner.cli.setup.interview import Interview
from limner.cli.setup.present_services import Kind, PresentServices
from limner.cli.setup.stated_services import apply_stated, settings_file, write_settings
from limner.errors import InputError
from limner.services import hosts, keys
from limner.services.discovery import FoundServer, find_servers
from limner.services.model_names import chat_models, image_models
from limner.settings.declaration import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner setup``."""
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="json: print what is found, or what was done, as one object, and ask nothing",
    )
    for kind, does in (("chat", "writes prompts"), ("image", "draws pictures")):
        parser.add_argument(
            f"--{kind}-base-url", metavar="URL", help=f"the service that {does}, or none"
        )
        parser.add_argument(f"--{kind}-model", metavar="NAME", help=f"the model that {does}")
    parser.add_argument(
        "--no-try", action="store_true", help="write the settings without trying the chat model"
    )


def run(options: argparse.Namespace) -> int:
    """Ask and write; without a terminal, print what is there; with URLs or models, just write."""
    environ = dict(os.environ)
    keys.take_keys(os.environ)
    found = effective_settings(None, {}, environ)
    for problem in found.problems:
        say(problem)
    held = found.settings
    names = ("chat_base_url", "chat_model", "image_base_url", "image_model")
    if any(getattr(options, name) is not None for name in names):
        return apply_stated(options, held, environ)
    if options.no_try:
        raise InputError("--no-try needs what to write: add --chat-base-url or --image-base-url.")
    if options.format == "json" or not interactive():
        print_json(_report(asyncio.run(find_servers()), held, environ))
        return 0
    return _converse(held, environ)


def _converse(held: Settings, environ: Mapping[str, str]) -> int:
    tell("Looking on this machine for Ollama, LM Studio, llama.cpp, vLLM, LocalAI and sd-server …")
    interview = Interview(asyncio.run(find_servers()), held, environ)
    chat, image = interview.chat(), interview.image()
    values = service_setup.new_values(chat, image, held)
    tell()
    unkept = service_setup.unkept_keys(chat, image)
    if values and not interview.agrees_to_write(settings_file(), values, unkept):
        tell("Nothing is changed.")
        return 0
    _, notes = write_settings(values, chat, image, environ)
    for note in notes:
        say(note)
    if not values:
        for note in unkept:
            tell(note)
        tell("Nothing is to be changed in your settings. “limner doctor” shows what is set up.")
        return 0
    then = "" if unkept else f' Try it: limner expand "{service_setup.TRIAL_WORDS}"'
    print_line(f"Written to {settings_file()}.{then}")
    return 0


def _report(
    found: tuple[FoundServer, ...], held: Settings, environ: Mapping[str, str]
) -> dict[str, Any]:
    """Return what is there, for a client that asks by itself."""
    present = PresentServices(held, keys.take_keys(dict(environ)))

    def has_key(kind: Kind, base_url: str) -> bool:
        return present.has_key(kind, hosts.endpoint(base_url, f"{kind}.baseUrl"))

    return {
        "chat": [
            _row(server, chat_models(server.models)) for server in found if not server.only_draws
        ],
        "image": [
            _row(server, drawing)
            for server in found
            if (drawing := image_models(server.models)) or server.only_draws
        ],
        "config": str(settings_file()),
        "keys": {
            "chat": has_key("chat", held.chat_base_url),
            "image": has_key("image", held.image_base_url),
            "openai": has_key("chat", hosts.OPENAI_BASE_URL),
            "keyring": keys.has_keyring(),
        },
        "current": {
            "engine": held.engine,
            "chat": {"baseUrl": held.chat_base_url, "model": held.chat_model},
            "image": {"baseUrl": held.image_base_url, "model": held.image_model},
        },
    }


def _row(server: FoundServer, models: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": server.name,
        "baseUrl": server.endpoint.url,
        "models": list(models),
        "reachable": not server.problem or server.wants_key,
        "problem": server.problem or None,
    }
