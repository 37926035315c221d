"""Where words can be offered: in prompts, and where a document states its settings; never in prose.

Only the cursor's line and a bounded number of lines above it are looked at.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from limner import markup
from limner.markup import marked_prompts
from limner.markup.interface import Annotations
from limner.patterns import lazy_regex
from limner.project.roots import PROJECT_FILE

Kind = Literal["prompt", "key", "value"]
StatementForm = Literal["comment", "yaml", "toml", "project", "keyword"]
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
        spelled: how a keyword spells the name of a setting's variable.
    """

    kind: Kind
    before: str
    key: str = ""
    form: StatementForm = "comment"
    spelled: Callable[[str], str] = str


def prompt_at(above: Sequence[str], line: str, language: str) -> CompletionPlace | None:
    """Return the prompt at the end of *line*, the cursor's up to it, below the lines *above*."""
    begun = marked_prompts.typed_prompt(above, line, language)
    return None if begun is None else CompletionPlace("prompt", begun)


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
    form = markup.for_language(language).annotations
    if comment := _comment(form).match(line):
        return _stated(comment["key"], comment["value"], "comment")
    if form.keyword and (stated := form.keyword.typed.match(line)):
        found = _stated(stated["key"], stated["value"], "keyword")
        return replace(found, spelled=form.keyword.spelled)
    first = above[0].rstrip() if above else ""
    if first not in ("---", "+++") or any(each.rstrip() in (first, "...") for each in above[1:]):
        return None
    if first == "---":
        return _yaml(above, line)
    return _toml(above, line, ("limner", "params.limner"), "toml")


_YAML = lazy_regex(r"(?P<indent>[ ]+)(?P<key>[\w.]*)(?::[ ]+(?P<value>[^#]*))?$")
_TOML = lazy_regex(r"[ \t]*(?P<key>[\w.]*)(?:[ \t]*=[ \t]*(?P<value>[^#]*))?$")


@cache
def _comment(form: Annotations) -> re.Pattern[str]:
    return re.compile(
        rf"[ \t]*(?:{form.comment})[ \t]*!limner[ \t]+"
        r"(?P<key>[\w.]*)(?:[ \t]*=[ \t]*(?P<value>[^=]*))?$",
        re.IGNORECASE,
    )


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
