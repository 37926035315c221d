"""Which pictures the programs of a project write, by the names that their texts save them under."""

import re
from collections.abc import Collection
from itertools import islice
from pathlib import Path

from limner.patterns import lazy_regex
from limner.project.ignored import is_tracked
from limner.project.project_files import ProjectFiles

MOST_PROGRAMS = 2_000
"""Programs of a project that are read."""

_PROGRAMS = frozenset({".py", ".r", ".jl", ".m", ".gp", ".gnuplot", ".plt"})
_HOLDING_PROGRAMS = frozenset({".ipynb", ".rmd", ".qmd", ".org"})
"""Documents whose programs are run: notebooks, and those with chunks or blocks of source."""

_SAVED = lazy_regex(
    r"\b(?:savefig|saveas|imsave|imwrite|write_image|ggsave|exportgraphics|save|set\s+output)\b"
    r"[^\"'\n]{0,80}[\"']([^\"'\n]+)[\"']"
    # R opens a file for each kind of picture.
    r"|(?<![\w.])(?:png|pdf|svg|jpeg)\(\s*(?:file(?:name)?\s*=\s*)?[\"']([^\"'\n]+)[\"']"
    # A block of source in Org says it in its first line.
    r"|^[ \t]*#\+[^\n]*?[ \t]:file[ \t]+\"?([^\s\"]+)",
    re.MULTILINE,
)
"""How Python, R, Julia, MATLAB, gnuplot and Org save a picture under a name plainly written."""


def written_by_programs(
    paths: Collection[Path], root: Path, files: ProjectFiles
) -> frozenset[Path]:
    """Return those of *paths* that a program below *root* saves under their names.

    Whoever runs it has them. What is in Git is not left to a program.
    """
    wanted = [path for path in paths if not is_tracked(path, root, files)]
    saved = files.once(("saved", root), lambda: _saved(root, files)) if wanted else frozenset()
    return frozenset(path for path in wanted if path.name in saved)


def _saved(root: Path, files: ProjectFiles) -> frozenset[str]:
    held = _PROGRAMS | _HOLDING_PROGRAMS
    programs = (file for file in files.below(root) if file.suffix.lower() in held)
    return frozenset(
        # In a notebook's file, a backslash stands before the quotation mark.
        (found[1] or found[2] or found[3]).rstrip("\\").rpartition("/")[2]
        for program in islice(programs, MOST_PROGRAMS)
        for found in _SAVED.finditer(files.text(program))
    )
