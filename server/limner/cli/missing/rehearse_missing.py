"""``--missing --dry-run``: each prompt, size and price, and nothing is sent."""

import argparse
from collections.abc import Sequence

from limner.actions.batches import batch_plan
from limner.actions.batches.batch import MissingPicture
from limner.actions.batches.batch_plan import PlannedPicture
from limner.cli.console import print_json, print_labelled, print_line, say
from limner.cli.inputs import KEYS, shown_path
from limner.errors import LimnerError
from limner.image.pricing import MICRO, dollars
from limner.services.backends import Backends


async def rehearse(
    found: Sequence[MissingPicture], backends: Backends, options: argparse.Namespace
) -> int:
    """Print what would be asked for each picture, and what all come to; 1 when one cannot be."""
    planned, failed = [], 0
    for missing in found:
        try:
            one = await batch_plan.plan(missing, backends)
        except LimnerError as error:
            failed += 1
            say(f"{place_of(missing)}: {error}")
            continue
        planned.append(one)
        if options.format == "json":
            print_json(_row(one))
        else:
            _print(one)
    if planned:
        say(_sum(planned))
    if any(one.missing.settings.engine != "offline" and not one.missing.prompt for one in planned):
        say("A chat model, where one is set up, writes its own prompts; its words are not counted.")
    return 1 if failed else 0


def place_of(missing: MissingPicture) -> str:
    """Return what a person reads of a missing picture: its file, or its words."""
    return shown_path(missing.path) if missing.path else missing.words


def _print(one: PlannedPicture) -> None:
    missing = one.missing
    print_labelled("picture", place_of(missing))
    print_labelled("document", shown_path(missing.project.document))
    print_labelled("words", missing.words)
    print_labelled("prompt", one.prompt)
    print_labelled("size", one.size)
    print_labelled("price", _cost(one.price))
    for note in one.notes:
        print_labelled("note", note)
    print_line()


def _row(one: PlannedPicture) -> dict[str, object]:
    """Return the JSON object of a picture that would be drawn; its keys never vanish."""
    missing, tariff = one.missing, one.tariff
    return {
        **dict.fromkeys(KEYS),
        "file": shown_path(missing.project.document),
        "source": missing.words or None,
        "picture": shown_path(missing.path) if missing.path else None,
        "link": missing.link.target,
        "alt": missing.link.alt,
        "engine": None if missing.prompt else "offline",
        "model": tariff.model if tariff else None,
        "prompt": one.prompt,
        "cost": None if one.price is None else one.price / MICRO,
        "size": one.size,
    }


def _sum(planned: Sequence[PlannedPicture]) -> str:
    many = f"{len(planned)} picture{'' if len(planned) == 1 else 's'}"
    models = sorted({one.tariff.model for one in planned if one.tariff})
    by = f"with {', '.join(models)}" if models else "as sketches (no image service is set up)"
    prices = [one.price for one in planned]
    known = [price for price in prices if price is not None]
    cost = _cost(sum(known) if len(known) == len(prices) else None)
    return f"{many} would be drawn {by}, {cost}. Nothing was sent."


def _cost(price: int | None) -> str:
    if price is None:
        return "at a price that is not known"
    return f"about {dollars(price)}" if price else "free of charge"
