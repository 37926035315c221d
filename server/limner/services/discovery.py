"""Which model servers run on this machine, and which models a service lists.

Only the usual addresses on this machine are looked at, and only when the person asks for it.
"""

import asyncio
import importlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal

from limner.errors import KeyRefused, ModelUnknown, ServiceError, ServiceUnavailable
from limner.services.answers.json_values import parse
from limner.services.hosts import Endpoint, endpoint
from limner.services.service import Service

ONLY_DRAWS = "stable-diffusion.cpp"
"""The server that no model that writes runs on."""

PORTS: Mapping[int, str] = {
    11434: "Ollama",
    1234: "LM Studio",
    8080: "llama.cpp",
    8000: "vLLM",
    8081: ONLY_DRAWS,
}
"""Where each server listens unless it is told otherwise, or as docs/services.md starts it."""

OWNERS = {
    "library": "Ollama",
    "organization_owner": "LM Studio",
    "llamacpp": "llama.cpp",
    "vllm": "vLLM",
}
"""What servers give as the owner of their models; LocalAI gives none."""

SECONDS = 1.0
"""How long one server on this machine may take to answer."""

LISTING_SECONDS = 10.0
"""How long a service elsewhere may take to list its models."""

LISTING_BYTES = 1 << 20
MOST_MODELS = 500
LONGEST_NAME = 200


@dataclass(frozen=True)
class FoundServer:
    """What answers at one of the usual addresses.

    Attributes:
        name: which server it is, by its own answer.
        endpoint: where it is.
        models: all that it lists.
        problem: why there is no list, as the end of a sentence that begins with its address.
        wants_key: whether that is because it wants a key.
    """

    name: str
    endpoint: Endpoint
    models: tuple[str, ...] = ()
    problem: str = ""
    wants_key: bool = False

    @property
    def only_draws(self) -> bool:
        """Whether no model that writes can run there."""
        return self.name == ONLY_DRAWS


class NoModelList(ServiceUnavailable):
    """The service answers, but lists no models: the one that is wanted must be named."""


async def find_servers() -> tuple[FoundServer, ...]:
    """Look at all of `PORTS` on this machine at once; what does not listen is left out."""
    # Imported before the clock runs.
    await asyncio.to_thread(importlib.import_module, "limner.services.transport")
    found = await asyncio.gather(*(_look(port, name) for port, name in PORTS.items()))
    return tuple(server for server in found if server is not None)


async def list_models(
    kind: Literal["chat", "image"], place: Endpoint, key: str | None
) -> tuple[str, ...]:
    """Return the models that the service at *place* lists.

    Raises:
        InputError: the proxy on the way cannot be used.
        NoModelList: there is no such list.
        ServiceError: the service cannot be reached, or the key is not accepted.
    """
    rows = await _rows(Service(kind, place, "the list of models", LISTING_SECONDS, key))
    return _names(rows)


async def _look(port: int, usual: str) -> FoundServer | None:
    place = endpoint(f"http://127.0.0.1:{port}/v1")
    rows: list[Mapping[str, Any]] = []
    problem, wants_key = "", False
    try:
        async with asyncio.timeout(SECONDS):
            if not await _listens(port):
                return None
            rows = await _rows(Service("chat", place, "the list of models", SECONDS))
    except KeyRefused:
        problem, wants_key = "wants a key", True
    except ServiceError as error:
        problem = "is no model server, or one that does not list its models"
        if error.reason:
            # llama.cpp says so while it loads its model.
            problem = f"answers “{error.reason}”: wait, and look again"
    except TimeoutError:
        problem = "does not answer in time"
    name = usual if problem else _server_name(rows, usual)
    return FoundServer(name, place, _names(rows), problem, wants_key)


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True


async def _rows(service: Service) -> list[Mapping[str, Any]]:
    """Return what *service* says of each of its models."""
    import httpx2

    from limner.services.connection import trusted_roots
    from limner.services.transport import GuardedTransport

    host = service.endpoint.authority
    if not service.endpoint.loopback:
        await asyncio.to_thread(trusted_roots)
    # A server that is looked for is asked once: a second try would outlast the time it has.
    transport = GuardedTransport(replace(service, most_bytes=LISTING_BYTES), retry=False)
    try:
        async with httpx2.AsyncClient(transport=transport, trust_env=False) as client:
            content = (await client.get(f"{service.endpoint.url}/models")).content
    except ModelUnknown:
        url = service.endpoint.url
        better = "check that address" if service.endpoint.path else f"it may be at {url}/v1"
        raise NoModelList(f"There is no list of models at {url}: {better}.") from None
    try:
        answer: Any = parse(content)
    except ValueError:
        answer = None
    rows = answer.get("data", answer.get("models", ())) if isinstance(answer, dict) else answer
    if rows is None and isinstance(answer, dict):
        rows = []  # Ollama without a model
    if not isinstance(rows, list):
        raise NoModelList(f"{host} does not list its models as OpenAI does.")
    return [row for row in rows if isinstance(row, dict)]


def _names(rows: list[Mapping[str, Any]]) -> tuple[str, ...]:
    names = (row.get("id") for row in rows)
    usable = (
        name
        for name in names
        if isinstance(name, str) and len(name) <= LONGEST_NAME and name.isprintable()
        if name.strip()
    )
    return tuple(dict.fromkeys(usable))[:MOST_MODELS]


def _server_name(rows: list[Mapping[str, Any]], usual: str) -> str:
    """Say which server lists *rows*: several share a port."""
    owners = {str(row.get("owned_by")) for row in rows if row.get("owned_by")}
    for owner, name in OWNERS.items():
        if owner in owners:
            return name
    if "sd-cpp-local" in _names(rows):
        return ONLY_DRAWS
    if rows and not owners:
        return "LocalAI"
    return usual
