"""Parsers that Limner did not write: which images they see, and all the rest of a document."""

import atexit
import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

import pytest

from tests.support.tools import needed, pandoc_lack, path


@dataclass(frozen=True)
class Seen:
    """What a parser saw.

    Attributes:
        images: path and alternative text of each, in order.
        rest: all the rest, to be compared.
        kinds: how many nodes of each kind there are, text nodes left out.
        text: all words that a reader sees, plain marks for typographic ones.
    """

    images: list[tuple[str, str]]
    rest: Any
    kinds: Counter[str]
    text: str


def commonmark(text: str) -> Seen:
    """Parse Markdown with markdown-it-py: CommonMark, tables, HTML on."""
    from markdown_it import MarkdownIt

    images: list[tuple[str, str]] = []
    rest: list[Any] = []
    kinds: Counter[str] = Counter()
    words: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        inner = []
        kinds[token.type] += 1
        kinds.update(child.type for child in token.children or () if child.type not in BLANK)
        words.append(_words_of(token.children) if token.children else "")
        for child in token.children or ():
            if child.type == "image":
                target = unquote(str(child.attrs["src"]))
                images.append((target, _words_of(child.children or [])))
            elif child.type != "softbreak":
                inner.append((child.type, child.content.strip(), dict(child.attrs)))
        content = "" if token.children else token.content
        rest.append((token.type, token.info, content, [i for i in inner if i != ("text", "", {})]))
    return Seen(images, _without_empty_paragraphs(rest), kinds, straight(" ".join(words)))


def html5(text: str) -> Seen:
    """Parse HTML with html5lib."""
    import html5lib

    tree = html5lib.parse(text, namespaceHTMLElements=False)
    images: list[tuple[str, str]] = []

    def walk(node: Any) -> Any:
        if node.tag == "img":
            images.append((unquote(node.get("src", "")), node.get("alt", "")))
            return None
        children = []
        for child in node:
            children += [walk(child), " ".join((child.tail or "").split())]
        name = node.tag if isinstance(node.tag, str) else "comment"
        held = [child for child in children if child]
        return (name, dict(node.attrib), " ".join((node.text or "").split()), held)

    kinds = Counter(node.tag if isinstance(node.tag, str) else "comment" for node in tree.iter())
    words = [word for node in tree.iter() for word in _read_in(node)]
    return Seen(images, walk(tree), kinds, straight("".join(words)))


def docutils(text: str) -> Seen:
    """Parse reStructuredText with docutils, raw and file insertion off."""
    import docutils.core
    import docutils.nodes as nodes
    import docutils.utils

    tree = docutils.core.publish_doctree(
        text,
        settings_overrides={
            "raw_enabled": False, "file_insertion_enabled": False, "report_level": 2,
            "halt_level": 5, "warning_stream": False, "input_encoding": "unicode",
        },
    )  # fmt: skip
    images = [(node["uri"], node.get("alt", "")) for node in tree.findall(nodes.image)]
    kinds = Counter(node.tagname for node in tree.findall(nodes.Element))
    hidden = (nodes.comment, nodes.system_message)
    words = [
        docutils.utils.unescape(node)
        for node in tree.findall(nodes.Text)
        if not isinstance(node.parent, hidden)
    ]
    for node in [*tree.findall(nodes.image)]:
        node.parent.remove(node)
    rest = re.sub(r'(?:ids|names|line)="[^"]*"', "", tree.pformat())
    return Seen(images, rest, kinds, straight(" ".join(words)))


def asciidoctor(text: str) -> Seen:
    """Parse AsciiDoc with Asciidoctor, to HTML."""
    written = _run(needed("asciidoctor"), ["-e", "-S", "secure", "-o", "-", "-"], text)
    seen = html5(written)
    kept = json.dumps(seen.rest, ensure_ascii=False)
    empty = '["div", {"class": "imageblock"}, "", [["div", {"class": "content"}, "", []]]], '
    rest = kept.replace(empty, "").replace(", " + empty[:-2], "")
    return Seen(seen.images, rest, seen.kinds, seen.text)


def emacs_org(text: str) -> Seen:
    """Parse Org with Emacs, to HTML."""
    emacs = _emacs()
    emacs.stdin.write(json.dumps(text) + "\n")
    emacs.stdin.flush()
    written = json.loads(emacs.stdout.readline())
    ids = re.compile(r'(id|href)="[^"]*org[0-9a-f]{7}"')
    seen = html5(ids.sub("", written).replace("&zwnj;", ""))
    # An item with a picture under its words gets a paragraph in HTML, which it had not before.
    kinds = {kind: n for kind, n in seen.kinds.items() if kind not in {"p", "div", "img"}}
    return Seen(seen.images, (seen.text, kinds), seen.kinds, seen.text)


@cache
def _emacs() -> "subprocess.Popen[str]":
    """Return an Emacs that exports each line, a document in JSON: its start takes long."""
    script = (
        "(progn (require 'ox-html) (require 'json)"
        " (setq org-export-with-smart-quotes nil org-export-with-toc nil)"
        ' (while t (let ((text (json-parse-string (read-from-minibuffer ""))))'
        " (with-temp-buffer (insert text) (org-mode)"
        " (princ (json-encode (org-export-as 'html nil nil t))) (terpri)))))"
    )
    emacs = subprocess.Popen(
        [needed("emacs"), "-Q", "--batch", "--eval", script],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip
    atexit.register(_end, emacs)
    return emacs


def _end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def mediawiki(text: str) -> Seen:
    """Parse MediaWiki's markup with mwparserfromhell."""
    import mwparserfromhell

    code = mwparserfromhell.parse(text)
    images: list[tuple[str, str]] = []
    for link in code.filter_wikilinks(matches=lambda node: str(node.title).startswith("File:")):
        alt = str(link.text).removeprefix("alt=")
        words = mwparserfromhell.parse(alt).strip_code(normalize=True)
        images.append((unquote(str(link.title).removeprefix("File:")), words))
        code.remove(link)
    kinds = Counter(type(node).__name__ for node in code.filter())
    for mark in ("Text", "HTMLEntity"):
        kinds.pop(mark, None)
    kinds["comment"] = kinds.pop("Comment", 0)
    words = straight(str(code.strip_code(normalize=True)))
    return Seen(images, (words, kinds), kinds, words)


def pandoc(reader: str, sample: str = "", shown: str = "") -> Callable[[str], Seen]:
    """Return a parser by pandoc's *reader*; see `tools.pandoc_lack` for *sample*."""

    def parse(text: str) -> Seen:
        if reason := pandoc_lack(reader, sample, shown):
            pytest.skip(reason)
        known = _UNKNOWN_TO_PANDOC if reader.startswith("latex") else ""
        tree = json.loads(_run(path("pandoc"), ["-f", reader, "-t", "json"], known + text))
        images: list[tuple[str, str]] = []
        kinds = Counter(kind for kind in _kinds(tree["blocks"]) if kind not in BLANK)
        words = straight(_all_words(tree["blocks"]))
        rest = take_images(tree["blocks"], images)
        if known:
            images = _expanded(images)
        if reader == "org":
            images = [(target, "" if alt == '""' else alt) for target, alt in images]
        return Seen(images, rest, kinds, words)

    return parse


_UNKNOWN_TO_PANDOC = "\\newcommand{\\textasciigrave}{`}\\newcommand{\\textbar}{|}\n\n"


def _expanded(images: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return *images* with TeX's escapes undone: pandoc hands the ``alt`` key over as it is."""
    named = {r"\textbackslash{}": "\\", r"\textasciicircum{}": "^", r"\textasciitilde{}": "~"}
    command = re.compile(r"\\text\w+\{\}|\\(.)")
    return [
        (target, command.sub(lambda found: found[1] or named[found.group()], alt))
        for target, alt in images
    ]


def straight(text: str) -> str:
    """Return *text* with single blanks and with plain marks for typographic ones."""
    return re.sub(r"--+", "--", " ".join(text.translate(_STRAIGHT).split()))


def _read_in(node: Any) -> list[str]:
    """Return the words in and after an element that a browser would show."""
    hidden = not isinstance(node.tag, str) or node.tag in {"script", "style", "title"}
    return ["" if hidden else node.text or "", node.tail or ""]


def _kinds(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _kinds(item)
    elif isinstance(node, dict):
        if isinstance(node.get("t"), str):
            yield node["t"]
        yield from _kinds(node.get("c"))


def _all_words(node: Any) -> str:
    """Return the words of pandoc's blocks; inlines stand in lists of their own."""
    if isinstance(node, list):
        if any(isinstance(item, dict) and item.get("t") in {"Str", "Space"} for item in node):
            return _plain(node) + " "
        return "".join(_all_words(item) for item in node)
    if isinstance(node, dict):
        if node.get("t") == "RawBlock":
            return ""
        return _all_words(node.get("c"))
    return ""


_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--", "—": "--"}
)
"""Typography that parsers make of plain marks; a hyphen more or less in a dash is one of them."""
BLANK = {"text", "text_special", "softbreak", "inline", "Str", "Space", "SoftBreak"}


def _run(program: str, arguments: list[str], text: str) -> str:
    done = subprocess.run(
        [program, *arguments], input=text.encode(), capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def _words_of(tokens: list[Any]) -> str:
    return "".join(
        _words_of(token.children)
        if token.children
        else token.content or " " * ("break" in token.type)
        for token in tokens
    )


def _without_empty_paragraphs(rest: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for row in rest:
        kept.append(row)
        empty = [entry[0] for entry in kept[-3:]] == ["paragraph_open", "inline", "paragraph_close"]
        if empty and not kept[-2][3]:
            del kept[-3:]
    return kept


def take_images(node: Any, images: list[tuple[str, str]]) -> Any:
    """Return pandoc's *node* without its images, which go to *images*, and what only held them."""
    if isinstance(node, list):
        walked = [take_images(item, images) for item in node]
        kept = [item for item in walked if item is not None]
        blanks = ("Space", "SoftBreak", "LineBreak")
        while kept and isinstance(kept[-1], dict) and kept[-1].get("t") in blanks:
            kept.pop()
        return kept
    if isinstance(node, dict):
        if node.get("t") == "Image":
            attributes, words, (target, _title) = node["c"]
            named = dict(attributes[2]).get("alt")
            images.append((unquote(target), named if named is not None else _plain(words)))
            return None
        walked = {key: take_images(value, images) for key, value in node.items()}
        if node.get("t") in {"Para", "Plain"} and not walked["c"]:
            return None
        if node.get("t") == "Figure" and not walked["c"][2]:
            return None
        return walked
    return node


def _plain(inlines: list[Any]) -> str:
    words = ""
    for inline in inlines:
        match inline:
            case {"t": "Str", "c": text}:
                words += text
            case {"t": "Space" | "SoftBreak" | "LineBreak"}:
                words += " "
            case {"t": "Code" | "Math" | "RawInline", "c": [_, text]}:
                words += text
            case {"t": "Quoted", "c": [kind, inner]}:
                marks = "‘’" if kind["t"] == "SingleQuote" else "“”"
                words += marks[0] + _plain(inner) + marks[1]
            case {"c": [*_, list(inner)]}:
                words += _plain(inner)
            case {"c": list(inner)}:
                words += _plain(inner)
    return words
