"""Write the gallery of prompts: ``python -m tests.evaluation.gallery > docs/prompts.md``.

The ten descriptions are of ten kinds. A test compares the
committed page with this output, so the page always shows what Limner does.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace

from limner.actions import expanding
from limner.prompt import dialects
from limner.prompt.expansion import Expansion, ExpansionRequest
from limner.prompt.offline.offline_expander import expand
from limner.settings.declaration import DEFAULTS

SOURCES = (
    "a beach sunset",
    '"Shut the door," said Marta, but the snow was already lying on the kitchen floor.',
    'logo for a bakery named "Brot & Co."',
    "mobile login screen with a fingerprint button",
    "architecture diagram: browser, API gateway, two services and a Postgres database",
    "burnout",
    "// TODO: draw a robot holding a red skateboard",
    "ein Strand bei Sonnenuntergang",
    "three red boats without people, watercolor, 'LA MER' on the sail",
    "A narrow cobbled lane climbs between whitewashed houses toward a small blue-domed "
    "chapel, with terracotta pots of red geraniums on every step and a striped cat asleep in "
    "the shade of a wooden door. Laundry hangs from a line overhead. The late afternoon sun "
    "comes in low from the sea and lights the upper walls in warm gold while the lower lane "
    "lies in soft blue shadow. A wide view at eye level in natural photographic colour, calm "
    "and a little sleepy.",
)

HEAD = """# A gallery of prompts

Ten descriptions of different kinds, and what `limner expand` makes of each without any model,
for every image generator. This page is written by `python -m tests.evaluation.gallery`
and a test keeps it true. Generators that get the same text share a heading.

Quoted words come back letter by letter, counts and colours stay with their nouns, and what is
excluded goes where the generator understands it: into the words, after `--no`, or into the negative
prompt. Elsewhere a word for what is there instead says it where that is certain, as a clear sky for
no clouds; where there is none, the thing is left out, and `limner expand` says so.
"""


def page() -> Iterator[str]:
    """Yield the lines of the gallery."""
    yield HEAD
    for source in SOURCES:
        yield f"## {_title(source)}\n"
        yield f"> {source}\n"
        for names, expansion in _by_text(source):
            yield f"**{', '.join(names)}**\n"
            yield from _block(expansion)


def _by_text(source: str) -> list[tuple[list[str], Expansion]]:
    """Return the distinct expansions of *source*, each with the dialects that share it."""
    grouped: dict[tuple[str, str | None], tuple[list[str], Expansion]] = {}
    for name in dialects.ids():
        settings = replace(DEFAULTS, dialect=name)
        request = expanding.expansion_request(source, settings)
        expansion = expanding.finished(expand(request), source, settings).items[0]
        key = (expansion.prompt, expansion.negative)
        grouped.setdefault(key, ([], expansion))[0].append(name)
    return list(grouped.values())


def _block(expansion: Expansion) -> Iterator[str]:
    prompt = expansion.prompt
    if prompt.startswith("{"):
        prompt = json.dumps(json.loads(prompt), ensure_ascii=False, indent=2)
    yield "```text"
    yield prompt
    if expansion.negative:
        yield f"\nNegative prompt: {expansion.negative}"
    yield "```\n"


def _title(source: str) -> str:
    return expand(ExpansionRequest(source)).items[0].title


if __name__ == "__main__":
    sys.stdout.write("\n".join(page()).rstrip() + "\n")
