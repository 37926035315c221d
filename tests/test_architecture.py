"""What holds for every module: layers, line ends, places in a text, and who writes files."""

import ast
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

from tests.support.import_picture import PAGE, drawn, picture

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "server" / "limner"

HEAVY = {"openai", "PIL", "httpx2", "platformdirs", "slugify", "psutil", "sqlite3", "keyring"}
"""What no module imports while the server starts."""


@cache
def modules() -> list[Path]:
    """All modules; a law about them is one test, which names those that break it.

    A test for each took longer to collect and to report than to run: there are five hundred.
    """
    return sorted(PACKAGE.rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def package(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    return ast.unparse(call.func).rpartition(".")[2]


def test_imports_go_one_way():
    """The contracts of import-linter in ``pyproject.toml`` hold."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )

    assert done.returncode == 0, done.stdout


def test_no_two_modules_and_no_two_public_classes_share_a_name():
    """A name is enough to say which one is meant."""
    names = [path.stem for path in modules() if path.stem != "__init__"]
    names += [path.parent.name for path in modules() if path.stem == "__init__"]
    classes = [
        name
        for path in modules()
        for name in re.findall(r"(?m)^class ([A-Z]\w*)", path.read_text())
    ]

    assert [name for name, many in Counter(names).items() if many > 1] == []
    assert [name for name, many in Counter(classes).items() if many > 1] == []


def test_a_package_is_divided_before_it_has_twenty_files():
    """Nobody looks through more files than that."""
    folders = Counter(path.parent for path in modules() if path.stem != "__init__")

    assert max(folders.values()) < 20


def test_documents_are_never_split_where_they_have_no_line_end():
    assert [name(path) for path in modules() if ".splitlines(" in path.read_text()] == []


def test_lines_and_characters_exist_only_in_lsp():
    """Inside, a place in a text is a code-point offset."""
    found = [
        (name(path), node.attr)
        for path in modules()
        if package(path) not in ("lsp", "cli")
        and re.search(r"\.(?:character|position_encoding)\b", path.read_text())
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in ("character", "position_encoding")
    ]

    assert found == []


def test_the_server_starts_without_anything_heavy():
    """Importing all the server needs at start brings in no SDK and no imaging library."""
    needed = "limner.lsp.create, limner.lsp.protocol.stdio, limner.services.configured_backends"
    script = f"import sys, {needed}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}

    assert loaded & HEAVY == set()


ASSEMBLED = {"limner", "limner.cli", "limner.cli.setup", "limner.files", "limner.markup"}
"""Packages that import modules of their own, whole before the server has a second thread."""


def test_packages_that_two_threads_import_do_not_import_their_own_modules():
    """Else one that begins with a module gets half of it: each waits for what the other holds."""
    found = {
        ".".join(file.parent.relative_to(PACKAGE.parent).parts)
        for file in PACKAGE.rglob("__init__.py")
        if re.search(r"^(from|import) limner\.", file.read_text("utf-8"), re.MULTILINE)
    }

    assert found == ASSEMBLED


THREADS = """
import asyncio, sys, threading
from lsprotocol import types
from limner.lsp import create
from limner.services.configured_backends import ConfiguredBackends

async def begin():
    server = create.create_server(ConfiguredBackends({}))
    threading.Thread.start = lambda self: print(*(name in sys.modules for name in LAST))
    create._initialized(server, types.InitializedParams())
    for job in server.jobs:
        job.cancel()

LAST = ("limner.markup.registry", "limner.files.whole")
print(*(name in sys.modules for name in LAST))
asyncio.run(begin())
"""


def test_assembled_packages_are_whole_before_the_server_has_a_second_thread():
    done = subprocess.run(
        [sys.executable, "-c", THREADS], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", "False", "True", "True"]


IMPORTED_TEST = re.compile(r"\bimport\s+(?:\([^)]*|[^\n]*)\btest_|\bfrom\s+\S*\btest_")
"""What may import one; its tree is looked at then, as those of thousand files take long."""


def test_no_test_module_is_imported():
    """What tests share lives in ``tests/support``: a test can be moved, or run, by itself."""
    found = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        if not IMPORTED_TEST.search(path.read_text()):
            continue
        imported = {
            f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        found += [
            f"{path.relative_to(ROOT)} imports {name}"
            for name in imported
            if any(part.startswith("test_") for part in name.split("."))
        ]

    assert found == []


WRITES = re.compile(
    r"write_text|write_bytes|\.mkdir\(|os\.open\(|os\.replace|os\.link|\.unlink\(|\.touch\("
    r"|shutil\.|open\([^)]*[\"'][wax]b?\+?[\"']"
)


def test_only_one_package_writes_files():
    """Pictures, state and documents are written in ``files``, whole or not at all."""
    innocent = ("shutil.which", "shutil.get_terminal_size", "os.fdopen")
    found = [
        (name(path), line)
        for path in modules()
        if package(path) != "files"
        for line in path.read_text().split("\n")
        if WRITES.search(line) and not any(one in line for one in innocent)
    ]

    assert found == []


READERS = ("files/", "lsp/protocol/stdio.py", "image/sandbox/")
"""Beside ``files``, what reads standard input: the protocol, and children handed received bytes."""


def test_only_one_package_reads_files():
    """What anyone may have put there is read in ``files``: regular files, up to a bound."""
    found = [
        (name(path), ast.unparse(node.func))
        for path in modules()
        if not name(path).startswith(READERS)
        and re.search(r"open\b|read_text|read_bytes", path.read_text())
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and called(node) in ("open", "read_text", "read_bytes")
    ]

    own = {"files.read_text", "read_text", "self.documents.open"}

    assert [one for one in found if one[1] not in own] == []


def test_words_that_are_a_prompt_are_as_many_in_the_light_bulb():
    """The offer is made without the markups' import, and with a number of its own."""
    from limner.lsp.features import code_action
    from limner.markup.common import words

    assert code_action.PROMPT_WORDS == words.PROMPT_WORDS == 40
    assert code_action.MARK == words.MARK


def test_the_picture_of_imports_is_true():
    """``python -m tests.support.import_picture`` draws it anew."""
    page = PAGE.read_text()

    assert picture() in page
    assert drawn(page) == page
