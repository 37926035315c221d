"""The questions of ``limner setup``: who writes, who draws, and with which model."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from limner.actions.setting_up.service_setup import (
    TRIAL_WORDS,
    ServiceChoice,
    Trial,
    cautions,
    try_chat,
    usable_key,
)
from limner.cli.console import ask, confirm, pick, pick_name, tell
from limner.cli.setup.key_questions import ChooseAgain, KeyQuestions, refused
from limner.cli.setup.present_services import Kind, PresentServices
from limner.errors import InputError, KeyRefused, LimnerError, ServiceError
from limner.services import hosts, keys
from limner.services.discovery import FoundServer, list_models
from limner.services.model_names import chat_models, image_models, runs_elsewhere
from limner.settings.declaration import Settings

QUESTIONS: Mapping[Kind, str] = {
    "chat": "Who writes the prompts?",
    "image": "Who draws the pictures?",
}

NOBODY = {
    "chat": "No model: Limner's own words, on this machine",
    "image": "Nobody yet: Limner sketches what your words say",
}

AFTER_A_FAILURE = (
    "Try again", "Choose again", "Keep it all the same", "Stop, and change nothing",
)  # fmt: skip


class Interview:
    """Asks on the terminal who writes and who draws.

    Args:
        found: the servers on this machine.
        held: the settings that hold now.
        environ: the person's environment, with its keys.
    """

    def __init__(
        self, found: tuple[FoundServer, ...], held: Settings, environ: Mapping[str, str]
    ) -> None:
        self._found = found
        self._held = held
        self._environ = environ
        self._present = PresentServices(held, keys.take_keys(dict(environ)))
        self._keys = KeyQuestions(self._present)
        for server in found:
            place = server.endpoint.authority
            if server.wants_key:
                continue
            if server.problem:
                tell(f"{place} {server.problem}.")
            elif not server.models:
                tell(f"{server.name} at {place} has no model yet.")
            elif not any(_fitting(kind, server.models) for kind in QUESTIONS):
                tell(f"{server.name} at {place} has only models that neither write nor draw.")
        if not found:
            tell("None of them answers: start one and run this again, or use a service elsewhere.")

    def chat(self) -> ServiceChoice | None:
        """Ask who writes, and let that model write once; ``None`` leaves it as it is.

        Raises:
            ServiceError: the trial failed, and the person stops.
        """
        while True:
            try:
                choice = self._service("chat")
                return self._tried(choice) if choice and choice.base_url else choice
            except ChooseAgain:
                continue

    def image(self) -> ServiceChoice | None:
        """Ask who draws; ``None`` leaves it as it is. Nothing is drawn: a picture may cost."""
        while True:
            try:
                return self._service("image")
            except ChooseAgain:
                continue

    def agrees_to_write(
        self, file: Path, values: Mapping[str, str], notes: tuple[str, ...]
    ) -> bool:
        """Show what goes into *file* and what else is to be known, and ask whether it may."""
        beside = "beside what is there" if file.exists() else "which is new"
        tell(f"These settings go into {file}, {beside}:")
        for key, value in values.items():
            tell(f"  {key} = {json.dumps(value, ensure_ascii=False)}")
        for note in notes:
            tell(note)
        return confirm("Write them?", default=True)

    def _service(self, kind: Kind) -> ServiceChoice | None:
        answers: list[tuple[str, Callable[[], ServiceChoice | None]]] = []
        current = hosts.endpoint(self._present.base_url(kind), f"{kind}.baseUrl")
        default = first = None
        for server in self._found:
            models = _fitting(kind, server.models)
            if not models and (server.models or not server.wants_key):
                continue
            if kind == "chat" and server.only_draws:
                continue
            if self._present.is_set_up(kind) and server.endpoint == current:
                default = len(answers)
            elif first is None and (models or kind == "chat"):
                first = len(answers)
            label = f"{server.name} at {server.endpoint.url}: {_some(models)}"
            answers.append((label, lambda server=server: self._here(kind, server)))  # type: ignore[misc]
        if default is None and self._present.is_set_up(kind):
            kept = f"What is set up now: {self._present.model(kind)} at {current.url}"
            answers.insert(0, (kept, lambda: self._kept(kind)))
            default = 0
        nobody = ServiceChoice("") if self._present.is_set_up(kind) else None
        openai = hosts.OPENAI_BASE_URL
        answers += [
            ("OpenAI, with a key", lambda: self._elsewhere(kind, openai, wants_key=True)),
            ("Another service, by its base URL", lambda: self._elsewhere(kind, _asked_url())),
            (NOBODY[kind], lambda: nobody),
        ]
        if default is None:
            default = len(answers) - 1 if first is None else first
        tell()
        labels = [label for label, _ in answers]
        return answers[pick(QUESTIONS[kind], labels, default)][1]()

    def _kept(self, kind: Kind) -> ServiceChoice:
        """Keep what is set up: choosing it is an agreement to its host, as with any other."""
        place = hosts.endpoint(self._present.base_url(kind), f"{kind}.baseUrl")
        return ServiceChoice(place.url, self._present.model(kind), kept=True)

    def _here(self, kind: Kind, server: FoundServer) -> ServiceChoice:
        if server.wants_key:
            return self._elsewhere(kind, server.endpoint.url, wants_key=True)
        choice = ServiceChoice(server.endpoint.url)
        for caution in cautions(kind, choice, self._held, self._environ):
            tell(caution)
        return self._with_model(kind, choice, server.models)

    def _elsewhere(self, kind: Kind, base_url: str, wants_key: bool = False) -> ServiceChoice:
        """Take a key for *base_url*, and ask which of its models it is to be."""
        place = hosts.endpoint(base_url, "The base URL")
        choice = self._keys.ask_for(kind, ServiceChoice(place.url), wanted=wants_key)
        while True:
            try:
                key = asyncio.run(usable_key(kind, choice, self._environ))
                listed = asyncio.run(list_models(kind, place, key))
            except KeyRefused as error:
                tell(refused(place, error))
                choice = self._keys.ask_for(kind, choice, refused=True)
                continue
            except LimnerError as error:
                tell(str(error))
                listed = ()
            self._remember(place, listed)
            return self._with_model(kind, choice, listed)

    def _remember(self, place: hosts.Endpoint, listed: tuple[str, ...]) -> None:
        """Keep what a server on this machine lists once it has its key."""
        self._found = tuple(
            replace(server, models=listed, wants_key=True) if server.endpoint == place else server
            for server in self._found
        )

    def _with_model(
        self, kind: Kind, choice: ServiceChoice, listed: tuple[str, ...]
    ) -> ServiceChoice:
        held = self._present.model(kind)
        # A stable sort: what is set up now, or is the default, comes first.
        names = sorted(_fitting(kind, listed), key=lambda name: name != held)
        if not names:
            names = [held] if hosts.endpoint(choice.base_url).openai else []
        if len(names) > 1:
            model = pick_name("Which model?", names)
        elif names:
            model = names[0] if listed else ask("Which model?", names[0])
        else:
            model = ask("What is the model called there?")
        if not model:
            tell("A model's name is needed.")
            raise ChooseAgain
        if (
            listed
            and model not in listed
            and not confirm(
                f"{hosts.endpoint(choice.base_url).authority} does not list “{model}”. "
                "Take it all the same?"
            )
        ):
            raise ChooseAgain
        if runs_elsewhere(model) and not confirm(
            f"“{model}” runs at its maker's, so your words would leave this machine. Do you agree?"
        ):
            raise ChooseAgain
        return replace(choice, model=model)

    def _tried(self, choice: ServiceChoice) -> ServiceChoice:
        """Let the model write once, and show what it wrote; a refused key is asked for again."""
        while True:
            tell()
            started = time.monotonic()
            tell(f"Trying “{choice.model}” with the words “{TRIAL_WORDS}” …")
            try:
                _show(asyncio.run(try_chat(choice, self._environ)))
            except KeyRefused as error:
                tell(refused(hosts.endpoint(choice.base_url), error))
                choice = self._keys.ask_for("chat", choice, refused=True)
            except LimnerError as error:
                tell(str(error))
                if time.monotonic() - started >= self._held.chat_timeout:
                    tell(
                        "A model that is only now loaded may be faster the second time; more time "
                        f"gives chat.timeout = {2 * self._held.chat_timeout:g} in your config.toml."
                    )
                chosen = pick("What now?", AFTER_A_FAILURE)
                if chosen == 0:
                    continue
                if chosen == 1:
                    raise ChooseAgain from None
                if chosen == 3:
                    raise ServiceError("Stopped: nothing is changed.") from None
                return choice
            else:
                return choice


def _asked_url() -> str:
    """Ask for a base URL until it is one; one without a path gets the usual ``/v1``."""
    while True:
        text = ask("Its base URL, such as https://example.org/v1:")
        try:
            place = hosts.endpoint(text, "The base URL") if text else None
        except InputError as error:
            tell(str(error))
            continue
        if place is None:
            raise ChooseAgain
        return place.url if place.path else f"{place.url}/v1"


def _show(trial: Trial) -> None:
    tell(f"It took {trial.seconds:.1f} s and wrote:")
    for line in trial.prompt.split("\n"):
        tell(f"  {line}")
    for note in trial.notes:
        tell(f"({note})")


def _fitting(kind: Kind, listed: tuple[str, ...]) -> tuple[str, ...]:
    return chat_models(listed) if kind == "chat" else image_models(listed)


def _some(models: tuple[str, ...]) -> str:
    """Name the models of a server in a few words."""
    if not models:
        return "wants a key"
    return models[0] if len(models) == 1 else f"{models[0]} and {len(models) - 1} more"
