"""Which markup speaks for a language id, and which language id for a file's ending."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath

from limner.markup.interface import Markup

_ROWS: tuple[tuple[str, str, str], ...] = (
    ("markdown.commonmark.MARKDOWN", "markdown", "md markdown mdown mkd"),
    ("markdown.mdx.MDX", "mdx", "mdx"),
    ("markdown.obsidian.OBSIDIAN", "obsidian", ""),
    ("markdown.quarto.QUARTO", "quarto", "qmd"),
    ("markdown.quarto.QUARTO", "rmd rmarkdown", "rmd"),
    ("markdown.myst.MYST", "myst myst-markdown", ""),
    ("markdown.learn.LEARN", "learn", ""),
    ("markdown.djot.DJOT", "djot", "dj"),
    ("textile.TEXTILE", "textile", "textile"),
    ("mediawiki.MEDIAWIKI", "mediawiki wikitext", "mediawiki wiki"),
    ("dokuwiki.DOKUWIKI", "dokuwiki", "dokuwiki"),
    ("html.HTML", "html", "html htm xhtml"),
    ("rst.RST", "restructuredtext rst", "rst rest"),
    ("asciidoc.ASCIIDOC", "asciidoc adoc", "adoc asciidoc asc"),
    ("latex.LATEX", "latex tex plaintex", "tex ltx latex"),
    ("org.ORG", "org", "org"),
    ("typst.TYPST", "typst", "typ"),
    ("plain.PLAIN", "plaintext", "txt text"),
    ("programs.syntaxes.PYTHON", "python", "py pyi"),
    ("programs.notebook.IPYTHON", "ipython", ""),
    ("programs.syntaxes.JAVASCRIPT", "javascript", "js mjs cjs"),
    ("programs.jsx.JSX", "javascriptreact", "jsx"),
    ("programs.syntaxes.JAVASCRIPT", "typescript", "ts mts cts"),
    ("programs.jsx.JSX", "typescriptreact", "tsx"),
    ("programs.syntaxes.RUST", "rust", "rs"),
    ("programs.syntaxes.GO", "go", "go"),
    ("programs.syntaxes.LUA", "lua", "lua"),
    ("programs.syntaxes.C", "c", "c h"),
    ("programs.syntaxes.C", "cpp", "cc cpp cxx hpp"),
    ("programs.syntaxes.C", "objective-c", "m"),
    ("programs.syntaxes.C", "zig", "zig"),
    ("programs.syntaxes.JAVA", "java", "java"),
    ("programs.syntaxes.CSHARP", "csharp", "cs"),
    ("programs.syntaxes.KOTLIN", "kotlin", "kt"),
    ("programs.syntaxes.KOTLIN", "swift", "swift"),
    ("programs.syntaxes.KOTLIN", "dart", "dart"),
    ("programs.syntaxes.KOTLIN", "scala", "scala"),
    ("programs.syntaxes.KOTLIN", "php", "php"),
    ("programs.syntaxes.KOTLIN", "groovy", ""),
    ("programs.syntaxes.SHELL", "shellscript sh bash", "sh bash zsh"),
    ("programs.syntaxes.SHELL", "perl", "pl"),
    ("programs.syntaxes.SHELL", "makefile", ""),
    ("programs.syntaxes.SHELL", "dockerfile", ""),
    ("programs.syntaxes.RUBY", "ruby", "rb"),
    ("programs.syntaxes.RUBY", "r", "r"),
    ("programs.syntaxes.SHELL", "julia", "jl"),
    ("html.HTML", "vue", "vue"),
    ("html.HTML", "svelte", "svelte"),
    ("html.HTML", "astro", "astro"),
)  # fmt: skip
"""A markup's constant below this package, its LSP language ids, and the endings of its files.

The first of the ids is what the endings mean.
"""

_DATA: tuple[tuple[str, str], ...] = (
    ("json", "json ipynb"),
    ("jsonc", "jsonc"),
    ("json5", "json5"),
    ("jsonl", "jsonl"),
    ("yaml", "yaml yml"),
    ("toml", "toml"),
    ("css", "css"),
    ("scss", "scss"),
    ("less", "less"),
    ("csv", "csv"),
)
"""Language ids of data, in which nothing is written (see `limner.document.DATA`), and endings."""

_MARKUPS: Mapping[str, str] = {name: where for where, ids, _ in _ROWS for name in ids.split()}

_ENDINGS: Mapping[str, str] = {
    ending: first
    for first, endings in (*((ids.split()[0], endings) for _, ids, endings in _ROWS), *_DATA)
    for ending in endings.split()
}


def for_language(language_id: str) -> Markup:
    """Return the markup of an LSP language id; plain text for one that is unknown."""
    module, _, name = _MARKUPS.get(language_id.lower(), "plain.PLAIN").rpartition(".")
    markup: Markup = getattr(import_module(f"limner.markup.{module}"), name)
    return markup


def language_of(path: PurePath) -> str:
    """Return the LSP language id for a file's name; ``plaintext`` when it says nothing."""
    return _ENDINGS.get(path.suffix[1:].lower(), "plaintext")
