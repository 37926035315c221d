"""What drawing would send and cost, before anything is sent."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mcp_types import ToolAnnotations

from limner.actions import requests
from limner.actions.batches import batch_estimate
from limner.actions.batches.batch import MissingPicture
from limner.image.jobs.image_backend import Tariff
from limner.mcp.agent_server import AgentService
from limner.mcp.permission import (
    hosts_to_ask,
    is_dear,
)
from limner.settings.declaration import Settings

DRAWS = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=True)
"""What clients are told of tools that draw."""


async def drawing_terms(
    service: AgentService, wanted: Sequence[Settings | MissingPicture]
) -> dict[str, Any]:
    """Return what drawing *wanted* would send and cost, by the attributes of a `Proposal`.

    Where they are under different settings, the strictest say what is asked.
    """
    if not wanted:
        return {}
    all_held = [each.settings if isinstance(each, MissingPicture) else each for each in wanted]
    hosts: dict[str, None] = {}
    for held in dict.fromkeys(all_held):
        hosts |= dict.fromkeys(await hosts_to_ask(service.backends, held, expands=True, draws=True))
    strict = replace(
        all_held[0],
        draw_unasked="ask" if any(held.draw_unasked == "ask" for held in all_held) else "allow",
        limits_ask=min(held.limits_ask for held in all_held),
    )
    paid = [
        (each, tariff)
        for each, held in zip(wanted, all_held, strict=True)
        if (tariff := service.backends.tariff(held)) is not None
    ]
    prices = [_price(each, tariff) for each, tariff in paid]
    known = [price for price in prices if price is not None]
    return {
        "hosts": tuple(hosts),
        "pictures": len(paid),
        "price": sum(known) if len(known) == len(prices) else None,
        "dear": any(is_dear(price, strict) for price in prices),
        "free": all(tariff.free for _, tariff in paid),
        "by": " and ".join(dict.fromkeys(tariff.model for _, tariff in paid)),
        "held": strict,
    }


def _price(wanted: Settings | MissingPicture, tariff: Tariff) -> int | None:
    if isinstance(wanted, MissingPicture):
        return batch_estimate.estimated_price(wanted, tariff)
    # An agent gets one of each: nobody chooses.
    return requests.price(replace(wanted, image_candidates=1), tariff)
