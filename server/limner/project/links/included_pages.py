"""Which pages include a document as their own text, as generators' snippets and partials are.

Its relative links mean what they mean on the page that shows it.
"""

from pathlib import Path, PurePosixPath

from limner.patterns import lazy_regex
from limner.project.project_files import ProjectFiles

_TEXTS = frozenset({".md", ".mdx", ".markdown", ".qmd", ".rmd", ".rst", ".txt", ".ipynb"})
_SIGNS = ("include", "--8<--", "{!", "child")

_INCLUDED = lazy_regex(
    r"-{1,2}8<-{1,2}[ \t]+[\"']([^\"'\n]+)"  # pymdownx.snippets
    r"|\{\{#(?:include|rustdoc_include)[ \t]+([^}\s:]+)"  # mdBook
    r"|\{\{<[ \t]*include[ \t]+[\"']?([^\"'\s>]+)"  # Quarto
    r"|\{%-?[ \t]*include(?:-markdown)?[ \t]+[\"']?([^\"'\s%]+)"  # MkDocs's plugins
    r"|(?:`{3,}|:{3,})\{include\}[ \t]+(\S+)"  # MyST
    r"|\.\.[ ]include::[ \t]+(\S+)"  # reStructuredText
    r"|<!--[ \t]*@include:[ \t]*([^\s>#{]+)"  # VitePress
    r"|\{!-?[ \t]*([^!\s]+)[ \t]*!\}"  # markdown-include
    r"|\bchild[ \t]*=[ \t]*[\"']([^\"'\n]+)"  # knitr
)


def pages_with(document: Path, root: Path, files: ProjectFiles) -> tuple[Path, ...]:
    """Return the documents below *root* whose text names *document* as a part of it.

    What includes a file of its own name is a page, and not the file that its namesakes include.
    """
    named = files.once(("included", root), lambda: _included(root, files)).get(document.name, [])
    if any(page == document for _, page in named):
        return ()
    return tuple(page for parts, page in named if document.parts[-len(parts) :] == parts)


def _included(root: Path, files: ProjectFiles) -> dict[str, list[tuple[tuple[str, ...], Path]]]:
    """Return what documents below *root* include by its name: its path as written, and by whom."""
    found: dict[str, list[tuple[tuple[str, ...], Path]]] = {}
    for page in sorted(files.below(root)):
        text = files.text(page) if page.suffix.lower() in _TEXTS else ""
        if not any(sign in text for sign in _SIGNS):
            continue
        for match in _INCLUDED.finditer(text):
            path = PurePosixPath(next(filter(None, match.groups())).lstrip("/"))
            parts = tuple(part for part in path.parts if part not in (".", ".."))
            if parts:
                found.setdefault(parts[-1], []).append((parts, page))
    return found
