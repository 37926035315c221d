"""What pictures will cost in a document, found out beforehand: code actions show it at once."""

import asyncio
from dataclasses import replace

from limner.actions import requests
from limner.errors import LimnerError
from limner.image.pricing import dollars
from limner.lsp.configuration import settings_for
from limner.lsp.documents.document_state import Prices
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.server import LimnerServer
from limner.settings.declaration import Settings

FOUR = 4
"""How many candidates one action offers to choose from."""


async def note_price(ls: LimnerServer, document: OpenDocument) -> None:
    """Find out the prices, as the settings are now."""
    settings = await settings_for(ls, document)
    document.prices = await asyncio.to_thread(_prices, ls, settings)


def priced(title: str, price: int | None) -> str:
    """Return *title* with an estimated price, where one is known."""
    return f"{title} (about {dollars(price)})" if price else title


def _prices(ls: LimnerServer, settings: Settings) -> Prices:
    def price(settings: Settings, *, edit: bool = False) -> int | None:
        try:
            return requests.price(settings, ls.backends.tariff(settings), edit=edit)
        except LimnerError:
            return None  # Drawing will say what is wrong.

    four = price(replace(settings, image_candidates=FOUR))
    return Prices(price(settings), four, price(settings, edit=True))
