"""``limner setup`` with services on its command line: tries and writes them without a question."""

import argparse
import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from limner import files
from limner.actions.setting_up import service_setup
from limner.actions.setting_up.service_setup import ServiceChoice, Trial
from limner.cli.console import print_json, print_line, say
from limner.errors import InputError, LimnerError, ServiceError
from limner.services import hosts
from limner.services.discovery import NoModelList, list_models
from limner.services.model_names import chat_models, image_models
from limner.settings.declaration import Settings

NOBODY = "none"
"""What stands for no service in place of a base URL."""

SWITCHED = ("The setting engine was “offline” and is “auto” now: the model is used.",)


def apply_stated(options: argparse.Namespace, held: Settings, environ: Mapping[str, str]) -> int:
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
        written, more = write_settings(values, chat, image, environ)
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
    print_line(
        f"Written to {settings_file()}."
        if written
        else f"Nothing had to be changed in {settings_file()}."
    )
    return 0


def write_settings(
    values: Mapping[str, str],
    chat: ServiceChoice | None,
    image: ServiceChoice | None,
    environ: Mapping[str, str],
) -> tuple[bool, tuple[str, ...]]:
    """Write the settings; return whether they changed, and what the person should know."""
    written, notes = service_setup.keep(values, chat, image)
    return written, (*notes, *service_setup.outvoted(values, environ))


def settings_file() -> Path:
    """Return where the person's settings are."""
    return files.configuration_folder() / "config.toml"


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
        "config": str(settings_file()),
        "written": written,
        "chat": chat and {"baseUrl": chat.base_url, "model": chat.model},
        "image": image and {"baseUrl": image.base_url, "model": image.model},
        "seconds": trial and round(trial.seconds, 2),
        "prompt": trial and trial.prompt,
        "notes": [*(trial.notes if trial else ()), *notes],
        "error": error and str(error),
        "code": error and error.code,
    }
