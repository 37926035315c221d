"""Documents: one small interface, one file per markup language.

`for_language` opens the door; everything behind it speaks `limner.markup.interface`.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath

from limner.markup.interface import Markup

_MARKUPS: Mapping[str, str] = {
    "markdown": "markdown.MARKDOWN",
    "mdx": "mdx.MDX",
    "obsidian": "obsidian.OBSIDIAN",
    "quarto": "quarto.QUARTO", "rmd": "quarto.QUARTO", "rmarkdown": "quarto.QUARTO",
    "myst": "myst.MYST", "myst-markdown": "myst.MYST",
    "learn": "learn.LEARN",
    "djot": "djot.DJOT",
    "textile": "textile.TEXTILE",
    "mediawiki": "mediawiki.MEDIAWIKI", "wikitext": "mediawiki.MEDIAWIKI",
    "dokuwiki": "dokuwiki.DOKUWIKI",
    "html": "html.HTML",
    "restructuredtext": "rst.RST", "rst": "rst.RST",
    "asciidoc": "asciidoc.ASCIIDOC", "adoc": "asciidoc.ASCIIDOC",
    "latex": "latex.LATEX", "tex": "latex.LATEX", "plaintex": "latex.LATEX",
    "org": "org.ORG",
    "typst": "typst.TYPST",
    "plaintext": "plain.PLAIN",
    "python": "programs.PYTHON", "ipython": "notebook.IPYTHON",
    "javascript": "programs.JAVASCRIPT", "javascriptreact": "jsx.JSX",
    "typescript": "programs.JAVASCRIPT", "typescriptreact": "jsx.JSX",
    "rust": "programs.RUST", "go": "programs.GO", "lua": "programs.LUA",
    "c": "programs.C", "cpp": "programs.C", "objective-c": "programs.C", "zig": "programs.C",
    "java": "programs.JAVA", "csharp": "programs.CSHARP",
    "kotlin": "programs.KOTLIN", "swift": "programs.KOTLIN", "dart": "programs.KOTLIN",
    "scala": "programs.KOTLIN", "php": "programs.KOTLIN", "groovy": "programs.KOTLIN",
    "shellscript": "programs.SHELL", "sh": "programs.SHELL", "bash": "programs.SHELL",
    "perl": "programs.SHELL", "makefile": "programs.SHELL", "dockerfile": "programs.SHELL",
    "ruby": "programs.RUBY", "r": "programs.RUBY", "julia": "programs.SHELL",
    "vue": "html.HTML", "svelte": "html.HTML", "astro": "html.HTML",
}  # fmt: skip
"""The file and constant that speak for an LSP language id; imported when first asked for."""

_ENDINGS: Mapping[str, str] = {
    "mdx": "mdx", "qmd": "quarto", "rmd": "rmd", "dj": "djot", "textile": "textile",
    "mediawiki": "mediawiki", "wiki": "mediawiki", "dokuwiki": "dokuwiki",
    "md": "markdown", "markdown": "markdown", "mdown": "markdown", "mkd": "markdown",
    "html": "html", "htm": "html", "xhtml": "html",
    "rst": "restructuredtext", "rest": "restructuredtext",
    "adoc": "asciidoc", "asciidoc": "asciidoc", "asc": "asciidoc",
    "tex": "latex", "ltx": "latex", "latex": "latex",
    "org": "org",
    "typ": "typst",
    "txt": "plaintext", "text": "plaintext",
    "json": "json", "ipynb": "json", "jsonc": "jsonc", "json5": "json5", "jsonl": "jsonl",
    "yaml": "yaml", "yml": "yaml", "toml": "toml", "css": "css", "scss": "scss", "less": "less",
    "csv": "csv",
    "rs": "rust", "go": "go", "lua": "lua", "java": "java", "cs": "csharp", "kt": "kotlin",
    "c": "c", "h": "c", "cc": "cpp", "cpp": "cpp", "cxx": "cpp", "hpp": "cpp", "m": "objective-c",
    "swift": "swift", "dart": "dart", "scala": "scala", "php": "php", "zig": "zig",
    "sh": "shellscript", "bash": "shellscript", "zsh": "shellscript", "pl": "perl", "rb": "ruby",
    "r": "r", "jl": "julia", "vue": "vue", "svelte": "svelte", "astro": "astro",
    "py": "python", "pyi": "python",
    "js": "javascript", "mjs": "javascript", "cjs": "javascript", "jsx": "javascriptreact",
    "ts": "typescript", "mts": "typescript", "cts": "typescript", "tsx": "typescriptreact",
}  # fmt: skip


def for_language(language_id: str) -> Markup:
    """Return the markup of an LSP language id; plain text for one that is unknown."""
    module, _, name = _MARKUPS.get(language_id.lower(), "plain.PLAIN").partition(".")
    markup: Markup = getattr(import_module(f"limner.markup.{module}"), name)
    return markup


def language_of(path: PurePath) -> str:
    """Return the LSP language id for a file's name; ``plaintext`` when it says nothing."""
    return _ENDINGS.get(path.suffix[1:].lower(), "plaintext")
