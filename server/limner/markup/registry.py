"""Which markup speaks for a language id, and which language id for a file's ending."""

from importlib import import_module
from pathlib import PurePath

from limner.markup.interface import Markup

_ROWS: tuple[tuple[str, ...], ...] = (
    ("markdown.commonmark.MARKDOWN", "markdown", "md markdown mdown mkd"),
    ("markdown.obsidian.OBSIDIAN", "obsidian", "", "markdown"),
    ("markdown.myst.MYST", "myst myst-markdown", "", "markdown"),
    ("markdown.quarto.QUARTO", "quarto", "qmd", "markdown"),
    ("markdown.quarto.QUARTO", "rmd rmarkdown", "rmd"),
    ("markdown.learn.LEARN", "learn", "", "markdown"),
    ("markdown.mdx.MDX", "mdx", "mdx", "markdown"),
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
    ("html.COMPONENT", "vue", "vue"),
    ("html.COMPONENT", "svelte", "svelte"),
    ("html.COMPONENT", "astro", "astro"),
)  # fmt: skip
"""Arguments of `add`, each markup's constant below this package first."""

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

_MARKUPS: dict[str, str] = {}
_ENDINGS: dict[str, str] = {}
_DIALECTS: dict[str, tuple[str, ...]] = {}


def add(where: str, ids: str, endings: str = "", dialect_of: str = "") -> None:
    """Let the constant at the dotted path *where* speak for language *ids* and for *endings*.

    Ids and endings are separated by blanks; the first of the ids is what the endings mean. In a
    project that asks for it, a dialect speaks for files of the language it is a dialect of.
    """
    first, *others = ids.split()
    if dialect_of and first not in dialects_of(dialect_of):
        _DIALECTS[dialect_of] = (*dialects_of(dialect_of), first)
    _MARKUPS.update(dict.fromkeys((first, *others), where))
    _ENDINGS.update(dict.fromkeys(endings.split(), first))


def for_language(language_id: str) -> Markup:
    """Return the markup of an LSP language id; plain text for one that is unknown."""
    where = _MARKUPS.get(language_id.lower(), _MARKUPS["plaintext"])
    module, _, name = where.rpartition(".")
    markup: Markup = getattr(import_module(module), name)
    return markup


def dialects_of(language_id: str) -> tuple[str, ...]:
    """Return the languages a project may ask for in place of *language_id*, likeliest first."""
    return _DIALECTS.get(language_id, ())


def language_of(path: PurePath) -> str:
    """Return the LSP language id for a file's name; ``plaintext`` when it says nothing."""
    return _ENDINGS.get(path.suffix[1:].lower(), "plaintext")


for _where, *_others in _ROWS:
    add(f"limner.markup.{_where}", *_others)
for _id, _endings in _DATA:
    _ENDINGS.update(dict.fromkeys(_endings.split(), _id))
