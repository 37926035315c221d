"""The folders in which an agent may have something written: the client's roots."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from urllib.request import url2pathname

from mcp.server.mcpserver import Context, ListRoots, Resolve
from mcp_types import InputRequiredResult, ListRootsRequest, ListRootsResult
from mcp_types.version import is_version_at_least

from limner.errors import InputError

ASKS_BY_ANSWERS = "2026-07-28"
"""The first protocol in which a server asks nothing while it answers a request."""


@dataclass(frozen=True)
class Roots:
    """The folders that a client gives.

    Attributes:
        folders: each as it really is; the first one is where relative paths begin.
    """

    folders: tuple[Path, ...]

    def inside(self, path: str) -> Path:
        """Return the place of *path*, links followed.

        Raises:
            InputError: it is in none of the folders, or there is no folder.
        """
        if not self.folders:
            raise InputError(
                "The client gives no folder to work in: name one in its configuration, as "
                "“limner mcp --root FOLDER”."
            )
        place = _resolved(self.folders[0] / path)
        if place is None:
            raise InputError(f"“{path[:80]}” is no path.")
        if not self.holds(place):
            raise InputError(
                f"“{path[:200]}” is outside of the folders that this client gives, where nothing "
                "is read or written."
            )
        return place

    def holds(self, place: Path) -> bool:
        """Say whether *place* is in one of the folders."""
        return any(place.is_relative_to(folder) for folder in self.folders)

    def shown(self, place: Path) -> str:
        """Return *place* as it is written from the first folder, with ``/``."""
        for folder in self.folders[:1]:
            if place.is_relative_to(folder):
                return place.relative_to(folder).as_posix()
        return str(place)


async def client_roots(context: Context) -> ListRootsResult | ListRoots | None:
    """Ask the client for its roots; ``None`` where it has none to give."""
    return ListRoots() if _has_roots(context) else None


Listed = Annotated[ListRootsResult | None, Resolve(client_roots)]


async def roots_while_reading(context: Context) -> ListRootsResult | InputRequiredResult | None:
    """Ask the client for its roots while it reads a resource, where there are no resolvers.

    Since the protocol of 2026 the question is the answer to the first request, which the client
    sends again with its roots.
    """
    if not _has_roots(context):
        return None
    if not is_version_at_least(context.protocol_version or "", ASKS_BY_ANSWERS):
        listed: ListRootsResult = await context.session.send_request(
            ListRootsRequest(), ListRootsResult
        )
        return listed
    given = (context.input_responses or {}).get("roots")
    if given is None:
        return InputRequiredResult(input_requests={"roots": ListRootsRequest()})
    return ListRootsResult.model_validate(given.model_dump(mode="json", by_alias=True))


def roots_of(listed: ListRootsResult | None, named: tuple[Path, ...]) -> Roots:
    """Return the folders that a client has *listed*, else those that are *named* for it.

    Where neither is there, a client that has roots has no folder open; one that has none means the
    folder it starts us in, unless that is the root of the disk or the person's home.

    Raises:
        InputError: what it has listed is no folder of this machine.
    """
    if listed is not None and listed.roots:
        return Roots(tuple(_folder_of(str(root.uri)) for root in listed.roots))
    here = Path.cwd()
    vague = (Path(here.anchor), Path.home())
    started = () if listed is not None or here in vague else (here,)
    return Roots(tuple(folder.resolve() for folder in named or started))


def _has_roots(context: Context) -> bool:
    return getattr(context.client_capabilities, "roots", None) is not None


def _folder_of(address: str) -> Path:
    """Return the folder that a client gives by its address."""
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost"):
        raise InputError(
            f"The client's folder {address[:200]} is on another machine: open one of this machine."
        )
    folder = _resolved(Path(url2pathname(parts.path)))
    if folder is None or folder.is_file():
        raise InputError(f"The client's folder {address[:200]} cannot be used: open another one.")
    if folder == Path(folder.anchor):
        raise InputError(
            "The client gives the root of the disk as its folder: open the folder to work in."
        )
    return folder


def _resolved(path: Path) -> Path | None:
    """Return *path* with links followed; ``None`` where no file can be."""
    try:
        place = path.resolve()
        with suppress(FileNotFoundError, NotADirectoryError):
            # Whether a name is too long for the disk only the disk knows.
            place.lstat()
    except (OSError, RuntimeError, ValueError):
        return None
    return place
