"""Parsers of npm that give a Markdown syntax tree: remark with MDX or wiki-links, and MyST's."""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.support.markup.parsers import Seen, straight
from tests.support.tools import npm_lack, path

_SCRIPT = Path(__file__).with_suffix(".mjs")
_PACKAGES = {
    "mdx": ("unified", "remark-parse", "remark-mdx"),
    "obsidian": ("unified", "remark-parse", "@flowershow/remark-wiki-link"),
    "myst": ("myst-parser",),
}
_BLANK = {"text", "root", "image", "embed"}


def mdast(language: str) -> Callable[[str], Seen]:
    """Return the parser of *language*: ``mdx``, ``myst`` or ``obsidian``."""

    def parse(text: str) -> Seen:
        (tree,) = trees(language, [text])
        assert tree is not None, f"refused: {text!r}"
        nodes = list(_nodes(tree))
        images = [image for node in nodes if (image := _image(node))]
        kinds = Counter(node["type"] for node in nodes if node["type"] not in _BLANK)
        words = " ".join(node["value"] for node in nodes if node["type"] in {"text", "inlineCode"})
        return Seen(images, _without_images(tree), kinds, straight(words))

    return parse


def images(language: str, texts: list[str]) -> list[list[tuple[str, str]] | None]:
    """Return target and alternative text of each image of each text; None for one refused."""
    return [
        None if tree is None else [image for node in _nodes(tree) if (image := _image(node))]
        for tree in trees(language, texts)
    ]


def trees(language: str, texts: list[str]) -> list[dict[str, Any] | None]:
    """Return the syntax tree of each of *texts*; None for one that is refused."""
    if reason := npm_lack(_PACKAGES[language]):
        pytest.skip(reason)
    done = subprocess.run(
        [path("node"), "--input-type=module", "-e", _SCRIPT.read_text("utf-8"), language],
        cwd=os.environ["LIMNER_MDAST"],
        input=json.dumps(texts).encode(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any] | None] = json.loads(done.stdout)
    return found


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", ()):
        yield from _nodes(child)


def _image(node: dict[str, Any]) -> tuple[str, str] | None:
    if node["type"] == "image":
        return unquote(node["url"]), node.get("alt") or ""
    if node["type"] == "embed":
        return node["value"], node["data"].get("alias", "")
    return None


def _without_images(node: dict[str, Any]) -> dict[str, Any] | None:
    """Return *node* without images, and without the paragraphs that held nothing else."""
    if _image(node):
        return None
    if "children" not in node:
        return {**node, "value": node["value"].strip()} if node["type"] == "text" else node
    children = [kept for child in node["children"] if (kept := _without_images(child))]
    shown = [child for child in children if child.get("value") != "" or child["type"] != "text"]
    if node["type"] == "paragraph" and not shown:
        return None
    return {**node, "children": shown}
