"""The picture of imports in ``docs/architecture.md``, drawn from the code.

``python -m tests.support.import_picture`` draws it anew.
"""

import re
from pathlib import Path

import grimp

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"
BLOCK = re.compile(r"(<!-- imports -->\n).*?(<!-- end of imports -->)", re.DOTALL)

LEFT_OUT = {"_version", "errors", "document", "patterns"}
"""What nearly every package imports: their arrows would hide the others."""


def arrows() -> set[tuple[str, str]]:
    """Return which package of ``limner`` imports which, without what a longer way implies."""
    graph = grimp.build_graph("limner")
    found = {
        (_package(module), _package(imported))
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
    }
    kept = {(a, b) for a, b in found if a != b and not {a, b} & LEFT_OUT}
    return {(a, b) for a, b in kept if not _has_longer_way(a, b, kept)}


def picture() -> str:
    """Return the picture as a Mermaid diagram."""
    lines = [f'  {a.strip("_")}["{a}"] --> {b.strip("_")}["{b}"]' for a, b in sorted(arrows())]
    return "\n".join(("```mermaid", "flowchart TD", *lines, "```", ""))


def drawn(page: str) -> str:
    """Return *page* with the picture as the code is now."""
    return BLOCK.sub(lambda found: found[1] + picture() + found[2], page)


def _package(module: str) -> str:
    return [*module.split("."), "limner"][1]


def _has_longer_way(start: str, end: str, arrows: set[tuple[str, str]]) -> bool:
    """Say whether *end* is reached from *start* by more than one arrow."""
    seen: set[str] = set()
    ahead = [b for a, b in arrows if a == start and b != end]
    while ahead:
        here = ahead.pop()
        if here == end:
            return True
        if here not in seen:
            seen.add(here)
            ahead += [b for a, b in arrows if a == here]
    return False


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text()))
