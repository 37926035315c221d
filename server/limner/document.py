r"""A snapshot of a document, and places in it as code-point offsets.

Lines end at ``\n``, ``\r\n`` and ``\r`` and nowhere else, as the Language Server Protocol says;
``str.splitlines`` also splits at U+2028, form feeds and others, where documents do not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from limner.patterns import lazy_regex

DATA = frozenset({
    "json", "jsonc", "json5", "jsonl", "yaml", "toml", "css", "scss", "less", "csv", "stylus",
    "sass", "tsv", "ini", "properties", "dotenv", "xml", "xsl", "svg", "diff", "log", "bat",
    "vim", "viml", "vb", "vba", "vbscript", "ocaml", "pascal", "objectpascal", "tcl", "sed",
    "hcl", "terraform", "terraform-vars", "pug", "jade", "haml", "slim", "coffeescript", "abap",
    "cobol", "fortran_fixed-form", "FortranFixedForm", "stata", "sas", "asm", "assembly",
    "nasm", "masm", "arm", "shaderlab", "bibtex", "erb", "handlebars", "mustache", "jinja",
    "jinja-html", "django-html", "razor", "aspnetcorerazor", "twig", "liquid",
    "git-rebase", "ignore", "ssh_config", "search-result", "code-text-binary", "binary",
})  # fmt: skip
"""Language ids of data, and of programs of which Limner knows no comment that is surely safe.

Words or a link of ours would break their files, or would be run: nothing is written there.
"""

LINE_END = lazy_regex(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Span:
    """The half-open range ``[start, end)`` of a text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of *text* that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether both cover a code point in common, or are the same empty span."""
        return self == other or (self.start < other.end and other.start < self.end)

    def touches(self, other: "Span") -> bool:
        """Whether both overlap or meet."""
        return self.start <= other.end and other.start <= self.end

    @property
    def empty(self) -> bool:
        """Whether the span covers nothing."""
        return self.start == self.end


@dataclass(frozen=True)
class Replacement:
    """One edit: the text at *span* becomes *text*; everything outside stays byte for byte."""

    span: Span
    text: str

    def apply(self, text: str) -> str:
        """Return *text* with this edit made."""
        return text[: self.span.start] + self.text + text[self.span.end :]


@dataclass(frozen=True)
class Document:
    """What an editor or a file held at one moment.

    Attributes:
        text: the whole text, line endings as they are.
        language: the LSP language id (``markdown``, ``latex`` …), ``""`` when unknown.
        path: the file, or ``None`` for untitled and virtual documents; a notebook cell has
            its notebook's path.
        uri: the editor's name for it, ``""`` in the terminal.
        version: the editor's version number, ``None`` when it has none.
    """

    text: str
    language: str = ""
    path: Path | None = None
    uri: str = ""
    version: int | None = None

    @cached_property
    def line_ending(self) -> str:
        r"""The document's own line ending: its first one, ``\n`` in a document of one line."""
        match = LINE_END.search(self.text)
        return match.group() if match else "\n"

    def line_start(self, offset: int) -> int:
        """Return where the line that holds *offset* begins."""
        before = max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset))
        return before + 1

    def line_stop(self, offset: int) -> int:
        """Return where the line that holds *offset* stops, before its line ending."""
        match = LINE_END.search(self.text, offset)
        return match.start() if match else len(self.text)


Write = Callable[[Document, Span, bool], Replacement | None]
"""Writes an edit for a document as it is now, with the author's words at the span.

The flag says that those words are no longer what they were: then they must stay.
"""


def split_lines(text: str) -> list[str]:
    """Split *text* at LSP line ends; pieces keep their ends and the last may be empty.

    ``"".join(split_lines(text)) == text`` holds for every text.
    """
    pieces: list[str] = []
    start = 0
    for match in LINE_END.finditer(text):
        pieces.append(text[start : match.end()])
        start = match.end()
    pieces.append(text[start:])
    return pieces
