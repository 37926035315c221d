"""``limner/candidates``: the client shows pictures side by side, and says which one is wanted.

The request is ``{question, prompt, pictures, old, more}``: addresses of files, and what the button
for more says. The answer is ``{choice}``: a picture's number from 0, ``keep``, ``more``, or null
where the panel was closed. A client says that it has such a panel by the initialization option
``candidates``.
"""

import asyncio
import uuid
from collections.abc import Mapping
from functools import partial
from typing import Literal

from pygls.exceptions import JsonRpcException

from limner.image.jobs.session import Candidates
from limner.image.pricing import dollars
from limner.lsp.server import LimnerServer


def connect(ls: LimnerServer) -> None:
    """Let a person choose in the client's panel, where it has one."""
    if ls.announced("candidates"):
        ls.session.panel = partial(_choose, ls)


async def _choose(ls: LimnerServer, shown: Candidates) -> int | Literal["keep", "more"] | None:
    if shown.more is None:
        more = "Four more (price unknown)"
    else:
        more = f"Four more (about {dollars(shown.more)})" if shown.more else "Four more"
    params = {
        "question": shown.question,
        "prompt": shown.prompt,
        "pictures": [picture.as_uri() for picture in shown.pictures],
        "old": shown.old.as_uri() if shown.old else None,
        "more": more,
    }
    identifier = uuid.uuid4().hex
    request = ls.protocol.send_request_async("limner/candidates", params, msg_id=identifier)
    try:
        answer = await asyncio.shield(request)
    except asyncio.CancelledError:
        ls.take_back(identifier)
        raise
    except JsonRpcException:
        return None
    choice = answer.get("choice") if isinstance(answer, Mapping) else None
    if choice in ("keep", "more") or (isinstance(choice, int) and not isinstance(choice, bool)):
        return choice
    return None
