"""What one picture will cost in a document, found out beforehand: code actions show it at once."""

import asyncio

from limner.errors import LimnerError
from limner.image.prices import dollars
from limner.lsp.configuration import settings_for
from limner.lsp.documents import OpenDocument
from limner.lsp.server import LimnerServer


async def note_price(ls: LimnerServer, document: OpenDocument) -> None:
    """Find out the price, as the settings are now."""
    settings = await settings_for(ls, document)
    try:
        price = await asyncio.to_thread(ls.studio.price, settings)
    except LimnerError:
        price = None  # Drawing will say what is wrong.
    document.price = price and price * settings.image_candidates


def priced(title: str, document: OpenDocument, pictures: int = 1) -> str:
    """Return *title* with the estimated price of *pictures*, where one is known."""
    if not document.price:
        return title
    return f"{title} (about {dollars(document.price * pictures)})"
