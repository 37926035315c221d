"""Settings that a document states about itself, near its beginning, in its own markup's manner.

- Front matter: ``limner:`` and indented ``key: value`` lines below it in YAML (``---``), or a table
  ``limner`` in TOML (``+++``).
- A keyword, where the markup has such: ``#+LIMNER_STYLE: ink`` in Org.
- Anywhere a comment of its own line: ``% !limner style = ink``, ``<!-- !limner … -->``.

Only free settings may be stated; `limner.settings.layers.resolve` sees to that.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

from limner import markup
from limner.markup.interface import Annotations
from limner.patterns import lazy_regex
from limner.settings.declaration import BY_KEY, environment_name
from limner.settings.layers import Layer, flatten
from limner.settings.trust import Source

_FRONT_MATTER = lazy_regex(
    r"(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)

_FIELD = lazy_regex(r"^[\w.-]+[ \t]*[:=]|^\[", re.MULTILINE)
"""A field of front matter: two lines of dashes around words are none."""


def without_front_matter(text: str) -> str:
    """Return *text* without the fields that stand before its first words."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _FRONT_MATTER.match(text)
    return text[found.end() :] if found and _FIELD.search(found[2]) else text


def document_layer(text: str, language: str) -> tuple[Layer, tuple[str, ...]]:
    """Read what a document that begins with *text* says about its pictures.

    Returns:
        The layer, and one sentence for each line that could not be read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "limner" not in text.lower():
        return Layer(Source.DOCUMENT, {}), ()
    values, problems = _front_matter(text)
    form = markup.for_language(language).annotations
    for name, value in form.keyword.whole.findall(text) if form.keyword else ():
        values[_key(name)] = value.strip()
    for key, value in _comments(form).findall(text):
        values[key] = _uncommented(value, form)
    return Layer(Source.DOCUMENT, values), tuple(problems)


@cache
def _comments(form: Annotations) -> re.Pattern[str]:
    return re.compile(
        rf"^[ \t]*(?:{form.comment})[ \t]*!limner[ \t]+([\w.]+)[ \t]*=([^\n]*)$",
        re.MULTILINE | re.IGNORECASE,
    )


def _uncommented(value: str, form: Annotations) -> str:
    """Return a value without the end of the comment it stands in."""
    value = value.strip()
    closed = next((end for end in form.ends if value.endswith(end)), "")
    return value.removesuffix(closed).strip()


def _key(name: str) -> str:
    """Return the setting that a keyword means: ``limner-image-size`` → ``image.size``."""
    variable = name.upper().replace("-", "_")
    return next((key for key in BY_KEY if environment_name(key) == variable), name)


def _front_matter(text: str) -> tuple[dict[str, object], list[str]]:
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, []
    if found[1] == "---":
        return _yaml(found[2])
    try:
        table: Mapping[str, object] = tomllib.loads(found[2])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return {}, [f"The front matter is not valid TOML ({error}): its settings are ignored."]
    held = table.get("limner", _table(table.get("params")).get("limner"))
    return flatten(_table(held)), []


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


_LIST = lazy_regex(r"(?<=: )\[([^\[\]{}#]*)\]\s*$")
"""A list of one line: ``cast: [Mia, "Captain Bruno"]``."""


def _listed(found: re.Match[str]) -> str:
    return ", ".join(part.strip().strip("\"'") for part in found[1].split(","))


_LINE = lazy_regex(r"(?P<indent> *)(?P<key>[\w.\"']+):(?:[ ]+(?P<value>\S.*))?$")


def _yaml(block: str) -> tuple[dict[str, object], list[str]]:
    """Read the ``key: value`` lines below ``limner:``; all other YAML is someone else's."""
    values: dict[str, object] = {}
    problems: list[str] = []
    path: list[tuple[int, str]] = []
    for line in _below_limner(block):
        found = _LINE.match(_LIST.sub(_listed, line))
        if found is None or (found["value"] or "").startswith(("[", "{", "|", ">", "&", "*")):
            problems.append(
                f"The line “{line.strip()}” of the front matter is not read: below limner, write "
                "“key: value”."
            )
            continue
        indent = len(found["indent"])
        path = [each for each in path if each[0] < indent]
        key = ".".join((*(name for _, name in path), found["key"].strip("\"'")))
        value = _plain(found["value"] or "")
        if value:
            values[key] = value
        else:
            path.append((indent, found["key"].strip("\"'")))
    return values, problems


def _below_limner(block: str) -> Iterator[str]:
    """Yield the indented lines below ``limner:``; what stands behind the colon is one of them."""
    inside = False
    for line in block.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line.startswith((" ", "\t")):
            inside = line.startswith("limner:")
            behind = line.removeprefix("limner:").strip()
            if inside and behind and not behind.startswith("#"):
                yield behind
        elif inside:
            yield line


def _plain(value: str) -> str:
    """Return a value without its quotation marks or the comment behind it."""
    quoted = re.match(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'", value)
    if quoted and quoted[1] is not None:
        return re.sub(r"\\(.)", r"\1", quoted[1])
    if quoted:
        return quoted[2].replace("''", "'")
    return "" if value.startswith("#") else re.split(r"\s#", value, maxsplit=1)[0].strip()
