"""A picture that is in the project goes to a public place as well, where a person set one up.

The local file stays. A failed upload costs nothing but the public address: the link is local then.
"""

from collections.abc import Callable
from dataclasses import replace

from limner.errors import ServiceError
from limner.image.jobs.drawing_job import Placed
from limner.image.jobs.image_backend import Uploader


async def uploaded(
    uploader: Uploader | None, placed: Placed, report: Callable[[str], None]
) -> Placed:
    """Return *placed* with its public address, or with a note why it has none.

    Sketches stay at home.
    """
    if uploader is None or placed.renderer == "placeholder":
        return placed
    report(f"Uploading the picture through {uploader.host}")
    try:
        address = await uploader.upload(placed.picture)
    except ServiceError as error:
        note = f"The picture was not uploaded, so its link is local. {error}"
        return replace(placed, notes=(*placed.notes, note))
    return replace(placed, address=address)
