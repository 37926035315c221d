"""The doors of the house open one way."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "server" / "limner"

GROUND = {"errors", "document", "files"}

MAY_IMPORT = {
    "errors": set(),
    "document": set(),
    "files": {"errors"},
    "settings": {"errors"},
    "hosts": {"errors", "files"},
    "keys": {"errors", "hosts"},
    "layers": {"errors", "settings"},
    "project": {"errors", "files", "layers", "settings"},
    "prompt": GROUND | {"settings"},
    "image": GROUND | {"settings", "__init__"},
    "markup": GROUND | {"settings"},
    "context": {"document"},
    "document_settings": {"layers", "settings"},
    "links": {"errors", "project", "settings"},
    "completion": GROUND
    | {"settings", "project", "links", "layers", "workflow", "prompt", "image", "markup"},
    "missing": {"document", "errors", "links", "markup", "project", "settings"},
    "existing": {"errors", "files", "image", "links", "markup", "missing", "project", "settings"},
    "painting": {"existing", "image", "project", "prompt", "settings"},
    "describe": GROUND
    | {"existing", "image", "markup", "missing", "prompt", "settings", "workflow"},
    "improve": GROUND
    | {
        "existing",
        "image",
        "links",
        "missing",
        "painting",
        "project",
        "prompt",
        "settings",
    },
    "orders": GROUND
    | {"settings", "project", "links", "missing", "painting", "workflow", "prompt", "image"}
    | {"markup"},
    "workflow": GROUND
    | {"settings", "project", "links", "context", "missing", "painting", "prompt", "image"}
    | {"markup"},
    "providers": GROUND | {"settings", "hosts", "keys", "prompt", "image"},
    "studio": GROUND
    | {
        "layers",
        "project",
        "settings",
        "hosts",
        "keys",
        "prompt",
        "image",
        "painting",
        "providers",
        "workflow",
    },
    "lsp": GROUND
    | {
        "completion",
        "context",
        "document_settings",
        "layers",
        "links",
        "describe",
        "existing",
        "improve",
        "missing",
        "orders",
        "painting",
        "settings",
        "project",
        "prompt",
        "image",
        "markup",
        "workflow",
        "__init__",
    },
    "jupyter": set(),
    "cli": None,
    "__main__": {"cli"},
}
"""Which rooms a room may look into; ``None``: all of them."""

ONLY_IN = {
    "pygls": "lsp/",
    "lsprotocol": "lsp/",
    "openai": "providers/openai.py",
    "sqlite3": "image/journal",
    "httpx2": "providers/",
}

HEAVY = {"openai", "PIL", "httpx2", "platformdirs", "slugify", "psutil", "sqlite3", "keyring"}
"""What no module imports while the server starts."""


def modules() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """The dotted names a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_arrow_is_reversed(path: Path):
    """Rooms look only into the rooms below them, and outside packages stay in their rooms."""
    own, allowed = room(path), MAY_IMPORT.get(room(path), set())
    inner = [name.split(".") for name in imports(path) if name.split(".")[0] == "limner"]
    rooms = {parts[1] if (HOUSE / parts[1]).exists() or (HOUSE / f"{parts[1]}.py").exists()
             else "__init__" for parts in inner if len(parts) > 1}  # fmt: skip
    outer = {name.split(".")[0] for name in imports(path)} & set(ONLY_IN)
    place = path.relative_to(HOUSE).as_posix()

    assert allowed is None or rooms - {own} <= allowed
    assert [name for name in outer if not place.startswith(ONLY_IN[name])] == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_documents_are_never_split_where_they_have_no_line_end(path: Path):
    assert ".splitlines(" not in path.read_text()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_lines_and_characters_exist_only_in_the_editors_room(path: Path):
    """Inside, a place in a text is a code-point offset."""
    if room(path) in ("lsp", "cli"):
        return
    names = {node.attr for node in ast.walk(ast.parse(path.read_text()))
             if isinstance(node, ast.Attribute)}  # fmt: skip

    assert not names & {"character", "position_encoding"}


def test_the_server_starts_without_anything_heavy():
    """Importing all the server needs at start brings in no SDK and no imaging library."""
    script = "import sys, limner.lsp.create, limner.lsp.serve, limner.studio; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}

    assert loaded & HEAVY == set()


WRITES = re.compile(
    r"write_text|write_bytes|\.mkdir\(|os\.open\(|os\.replace|os\.link|\.unlink\(|\.touch\("
    r"|shutil\.|open\([^)]*[\"'][wax]b?\+?[\"']"
)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_only_one_room_writes_files(path: Path):
    """Pictures, state and documents are written in ``files``, whole or not at all."""
    lines = [line for line in path.read_text().split("\n") if WRITES.search(line)]
    innocent = ("shutil.which", "shutil.get_terminal_size", "os.fdopen")

    assert room(path) == "files" or all(any(name in line for name in innocent) for line in lines)
