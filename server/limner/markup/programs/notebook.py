"""Python cells of notebooks: a picture is shown by a statement, where one can stand.

It stands below the words' line, at the cell's own margin, between two whole statements and not
behind the expression whose value the cell shows. Anywhere else, and where the link is no file
beside the notebook, it is a comment, as in any other Python. The statement names nothing that a
notebook may have taken for itself (``Image`` is Pillow's in many): ``display`` is there in every
IPython.

It shows Markdown, not an ``IPython.display.Image``: that one's alternative text is lost in
JupyterLab and in nbconvert's default template. Such statements are found all the same.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from limner.document import Document, Replacement, Span
from limner.markup.common.blocks import line_start
from limner.markup.common.html_links import QUOTED_ALT, in_quotes
from limner.markup.common.markup_language import MarkupLanguage
from limner.markup.common.regions import flatten
from limner.markup.common.words import plain
from limner.markup.interface import (
    Annotations,
    Figure,
    ImageLink,
    Insertion,
    Intent,
    LinkForm,
    Placement,
)
from limner.markup.markdown.commonmark import MARKDOWN
from limner.markup.markdown.commonmark import link as markdown_link
from limner.markup.programs.syntaxes import PYTHON
from limner.patterns import lazy_regex

if TYPE_CHECKING:
    import ast

IMPORT = "import IPython.display"

_SHOWN = lazy_regex(
    r"^(?:display\()?(?:IPython\.display\.)?Image\("
    r"(?:filename=)?\"(?P<target>(?:[^\"\\\n]|\\.)+)\""
    r"(?:, alt=\"(?P<alt>(?:[^\"\\\n]|\\.)*)\")?\)\)?[ \t]*$",
    re.MULTILINE,
)
_MARKDOWN_SHOWN = lazy_regex(
    r"^(?:display\()?(?:IPython\.display\.)?Markdown\("
    r"(?:data=)?\"(?P<markdown>!(?:[^\"\\\n]|\\.)+)\"\)\)?[ \t]*$",
    re.MULTILINE,
)
_COMMANDS = lazy_regex(r"^[ \t]*[%!?].*|^.*[^#\n]\?{1,2}[ \t]*$", re.MULTILINE)
"""Lines for IPython itself, which are no Python."""


@dataclass(frozen=True)
class Cell(MarkupLanguage):
    """Python whose pictures are shown by statements."""

    def image(
        self, document: Document, intent: Intent, figure: Figure, placement: Placement
    ) -> Replacement:
        """Write a statement that shows the picture, or a comment where none can stand."""
        flat = flatten(document.text)
        spot = self.locate(flat, intent.span, self.shape)
        end = spot.block.end
        if document.text[end - 1 : end + 1] == "\r\n":
            end -= 1
        shown = figure.statement and not figure.template and _is_beside(figure.target)
        if not shown or not _is_between_statements(flat, end):
            return super().image(document, intent, figure, placement)
        lines = [] if re.search(rf"^{IMPORT}\s*$", flat[:end], re.MULTILINE) else [IMPORT]
        link = markdown_link(Figure(figure.target, self.normalise(figure.alt)))
        lines.append(f"display(IPython.display.Markdown({_quoted(link)}))")
        if figure.caption:
            lines.append(f"# {plain(figure.caption)}")
        text = "".join(document.line_ending + line for line in lines)
        return Replacement(Span(end, end), text)


def _links(flat: str) -> Iterable[ImageLink]:
    """Find what statements show, and what comments link."""
    found = [*PYTHON.links_in(flat)]
    for match in _SHOWN.finditer(flat):
        alt = match["alt"]
        found.append(
            ImageLink(
                Span(*match.span()),
                _unquoted(match["target"]),
                None if alt is None else _unquoted(alt),
            )
        )
    for match in _MARKDOWN_SHOWN.finditer(flat):
        written = _unquoted(match["markdown"])
        # With anything else beside it, it is no picture's statement.
        found.extend(
            replace(link, span=Span(*match.span()))
            for link in MARKDOWN.links(Document(written, "markdown"))
            if link.span == Span(0, len(written))
        )
    return sorted(found, key=lambda link: link.span.start)


def _is_beside(target: str) -> bool:
    """Whether a link is the path of a file from the notebook's folder, where cells run."""
    return not re.match(r"/|[A-Za-z][\w+.-]*:", target)


def _is_between_statements(flat: str, offset: int) -> bool:
    if (flat and flat[line_start(flat, offset)] in " \t") or flat.lstrip().startswith("%%"):
        return False
    before, after = _parsed(flat[:offset]), _parsed(flat[offset:])
    if before is None or after is None:
        return False
    return bool(after) or not before or not _shows_its_value(before[-1])


def _parsed(code: str) -> "list[ast.stmt] | None":
    """Return the statements of *code*; ``None`` when they are not whole."""
    import ast

    python = _COMMANDS.sub("pass", code)
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        tree = compile(python, "cell", "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return tree.body if isinstance(tree, ast.Module) else None


def _shows_its_value(statement: "ast.stmt") -> bool:
    """Whether a cell that ends with *statement* shows a value, which what follows would hide."""
    import ast

    if not isinstance(statement, ast.Expr):
        return False
    call = statement.value
    name = call.func if isinstance(call, ast.Call) else None
    return not (isinstance(name, ast.Name) and name.id in ("print", "display"))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


_STATEMENT_FORM = LinkForm(
    begins=re.compile(r"display\(|(?:IPython\.display\.)?Image\("),
    chosen=re.compile(r"\("),  # Whether a function takes one, only its program knows.
    alt=QUOTED_ALT,
    fitted=in_quotes,
)


def _in_markdown(document: Document, link: ImageLink, alt: str) -> Insertion | None:
    """Say where an alternative text goes that is empty."""
    empty = re.search(r"!\[", link.span.of(document.text))
    return (empty.end(), alt) if empty else None


_MARKDOWN_FORM = LinkForm(
    begins=re.compile(r"(?:display\()?(?:IPython\.display\.)?Markdown\("),
    insert=_in_markdown,
    alt=re.compile(r"!\[(?P<markdown>(?:\\.|[^\]\"\\])*)\]"),
)

IPYTHON = Cell(
    **vars(
        replace(
            PYTHON,
            links_in=_links,
            signs=("Image(", "Markdown(", *PYTHON.signs),
            forms=(_MARKDOWN_FORM, _STATEMENT_FORM, *PYTHON.forms),
            annotations=Annotations(remark=("# ", "")),
        )
    )
)
