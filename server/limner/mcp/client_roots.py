"""The folders in which an agent may have something written: the client's roots."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlparse
from urllib.request import url2pathname

from mcp.server.mcpserver import Context, ListRoots, Resolve
from mcp_types import ListRootsResult

from limner.errors import InputError


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
        try:
            place = (self.folders[0] / path).resolve()
        except (OSError, RuntimeError, ValueError):
            raise InputError(f"“{path[:80]}” is no path.") from None
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


def starting_roots(named: tuple[Path, ...]) -> Roots:
    """Return the folders for a client that has no roots: those *named*, else where it started us.

    A client that starts its servers in the root of the disk or in the person's home means neither.
    """
    here = Path.cwd()
    vague = (Path(here.anchor), Path.home())
    folders = named or (() if here in vague else (here,))
    return Roots(tuple(folder.resolve() for folder in folders))


async def client_roots(context: Context) -> ListRootsResult | ListRoots:
    """Ask the client for its roots, where it has any."""
    if getattr(context.client_capabilities, "roots", None) is None:
        return ListRootsResult(roots=[])
    return ListRoots()


Listed = Annotated[ListRootsResult, Resolve(client_roots)]


def roots_of(listed: ListRootsResult, otherwise: Roots) -> Roots:
    """Return what a client has *listed*, or *otherwise* where it lists nothing."""
    addresses = [urlparse(str(root.uri)) for root in listed.roots]
    folders = [Path(url2pathname(each.path)) for each in addresses if each.scheme == "file"]
    return Roots(tuple(folder.resolve() for folder in folders)) if folders else otherwise
