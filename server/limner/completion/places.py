"""Where words can be offered: in prompts, and where a document states its settings; never in prose.

Only the cursor's line and a bounded number of lines above it are looked at.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from limner.markup.common.words import MARK
from limner.project.roots import PROJECT_FILE

LONGEST_PROMPT = 60
"""Lines that a marked block may have."""

Kind = Literal["prompt", "key", "value"]
StatementForm = Literal["comment", "yaml", "toml", "project", "org", "asciidoc"]
"""Where a setting is stated: in a comment, in front matter of either kind, in the project's own
file, or as a keyword of its markup."""


@dataclass(frozen=True)
class CompletionPlace:
    """A place where something can be offered.

    Attributes:
        kind: a prompt, the name of a setting, or its value.
        before: what stands before the cursor: of the prompt, of the name or of the value.
        key: the setting whose value is meant; for names, the names they stand below, with a dot.
        form: where a setting is stated.
    """

    kind: Kind
    before: str
    key: str = ""
    form: StatementForm = "comment"


def prompt_at(above: Sequence[str], line: str) -> CompletionPlace | None:
    """Return the prompt at the end of *line*, the cursor's up to it, below the lines *above*."""
    marked = _MARKED.match(line)
    if marked:
        return CompletionPlace("prompt", line[marked.end() :])
    for other in reversed(above[-LONGEST_PROMPT:]):
        fence = _FENCE.match(other)
        if fence:
            opens = fence["info"].strip(" \t{}.<>") in (MARK, f"code {MARK}")
            return CompletionPlace("prompt", line.lstrip(" \t>")) if opens else None
    return None


def setting_at(
    above: Sequence[str], line: str, language: str, file_name: str
) -> CompletionPlace | None:
    """Return where a setting stands at the end of *line*.

    Args:
        above: all lines above the cursor's, from the document's first.
        line: the cursor's line up to the cursor.
        language: the document's language id.
        file_name: the name of its file.
    """
    if file_name == PROJECT_FILE:
        return _toml(above, line, ("",), "project")
    if comment := _COMMENT.match(line):
        return _stated(comment["key"], comment["value"], "comment")
    keyword = _KEYWORDS.get({"adoc": "asciidoc"}.get(language, language))
    if keyword and (stated := keyword.match(line)):
        form: StatementForm = "org" if language == "org" else "asciidoc"
        return _stated(stated["key"], stated["value"], form)
    first = above[0].rstrip() if above else ""
    if first not in ("---", "+++") or any(each.rstrip() in (first, "...") for each in above[1:]):
        return None
    if first == "---":
        return _yaml(above, line)
    return _toml(above, line, ("limner", "params.limner"), "toml")


_MARKED = re.compile(rf"\W{{0,100}}?{MARK}:[ \t]*(?!.*(?:-->|\*/))")
_FENCE = re.compile(r"[\W\d]{0,40}?(?:`{3,}|~{3,}|(?=</?code\b))(?P<info>[^`]*)$")
_COMMENT = re.compile(
    r"[ \t]*(?:%+|//+|#+|;+|--|\.\.|<!--|\{?/\*+|\*)[ \t]*!limner[ \t]+"
    r"(?P<key>[\w.]*)(?:[ \t]*=[ \t]*(?P<value>[^=]*))?$",
    re.IGNORECASE,
)
_KEYWORDS = {
    "org": re.compile(r"#\+(?=limn)(?P<key>\w*)(?::[ \t]*(?P<value>.*))?$", re.IGNORECASE),
    "asciidoc": re.compile(r":(?=limn)(?P<key>[\w-]*)(?::[ \t]+(?P<value>.*))?$"),
}
_YAML = re.compile(r"(?P<indent>[ ]+)(?P<key>[\w.]*)(?::[ ]+(?P<value>[^#]*))?$")
_TOML = re.compile(r"[ \t]*(?P<key>[\w.]*)(?:[ \t]*=[ \t]*(?P<value>[^#]*))?$")


def _stated(key: str, value: str | None, form: StatementForm, below: str = "") -> CompletionPlace:
    if value is None:
        return CompletionPlace("key", key, below, form)
    return CompletionPlace("value", value, below + key, form)


def _yaml(above: Sequence[str], line: str) -> CompletionPlace | None:
    """Return the place on a line below ``limner:``, by the names it is indented under."""
    found = _YAML.match(line)
    if found is None:
        return None
    indent, path = len(found["indent"]), ""
    for other in reversed(above):
        own = len(other) - len(other.lstrip(" "))
        if not other.strip() or other.lstrip().startswith("#") or own >= indent:
            continue
        if own == 0:
            is_ours = other.startswith("limner:")
            return _stated(found["key"], found["value"], "yaml", path) if is_ours else None
        path = f"{other.strip().partition(':')[0]}.{path}"
        indent = own
    return None


def _toml(
    above: Sequence[str], line: str, tables: Sequence[str], form: StatementForm
) -> CompletionPlace | None:
    """Return the place on a line in one of *tables*, or in a table inside of it."""
    found = _TOML.match(line)
    if found is None:
        return None
    table = next((each.strip(" \t\r\n[]") for each in reversed(above) if _is_table(each)), "")
    for ours in tables:
        if table == ours:
            return _stated(found["key"], found["value"], form)
        if not ours or table.startswith(f"{ours}."):
            below = table.removeprefix(ours).strip(".") + "."
            return _stated(found["key"], found["value"], form, below)
    return None


def _is_table(line: str) -> bool:
    return bool(re.match(r"[ \t]*\[[\w.]+\][ \t]*(?:#.*)?$", line))
