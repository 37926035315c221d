"""One document of every kind of place per language, and the parser that reads it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.markup import parsers
from tests.support.markup.hostile_texts import PATHS
from tests.support.markup.mdast import mdast


@dataclass(frozen=True)
class Format:
    """A document of every kind of place in one language; ``@`` stands for the words."""

    language: str
    parse: Callable[[str], parsers.Seen]
    places: tuple[str, ...]
    in_line: bool = True
    words: bool = True
    quirks: frozenset[str] = frozenset()
    paths: tuple[str, ...] = PATHS


FORMATS = {
    "markdown": Format(
        "markdown", parsers.commonmark,
        ("Some @ here\nand there.", "- Before\n- @ in a list\n- after", "> A quoted @\n> line",
         "## The @", "The @\n------\n\nText", "1. one\n\n   @ in it\n2. two",
         "| a | b |\n|---|---|\n| @ | c |", "> - deep @\n>   more\n> - next", "```\ncode @\n```"),
    ),
    "html": Format(
        "html", parsers.html5,
        ("<p>Some @ here</p>", "<ul>\n  <li>@</li>\n  <li>b</li>\n</ul>", "<h2>The @</h2>",
         "<table><tr><td>@</td></tr></table>", "<blockquote>\n<p>@</p>\n</blockquote>",
         "<div>loose @ words</div>", "<p>unclosed @\n<p>next", "<!-- @ -->"),
    ),
    "rst": Format(
        "restructuredtext", parsers.docutils,
        ("Some @ here\nand there.", "- one\n\n- @ in a list\n\n- b", "  A quoted @",
         "The title is @\n~~~~~~~~~~~~~~~~~~~~~~~\n\nText", ".. note::\n\n   A @ noted.",
         "======  ====\nred     fox\n======  ====\ncell    @\n======  ====", "Code::\n\n   @"),
    ),
    "asciidoc": Format(
        "asciidoc", parsers.asciidoctor,
        ("Some @ here\nand there.", "* one\n* @ in a list\n* b", "== The @\n\nText",
         "____\nA quoted @\n____", "[cols=\"1,1\"]\n|===\n| @ | b\n|===", "----\n@\n----",
         ". one\n+\nAttached @\n\n. two"),
    ),
    "latex": Format(
        "latex", parsers.pandoc("latex-smart", r"\includegraphics[alt={A fox}]{x.png}", "A fox"),
        ("Some @ here\nand there.",
         "\\begin{itemize}\n  \\item one\n\n  \\item @ in a list\n\n  \\item b\n\\end{itemize}",
         "\\section{The @}\nText", "\\begin{quote}\nA quoted @\n\\end{quote}",
         "\\begin{tabular}{ll}\n@ & b \\\\\n\\end{tabular}", "$x @ y$ is math",
         "\\begin{verbatim}\n@\n\\end{verbatim}"),
    ),
    "org": Format(
        "org", parsers.emacs_org,
        ("Some @ here\nand there.", "- one\n- @ in a list\n- b", "* The @\nText",
         "#+begin_quote\nA quoted @\n#+end_quote", "| @ | b |\n| c | d |",
         "#+begin_src sh\n@\n#+end_src", "1. one\n   - @ deep\n   - more\n2. two"),
        in_line=False,
    ),
    "org by pandoc": Format(
        "org", parsers.pandoc("org"),
        # pandoc reads no keywords inside a list, and no escaped brackets in a path.
        ("Some @ here\nand there.", "* The @\nText", "#+begin_quote\nA quoted @\n#+end_quote",
         "| @ | b |\n| c | d |", "#+begin_src sh\n@\n#+end_src"),
        paths=tuple(path for path in PATHS if "[" not in path),
        words=False,
        in_line=False,
    ),
    "typst": Format(
        "typst", parsers.pandoc("typst"),
        ("Some @ here\nand there.", "- one\n- @ in a list\n- b", "= The @\n\nText",
         "#quote[A quoted @]", "#table(columns: 2, [@], [b])", "```\n@\n```"),
        # pandoc, not Typst, begins a new list after a comment line.
        quirks=frozenset({"BulletList"}),
    ),
    "mdx": Format(
        "mdx", parsers.commonmark,
        ("Some @ here\nand there.", "- Before\n- @ in a list\n- after", "> A quoted @\n> line",
         "import x from '@'\nimport y from 'y'", "<Card>\n\nThe @\n\n</Card>"),
    ),
    "myst": Format(
        "myst", parsers.commonmark,
        ("Some @ here\nand there.", "- Before\n- @ in a list\n- after", "> A quoted @\n> line",
         "```{note}\n@\n```"),
    ),
    "mdx by remark": Format(
        "mdx", mdast("mdx"),
        ("Some @ here\nand there.", "- Before\n- @ in a list\n- after", "> A quoted @\n> line",
         "## The @\n\nText", "<Card>\n\nThe @\n\n</Card>", "{/* a @ */}", "```\n@\n```"),
    ),
    "myst by mystmd": Format(
        "myst", mdast("myst"),
        ("Some @ here\nand there.", "- Before\n- @ in a list\n- after", "> A quoted @\n> line",
         "## The @\n\nText", "| a | b |\n|---|---|\n| @ | c |", "```{note}\n@\n```", "% @"),
    ),
    "obsidian by remark": Format(
        "obsidian", mdast("obsidian"),
        ("Some @ here\nand there.", "- Before\n- @ in a list\n- after", "> A quoted @\n> line",
         "## The @\n\nText", "```\n@\n```", "1. one\n\n   @ in it\n2. two"),
    ),
    "quarto": Format(
        "quarto", parsers.pandoc("markdown", "“q”", "“q”"),
        ("Some @ here\nand there.", "- Before\n\n- @ in a list\n\n- after", "> A quoted @\n> line",
         "## The @\n\nText", "```{.r}\n@\n```", "1. one\n\n   @ in it\n\n2. two"),
    ),
    "djot": Format(
        "djot", parsers.pandoc("djot"),
        ("Some @ here\nand there.", "- Before\n\n- @ in a list\n\n- after", "> A quoted @\n> line",
         "## The @\n\nText", "```\n@\n```", "| a | b |\n|---|---|\n| @ | c |"),
    ),
    "mediawiki": Format(
        "mediawiki", parsers.mediawiki,
        ("Some @ here\nand there.", "* one\n* @ in a list\n* b", "== The @ ==\nText",
         "{| class=\"x\"\n| @ || b\n|-\n| c || d\n|}", "<pre>\n@\n</pre>"),
    ),
    "textile": Format(
        "textile", parsers.pandoc("textile"),
        ("Some @ here\nand there.", "* one\n* @ in a list\n* b", "h2. The @\n\nText",
         "bq. A quoted @", "| @ | b |\n| c | d |"),
        paths=tuple(path for path in PATHS if "(" not in path),
        quirks=frozenset({"Quoted", "SingleQuote", "DoubleQuote"}),
    ),
    "dokuwiki": Format(
        "dokuwiki", parsers.pandoc("dokuwiki", "{{x.png|<x@y>}}", "<x@y>"),
        ("Some @ here\nand there.", "  * one\n  * @ in a list\n  * b", "===== The @ =====\nText",
         "^ a ^ b ^\n| @ | c |", "<code>\n@\n</code>"),
        paths=tuple(path for path in PATHS if "[" not in path and ".." not in path),
    ),
}  # fmt: skip
