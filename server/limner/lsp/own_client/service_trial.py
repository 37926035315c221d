"""``limner/setup``: finds model servers on this machine, lists models, and tries one.

The client asks with ``{what: "find"}``, ``{what: "models", kind, baseUrl, key?}`` or
``{what: "try", model, baseUrl, key?}``, where ``provider: "editor"`` in place of the address tries
one of the editor's own models. Nothing is kept: what was chosen, the client writes into the
person's own settings. An answer with ``error`` says what went wrong.
"""

import os
from collections.abc import Mapping
from typing import Any, Literal

from limner.actions.setting_up.service_setup import (
    ServiceChoice,
    Trial,
    cautions,
    try_chat,
    try_editor,
)
from limner.errors import InputError, LimnerError
from limner.lsp.server import LimnerServer
from limner.services import discovery, hosts
from limner.services.keys import checked
from limner.services.model_names import chat_models, image_models
from limner.settings.declaration import DEFAULTS


async def setup(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Answer ``limner/setup``."""
    asked = params if isinstance(params, Mapping) else {}
    try:
        match asked.get("what"):
            case "find":
                return {"servers": [_found(server) for server in await discovery.find_servers()]}
            case "models":
                return {"models": list(await _models(asked))}
            case "try":
                return _said(*await _tried(ls, asked))
            case _:
                raise InputError("The client asks for nothing that Limner can set up.")
    except LimnerError as error:
        return {"error": str(error), "code": error.code}


def _found(server: discovery.FoundServer) -> dict[str, Any]:
    return {
        "name": server.name,
        "baseUrl": server.endpoint.url,
        "writes": [] if server.only_draws else list(chat_models(server.models)),
        "draws": list(server.models if server.only_draws else image_models(server.models)),
        "problem": server.problem,
    }


async def _models(asked: Mapping[str, Any]) -> tuple[str, ...]:
    kind: Literal["chat", "image"] = "image" if asked.get("kind") == "image" else "chat"
    place = hosts.endpoint(_text(asked, "baseUrl"), "The address")
    key = _text(asked, "key")
    return await discovery.list_models(kind, place, checked(key, "What was given") if key else None)


async def _tried(ls: LimnerServer, asked: Mapping[str, Any]) -> tuple[Trial, tuple[str, ...]]:
    model = _text(asked, "model")
    if asked.get("provider") == "editor":
        if ls.backends.editor is None:
            raise InputError("This editor has no language models.")
        return await try_editor(model, ls.backends.editor, os.environ), ()
    choice = ServiceChoice(_text(asked, "baseUrl"), model, _text(asked, "key"))
    return await try_chat(choice, os.environ), cautions("chat", choice, DEFAULTS, os.environ)


def _said(trial: Trial, warnings: tuple[str, ...]) -> dict[str, Any]:
    return {
        "seconds": round(trial.seconds, 1),
        "prompt": trial.prompt,
        "notes": [*trial.notes, *warnings],
    }


def _text(asked: Mapping[str, Any], name: str) -> str:
    value = asked.get(name, "")
    if not isinstance(value, str):
        raise InputError(f"{name} is a text.")
    return value
