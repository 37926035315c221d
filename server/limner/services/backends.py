"""What every entry point asks for: who expands, who draws, who looks, and the person's agreement.

What a person has set up is brought by `limner.services.configured_backends`.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from limner.image.jobs.image_backend import ImageBackend, Tariff
    from limner.image.jobs.inspection import Viewer
    from limner.image.jobs.recovery import Waiting
    from limner.prompt.chat.chat_model import ChatModel
    from limner.prompt.expansion import Expander
    from limner.services.editor_models import AskEditor
    from limner.services.standing import Standing
    from limner.settings.declaration import Settings

Consent = Callable[[str], Awaitable[bool]]
"""Asks the person whether text may be sent to a host, which it names."""


class Backends(Protocol):
    """Brings the models that settings ask for; the embedded ones where none is set up.

    Attributes:
        editor: asks the editor's own models, where there is an editor that has some.
    """

    editor: "AskEditor | None"

    def prepare(self) -> None:
        """Do once, in a thread after the start, what no first action should wait for."""
        ...

    async def waiting(self) -> "tuple[Waiting, ...]":
        """Finish what earlier sessions left paid for, and return what no document shows yet."""
        ...

    async def expander(self, settings: "Settings", consent: Consent) -> "Expander":
        """Return who expands descriptions."""
        ...

    async def image_backend(self, settings: "Settings", consent: Consent) -> "ImageBackend":
        """Return who draws pictures."""
        ...

    def tariff(self, settings: "Settings") -> "Tariff | None":
        """Return what pictures would cost, without asking; ``None`` without a service."""
        ...

    async def vision_model(self, settings: "Settings", consent: Consent) -> "ChatModel | None":
        """Return the chat model that may look at pictures; ``None`` where none is set up."""
        ...

    async def viewer(self, settings: "Settings", consent: Consent) -> "Viewer | None":
        """Return who may check pictures against their words; ``None`` where nobody is set up."""
        ...

    def standing(self, settings: "Settings") -> "tuple[Standing, ...]":
        """Say who would write, draw and upload; nobody is asked, and nothing is sent."""
        ...
