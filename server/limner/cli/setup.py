"""``limner setup``: finds servers, takes keys, tries a model, writes the person's settings."""

import argparse
import asyncio
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from limner import files
from limner.actions import service_setup
from limner.actions.effective_settings import effective_settings
from limner.actions.service_setup import ServiceChoice, Trial
from limner.cli.console import interactive, print_json, print_line, say, tell
from limner.cli.setup_questions import Interview
from limner.errors import InputError, LimnerError, ServiceError
from limner.services import hosts, keys
from limner.services.discovery import FoundServer, NoModelList, find_servers, list_models
from limner.services.model_names import chat_models, image_models
from limner.settings.declaration import Settings

NOBODY = "none"
"""What stands for no service in place of a base URL."""

SWITCHED = ("The setting engine was “offline” and is “auto” now: the model is used.",)


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
        return _apply(options, held, environ)
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
    if values and not interview.agrees_to_write(_file(), values, unkept):
        tell("Nothing is changed.")
        return 0
    _, notes = _write(values, chat, image, environ)
    for note in notes:
        say(note)
    if not values:
        for note in unkept:
            tell(note)
        tell("Nothing is to be changed in your settings. “limner doctor” shows what is set up.")
        return 0
    then = "" if unkept else f' Try it: limner expand "{service_setup.TRIAL_WORDS}"'
    print_line(f"Written to {_file()}.{then}")
    return 0


def _apply(options: argparse.Namespace, held: Settings, environ: Mapping[str, str]) -> int:
    """Do what the command line says, without a question."""
    chat: ServiceChoice | None = None
    image: ServiceChoice | None = None
    trial: Trial | None = None
    error: LimnerError | None = None
    notes: tuple[str, ...] = ()
    written = False
    try:
        chat, image = (
            _stated("chat", options.chat_base_url, options.chat_model, held, environ),
            _stated("image", options.image_base_url, options.image_model, held, environ),
        )
        notes = _cautions(chat, image, held, environ)
        if chat is not None and chat.base_url and not options.no_try:
            trial = asyncio.run(service_setup.try_chat(chat, environ))
        values = service_setup.new_values(chat, image, held)
        written, more = _write(values, chat, image, environ)
        notes = (*notes, *(SWITCHED if values.get("engine") == "auto" else ()), *more)
    except LimnerError as failed:
        error = failed
    if options.format == "json":
        print_json(_outcome(chat, image, trial, error, notes, written))
        return 0 if error is None else error.exit_code
    for note in notes:
        say(note)
    if error is not None:
        tried = chat is not None and isinstance(error, ServiceError)
        say(
            f"{error} Nothing is written; --no-try writes it all the same." if tried else str(error)
        )
        return error.exit_code
    if chat is not None and trial is not None:
        print_line(f"“{chat.model}” took {trial.seconds:.1f} s and wrote:")
        print_line(trial.prompt)
    print_line(f"Written to {_file()}." if written else f"Nothing had to be changed in {_file()}.")
    return 0


def _stated(
    kind: Literal["chat", "image"],
    base_url: str | None,
    model: str | None,
    held: Settings,
    environ: Mapping[str, str],
) -> ServiceChoice | None:
    """Return the choice that the command line states, completed by what is set up or listed."""
    if base_url is None and model is None:
        return None
    if base_url == NOBODY and model:
        raise InputError(f"--{kind}-model needs a service: leave it out, or name its base URL.")
    if base_url == NOBODY:
        return ServiceChoice("")
    current = held.chat_base_url if kind == "chat" else held.image_base_url
    if not base_url and not current:
        raise InputError(f"No service is set up for --{kind}-model: add --{kind}-base-url.")
    place = hosts.endpoint(base_url or current, f"--{kind}-base-url")
    choice = ServiceChoice(place.url, model or "")
    if not model:
        key = asyncio.run(service_setup.usable_key(kind, choice, environ))
        try:
            listed = asyncio.run(list_models(kind, place, key))
        except NoModelList as error:
            raise InputError(f"{error} Name the model with --{kind}-model.") from None
        fitting = chat_models(listed) if kind == "chat" else image_models(listed)
        if not fitting:
            does = "writes" if kind == "chat" else "draws"
            raise InputError(
                f"{place.authority} lists no model that {does}: add --{kind}-model to name one."
            )
        held_model = held.chat_model if kind == "chat" else held.image_model
        model = held_model if held_model in fitting else fitting[0]
    return ServiceChoice(place.url, model)


def _cautions(
    chat: ServiceChoice | None,
    image: ServiceChoice | None,
    held: Settings,
    environ: Mapping[str, str],
) -> tuple[str, ...]:
    found: list[str] = []
    if chat is not None and chat.base_url:
        found += service_setup.cautions("chat", chat, held, environ)
    if image is not None and image.base_url:
        found += service_setup.cautions("image", image, held, environ)
    return tuple(dict.fromkeys(found))


def _write(
    values: Mapping[str, str],
    chat: ServiceChoice | None,
    image: ServiceChoice | None,
    environ: Mapping[str, str],
) -> tuple[bool, tuple[str, ...]]:
    """Write the settings; return whether they changed, and what the person should know."""
    written, notes = service_setup.keep(values, chat, image)
    return written, (*notes, *service_setup.outvoted(values, environ))


def _report(
    found: tuple[FoundServer, ...], held: Settings, environ: Mapping[str, str]
) -> dict[str, Any]:
    """Return what is there, for a client that asks by itself."""
    taken = keys.take_keys(dict(environ))

    def has_key(kind: keys.Purpose, base_url: str) -> bool:
        place = hosts.endpoint(base_url, f"{kind}.baseUrl")
        return " comes from " in keys.key_status(kind, place, taken, held.key_command)

    return {
        "chat": [
            _row(server, chat_models(server.models)) for server in found if not server.only_draws
        ],
        "image": [
            _row(server, drawing)
            for server in found
            if (drawing := image_models(server.models)) or server.only_draws
        ],
        "config": str(_file()),
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


def _outcome(
    chat: ServiceChoice | None,
    image: ServiceChoice | None,
    trial: Trial | None,
    error: LimnerError | None,
    notes: tuple[str, ...],
    written: bool,
) -> dict[str, Any]:
    """Return what was done; keys never vanish."""
    return {
        "config": str(_file()),
        "written": written,
        "chat": chat and {"baseUrl": chat.base_url, "model": chat.model},
        "image": image and {"baseUrl": image.base_url, "model": image.model},
        "seconds": trial and round(trial.seconds, 2),
        "prompt": trial and trial.prompt,
        "notes": [*(trial.notes if trial else ()), *notes],
        "error": error and str(error),
        "code": error and error.code,
    }


def _file() -> Path:
    return files.configuration_folder() / "config.toml"
