"""Which markup speaks for a language id, and which language id for a file's ending."""

from functools import cache
from importlib import import_module
from pathlib import PurePath

from limner.document import DATA
from limner.markup.interface import Markup

_ROWS: tuple[tuple[str, ...], ...] = (
    ("markdown.commonmark.MARKDOWN", "markdown gfm ipythongfm", "md markdown mdown mkd"),
    ("markdown.obsidian.OBSIDIAN", "obsidian", "", "markdown"),
    ("markdown.myst.MYST", "myst myst-markdown", "", "markdown"),
    ("markdown.quarto.QUARTO", "quarto pandoc markdown.pandoc", "qmd", "markdown"),
    ("markdown.quarto.QUARTO", "rmd rmarkdown", "rmd"),
    ("markdown.learn.LEARN", "learn", "", "markdown"),
    ("markdown.mdx.MDX", "mdx markdown.mdx", "mdx", "markdown"),
    ("markdown.djot.DJOT", "djot", "dj"),
    ("textile.TEXTILE", "textile", "textile"),
    ("mediawiki.MEDIAWIKI", "mediawiki wikitext", "mediawiki wiki"),
    ("dokuwiki.DOKUWIKI", "dokuwiki", "dokuwiki"),
    ("html.HTML", "html", "html htm xhtml"),
    ("rst.RST", "restructuredtext rst", "rst rest"),
    ("asciidoc.ASCIIDOC", "asciidoc adoc", "adoc asciidoc asc"),
    ("latex.LATEX", "latex tex plaintex", "tex ltx latex"),
    ("org.ORG", "org org-mode", "org"),
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
    ("programs.syntaxes.SHELL", "shellscript sh bash zsh ksh", "sh bash zsh ksh"),
    ("programs.syntaxes.SHELL", "perl", "pl"),
    ("programs.syntaxes.SHELL", "makefile", ""),
    ("programs.syntaxes.SHELL", "dockerfile", ""),
    ("programs.syntaxes.RUBY", "ruby", "rb"),
    ("programs.syntaxes.RUBY", "r", "r"),
    ("programs.syntaxes.SHELL", "julia", "jl"),
    ("programs.line_comments.SLASHES", "fsharp", "fs fsx fsi"),
    ("programs.line_comments.SLASHES", "d", "d"),
    ("programs.line_comments.SLASHES", "verilog systemverilog", "sv svh"),
    ("programs.line_comments.SLASHES", "proto proto3 protobuf", "proto"),
    ("programs.line_comments.SLASHES", "reason", "re rei"),
    ("programs.line_comments.SLASHES", "solidity", "sol"),
    ("programs.line_comments.SLASHES", "apex", "trigger"),
    ("programs.line_comments.SLASHES", "glsl", "glsl vert frag comp"),
    ("programs.line_comments.SLASHES", "hlsl", "hlsl"),
    ("programs.line_comments.SLASHES", "wgsl", "wgsl"),
    ("programs.line_comments.SLASHES", "cuda cuda-cpp", "cu cuh"),
    ("programs.line_comments.SLASHES", "metal", "metal"),
    ("programs.line_comments.NUMBER_SIGN", "powershell", "ps1 psm1 psd1"),
    ("programs.line_comments.NUMBER_SIGN", "fish", "fish"),
    ("programs.line_comments.NUMBER_SIGN", "elixir", "ex exs"),
    ("programs.line_comments.NUMBER_SIGN", "nix", "nix"),
    ("programs.line_comments.NUMBER_SIGN", "cmake", "cmake"),
    ("programs.line_comments.NUMBER_SIGN", "awk", "awk"),
    ("programs.line_comments.NUMBER_SIGN", "puppet", ""),
    ("programs.line_comments.NUMBER_SIGN", "graphql", "graphql gql"),
    ("programs.line_comments.NUMBER_SIGN", "nim", "nim"),
    ("programs.line_comments.NUMBER_SIGN", "crystal", "cr"),
    ("programs.line_comments.NUMBER_SIGN", "gdscript", "gd"),
    ("programs.line_comments.DASHES", "sql", "sql"),
    ("programs.line_comments.DASHES", "ada", "adb ads"),
    ("programs.line_comments.DASHES", "vhdl", "vhd vhdl"),
    ("programs.line_comments.HASKELL", "haskell", "hs"),
    ("programs.line_comments.HASKELL", "elm", "elm"),
    ("programs.line_comments.HASKELL", "purescript", "purs"),
    ("programs.line_comments.SEMICOLON", "clojure", "clj cljs cljc edn"),
    ("programs.line_comments.SEMICOLON", "lisp commonlisp", "lisp lsp"),
    ("programs.line_comments.SEMICOLON", "scheme racket", "scm ss rkt"),
    ("programs.line_comments.SEMICOLON", "emacs-lisp elisp", "el"),
    ("programs.line_comments.PERCENT", "matlab octave", ""),
    ("programs.line_comments.PERCENT", "erlang", "erl hrl"),
    ("programs.line_comments.PERCENT", "prolog", ""),
    (
        "programs.line_comments.EXCLAMATION",
        "fortran fortran-modern fortranfreeform",
        "f90 f95 f03 f08",
    ),
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
    ("csv", "csv tsv"),
    ("ini", "ini cfg conf"),
    ("properties", "properties"),
    ("xml", "xml xsd xsl xslt plist"),
    ("svg", "svg"),
    ("sass", "sass"),
    ("stylus", "styl"),
    ("diff", "diff patch"),
    ("log", "log"),
    ("bat", "bat cmd"),
    ("vim", "vim"),
    ("vb", "vb vbs bas frm"),
    ("ocaml", "ml mli"),
    ("pascal", "pas dpr lpr"),
    ("tcl", "tcl"),
    ("sed", "sed"),
    ("hcl", "hcl"),
    ("terraform", "tf tfvars"),
    ("pug", "pug jade"),
    ("haml", "haml"),
    ("slim", "slim"),
    ("coffeescript", "coffee"),
    ("abap", "abap"),
    ("cobol", "cob cbl cpy"),
    ("fortran_fixed-form", "f for"),
    ("stata", "do ado"),
    ("sas", "sas"),
    ("asm", "asm s nasm"),
    ("shaderlab", "shader"),
    ("bibtex", "bib"),
    ("erb", "erb"),
    ("handlebars", "hbs handlebars"),
    ("mustache", "mustache"),
    ("jinja", "j2 jinja jinja2"),
    ("razor", "cshtml razor"),
    ("twig", "twig"),
    ("liquid", "liquid"),
)
"""Languages in which nothing is written (see `limner.document.DATA`), and endings."""

GENERIC = frozenset({"", "plaintext", "text", "plain", "fundamental", "conf", "limner", "vimwiki"})
"""What editors call a document of whose language they know nothing, or that they call by a tool."""

_MARKUPS: dict[str, str | Markup] = {}
_ENDINGS: dict[str, str] = {}
_DIALECTS: dict[str, tuple[str, ...]] = {}


def add(where: str | Markup, ids: str, endings: str = "", dialect_of: str = "") -> None:
    """Let the constant at the dotted path *where* speak for language *ids* and for *endings*.

    A markup that is no constant of Limner's own is given itself.

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
    return _at(where) if isinstance(where, str) else where


@cache
def _at(where: str) -> Markup:
    module, _, name = where.rpartition(".")
    markup: Markup = getattr(import_module(module), name)
    return markup


def is_known(language_id: str) -> bool:
    """Say whether a markup speaks for that language id."""
    return language_id.lower() in _MARKUPS


def dialects_of(language_id: str) -> tuple[str, ...]:
    """Return the languages a project may ask for in place of *language_id*, likeliest first."""
    return _DIALECTS.get(language_id, ())


def language_for(language_id: str, path: PurePath | None) -> str:
    """Return the language of a document that an editor calls *language_id*.

    One that is not known or says little is what the file's ending says, if that says anything; a
    notebook's does not, for its cells.
    """
    name = language_id.lower()
    is_known = name not in GENERIC and (name in _MARKUPS or name in DATA)
    if is_known or path is None or path.suffix == ".ipynb":
        return language_id
    return meant_by(path.suffix[1:]) or language_id


def language_of(path: PurePath) -> str:
    """Return the LSP language id for a file's name; ``plaintext`` when it says nothing."""
    return meant_by(path.suffix[1:]) or "plaintext"


def meant_by(ending: str) -> str | None:
    """Return the LSP language id that a file's *ending* means; ``None`` for one nobody knows."""
    return _ENDINGS.get(ending.lower())


for _where, *_others in _ROWS:
    add(f"limner.markup.{_where}", *_others)
for _id, _endings in _DATA:
    _ENDINGS.update(dict.fromkeys(_endings.split(), _id))
